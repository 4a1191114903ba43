"""Currencies by ISO 4217 code, named in the reader's language where the list has it."""

import gettext
from functools import lru_cache

import pycountry
from django.utils.translation import get_language

CURRENCIES = frozenset(currency.alpha_3 for currency in pycountry.currencies)


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
