"""Amounts of money, and currencies by ISO 4217 code, named in the reader's language."""

import gettext
from decimal import Decimal
from functools import lru_cache

import pycountry
from django.utils.translation import get_language

CURRENCIES = frozenset(currency.alpha_3 for currency in pycountry.currencies)

# SQLite and spreadsheets keep numbers as floats: of more digits they would change the last ones.
MOST_DIGITS = 15


def is_kept_exactly(amount: Decimal) -> bool:
    return abs(amount) < 10**MOST_DIGITS and Decimal(str(float(amount))) == amount


def currency_choices() -> list[tuple[str, str]]:
    return _choices(get_language() or "en")


@lru_cache(maxsize=16)
def _choices(language: str) -> list[tuple[str, str]]:
    names = gettext.translation(
        "iso4217", pycountry.LOCALES_DIR, languages=[language], fallback=True
    )
    labels = {
        currency.alpha_3: f"{currency.alpha_3} – {names.gettext(currency.name)}"
        for currency in pycountry.currencies
    }
    return sorted(labels.items())
