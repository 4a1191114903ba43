"""A figure of record in words. Stored and exported it stays as somebody typed it."""

import datetime

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diagnostics.vocabulary import FactUnit


def figure_in_words(value: str, unit: str) -> str:
    """``value`` with its unit, as the reader's language has it.

    Only what means one thing is put into words: a date in ISO order, and the thousands of a whole
    number. Which of "1.250" and "1,250" is a thousand, nobody but its author knows. Amounts,
    counts and dates need no unit: the figure's name says what it is.
    """
    if unit == FactUnit.DATE:
        return _date(value)
    shown = number_format(int(value), force_grouping=True) if _is_large(value) else value
    if unit == FactUnit.PERCENT:
        return value if "%" in value else _("%(figure)s%%") % {"figure": shown}
    if unit in (FactUnit.DAYS, FactUnit.MONTHS):
        return _length(value, shown, unit)
    return shown


def _date(value):
    try:
        return date_format(datetime.date.fromisoformat(value))
    except ValueError:
        return value


def _is_large(value):
    """A year has four digits, too."""
    return value.isascii() and value.isdecimal() and len(value) > 4


def _length(value, shown, unit):
    if not (value.isascii() and value.isdecimal()):
        return f"{value} {FactUnit(unit).label}"
    if unit == FactUnit.DAYS:
        return ngettext("%(figure)s day", "%(figure)s days", int(value)) % {"figure": shown}
    return ngettext("%(figure)s month", "%(figure)s months", int(value)) % {"figure": shown}
