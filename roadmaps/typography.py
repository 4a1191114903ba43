"""Text that people typed, made fit for paper, and figures and dates as the reader writes them."""

import datetime
import re
from decimal import Decimal

from django.template.defaultfilters import floatformat
from django.utils import formats
from django.utils.text import Truncator

NONE = "–"

# Control characters no file format takes, and the marks that make text read in another order
# than it was typed: a signed document must not say two things.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LETTER = re.compile(r"[^\W\d_]")


def cleaned(value):
    """The same plain values, every text without what cannot or must not be printed."""
    if isinstance(value, str):
        return _UNFIT.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, dict):
        return {key: cleaned(item) for key, item in value.items()}
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    return value


def excerpt(text: str, length: int) -> str:
    return Truncator(" ".join(text.split())).chars(length)


def direction(text: str) -> str:
    """Of a paragraph: that of its first letter; empty when it has none."""
    first = _LETTER.search(text)
    if first is None:
        return ""
    return "rtl" if _RIGHT_TO_LEFT.match(first[0]) else "ltr"


def figure(value) -> str:
    """At most one decimal, rounded half up; a dash for what is not there."""
    return NONE if value is None else floatformat(value)


def signed(value) -> str:
    """A gap with its sign: +1 is MOH above MOF."""
    if value is None:
        return NONE
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + floatformat(abs(value))


def amount(value: Decimal) -> str:
    places = 0 if value == value.to_integral_value() else 2
    return formats.number_format(value, places, use_l10n=True, force_grouping=True)


def date(value: str | None) -> str:
    """An ISO date or moment, written out."""
    if not value:
        return ""
    day = datetime.date.fromisoformat(value[:10])
    return formats.date_format(day, "DATE_FORMAT")


def grouped(digest: str, size: int = 8) -> list[str]:
    """A long row of letters in groups, so that two people can compare it aloud."""
    return [digest[start : start + size] for start in range(0, len(digest), size)]
