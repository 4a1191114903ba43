"""The days of a workshop as agendas write them: "30/11/2026", "Monday 30 Nov.", "Day 1"."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.utils.dates import MONTHS, MONTHS_3, MONTHS_ALT, MONTHS_AP, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import get_language, override

from alignment.models import Workshop

_PART = re.compile(r"\d+|[^\W\d_]+")
_UNSAID = {"the", "of", "le", "du", "el", "de", "o", "st", "nd", "rd", "th", "er"}
_NTH = ("day", "jour", "día", "dia")
_MOST = 31  # days of a workshop whose spellings are worked out


def days_as_written(workshop: Workshop) -> dict[tuple, date]:
    """The workshop's days by each way of writing them, as ``parts_of`` tells ways apart.

    Only ways that mean one of these days: "03/04/2026" is left out where both 3 April and 4 March
    are days of the workshop, and with it whatever needs guessing.
    """
    length = min((workshop.ends_on - workshop.starts_on).days + 1, _MOST)
    days = [workshop.starts_on + timedelta(days=n) for n in range(length)]
    meant: dict[tuple, set[date]] = {}
    for language in {"en", get_language(), *workshop.languages}:
        with override(language):
            for nth, day in enumerate(days, start=1):
                for way in _ways(day, nth):
                    meant.setdefault(way, set()).add(day)
    return {way: found.pop() for way, found in meant.items() if len(found) == 1}


def parts_of(cell: str) -> tuple:
    """Numbers and words of a cell, without those that change nothing."""
    parts = _PART.findall(cell.casefold())
    return tuple(_number(part) for part in parts if part not in _UNSAID)


def _number(part):
    """3 of "03". What is longer than a year is no part of a day, and may be too long for int."""
    return int(part) if part.isdecimal() and len(part) <= 4 else part


def _ways(day: date, nth: int) -> Iterator[tuple]:
    dates = [(day.day, day.month), (day.month, day.day)]
    for month in _words([MONTHS, MONTHS_3, MONTHS_AP, MONTHS_ALT], day.month):
        dates += [(day.day, month), (month, day.day)]
    names = [(word,) for word in _words([WEEKDAYS, WEEKDAYS_ABBR], day.weekday())]
    names += [(word, nth) for word in _NTH]
    yearly = [(*found, year) for found in dates for year in (day.year, day.year % 100)]
    yearly.append((day.year, day.month, day.day))
    for way in (*dates, *yearly):
        yield way
        yield from ((*name, *way) for name in names)
    yield from names


def _words(lists: Iterable, number: int) -> set[str]:
    return {str(words[number]).casefold().strip(".") for words in lists}
