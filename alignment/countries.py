"""Countries by ISO 3166-1 code, named in the reader's language where the list has it."""

import gettext
import importlib.resources
import unicodedata
from functools import lru_cache

import pycountry
from django.utils.functional import lazy
from django.utils.translation import get_language


@lru_cache(maxsize=16)
def _names(language: str) -> gettext.NullTranslations:
    return gettext.translation(
        "iso3166-1", pycountry.LOCALES_DIR, languages=[language], fallback=True
    )


def _label(country, language: str) -> str:
    """Some lists translate only the official name; better that than the English common one."""
    common = getattr(country, "common_name", country.name)
    translated = {name: _names(language).gettext(name) for name in (common, country.name)}
    return next((word for name, word in translated.items() if word != name), common)


@lru_cache(maxsize=16)
def _choices(language: str) -> list[tuple[str, str]]:
    labels = [(country.alpha_2, _label(country, language)) for country in pycountry.countries]
    return sorted(labels, key=lambda pair: (_plain(pair[1]), pair[1]))


def _plain(name: str) -> str:
    """Without accents and capitals, so that Côte d'Ivoire stands where people look for it."""
    letters = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def country_choices() -> list[tuple[str, str]]:
    return _choices(get_language() or "en")


def country_name(code: str) -> str:
    """The name in the active language; the code itself when the list does not know it."""
    country = pycountry.countries.get(alpha_2=code)
    return _label(country, get_language() or "en") if country else code


@lru_cache(maxsize=1)
def _zones() -> dict[str, list[str]]:
    """Time zones by country. A line of the list: country, place, zone, and perhaps a remark."""
    table = importlib.resources.files("tzdata") / "zoneinfo" / "zone.tab"
    zones: dict[str, list[str]] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, _place, zone, *_remark = line.split("\t")
            zones.setdefault(code, []).append(zone)
    return zones


def zones_of(code: str) -> list[str]:
    """The country's time zones; none for a place where nobody lives."""
    return _zones().get(code, [])


country_name_lazy = lazy(country_name, str)
