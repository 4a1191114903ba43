"""Amounts of money as people type them, read where they can be read in one way only."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

# Signs that stand for one currency; others, such as $ and £, stand for several.
SIGNS = {
    "€": "EUR",
    "₦": "NGN",
    "₭": "LAK",
    "₹": "INR",
    "₫": "VND",
    "₮": "MNT",
    "₱": "PHP",
    "₲": "PYG",
    "₴": "UAH",
    "₵": "GHS",
    "₸": "KZT",
    "₺": "TRY",
    "₼": "AZN",
    "₽": "RUB",
    "₾": "GEL",
    "៛": "KHR",
    "฿": "THB",
    "৳": "BDT",
    "US$": "USD",
}
SHARED_SIGNS = frozenset(("$", "£", "¥", "₨", "RS", "FR", "CFA", "FCFA", "﷼", "KR"))
_PARTS = re.compile(r"(?P<before>[^\d+-]*)(?P<number>[+-]?\d[\d\s.,']*)(?P<after>\D*)")
_SPACES = str.maketrans({"٬": ",", "٫": ".", "’": "'", "−": "-", "_": " "})
_PLAIN = re.compile(r"\d+([.,]\d{1,2})?")
_GROUPED = re.compile(r"\d{1,3}(?P<sep>[ ,.'])\d{3}((?P=sep)\d{3})*(?:(?!(?P=sep))[.,]\d{1,2})?")
_IN_DOUBT = re.compile(r"(\d{1,3})[.,](\d{3})")


class NoAmount(ValueError):
    """It cannot be read."""


class TwoAmounts(ValueError):
    """``readings``: what it may mean, each as one would type it without doubt."""

    def __init__(self, readings: tuple[str, str]):
        super().__init__(" / ".join(readings))
        self.readings = readings


@dataclass(frozen=True, slots=True)
class Money:
    """``currency``: its code, empty without one. ``sign``: what was written that several
    currencies use, empty otherwise.
    """

    amount: Decimal
    currency: str = ""
    sign: str = ""


def read_money(typed: str, currencies: frozenset[str]) -> Money:
    """``currencies``: the codes that there are. Raises NoAmount or TwoAmounts."""
    parts = _PARTS.fullmatch(_even(typed))
    if not parts:
        raise NoAmount(typed)
    written = [parts[name].strip() for name in ("before", "after")]
    number = parts["number"].rstrip(" ")
    negative, digits = number.startswith("-"), number.lstrip("+-")
    amount = _number(digits)
    return _with_currency(-amount if negative else amount, "".join(written), currencies)


def _even(typed):
    """One kind of space and of digit, whatever the script."""
    text = unicodedata.normalize("NFC", typed).translate(_SPACES)
    return "".join(_digit(letter) for letter in " ".join(text.split()))


def _digit(letter):
    return str(unicodedata.digit(letter)) if letter.isdecimal() else letter


def _number(digits) -> Decimal:
    doubt = _IN_DOUBT.fullmatch(digits)
    if doubt and doubt[1] != "0":
        raise TwoAmounts((doubt[1] + doubt[2], f"{doubt[1]}.{doubt[2]}".rstrip("0").rstrip(".")))
    if _PLAIN.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    grouped = _GROUPED.fullmatch(digits)
    if not grouped:
        raise NoAmount(digits)
    return Decimal(digits.replace(grouped["sep"], "").replace(",", "."))


def _with_currency(amount, written, currencies) -> Money:
    code = written.upper().replace(" ", "")
    if not code:
        return Money(amount)
    if code in currencies:
        return Money(amount, code)
    if code in SIGNS:
        return Money(amount, SIGNS[code])
    if code.rstrip(".") in SHARED_SIGNS:
        return Money(amount, sign=written)
    raise NoAmount(written)
