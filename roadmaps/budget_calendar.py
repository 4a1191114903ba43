"""Which date of the yearly budget calendar an action must hit, and whether it can.

The calendar repeats every year. Cycles are counted from the workshop's first day: an action of
this budget cycle, or of no stated one, must hit the next time that the date comes, one of the
next cycle the time after, and one of three years or more the third time or later. An action that
starts after that moment must hit the first time after its start.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

CYCLES = {"T1": 1, "T2": 2, "T3": 3}
OPEN_ENDED = "T3"
OVER = ("done", "dropped")
MOST_YEARS_BEFORE, MOST_YEARS_AFTER = 5, 15


@dataclass(frozen=True, slots=True)
class Target:
    """``verdict``: "late" when the action is due after ``day``, "passed" when ``day`` is over
    and the action is not, else empty. ``next_day``: when the date comes again.
    """

    title: str
    day: datetime.date
    next_day: datetime.date
    verdict: str


def target_of(action: dict, workshop_day: datetime.date, today: datetime.date) -> Target | None:
    """``action`` as the content holds it; None where it names no date of the calendar."""
    entry, day = action["budget_date"], day_of(action, workshop_day)
    if day is None:
        return None
    verdict = _verdict(action["status"], day, _day(action["due"]), today)
    listed = _day(entry["date"])
    again = in_year(listed, day.year + 1)
    if verdict == "passed":
        again = next_time(listed, max(again, today))  # one that is still to come
    return Target(entry["title"], day, again, verdict)


def day_of(action: dict, workshop_day: datetime.date) -> datetime.date | None:
    """The day that an action of the content must hit; None where it names no date."""
    entry = action["budget_date"]
    return entry and day_to_hit(
        _day(entry["date"]),
        workshop_day,
        action["timeframe"],
        start=_day(action["start"]),
        due=_day(action["due"]),
    )


def day_to_hit(listed, workshop_day, timeframe="", *, start=None, due=None) -> datetime.date:
    """``listed``: the date as the calendar holds it; it comes again every year from then on."""
    first = next_time(listed, max(listed, workshop_day))
    day = in_year(listed, first.year + CYCLES.get(timeframe, 1) - 1)
    earliest = max(filter(None, (start, due if timeframe == OPEN_ENDED else None, day)))
    return next_time(listed, earliest)


def next_time(listed: datetime.date, earliest: datetime.date) -> datetime.date:
    """The first time that the date comes on ``earliest`` or after it."""
    this_year = in_year(listed, earliest.year)
    return this_year if this_year >= earliest else in_year(listed, earliest.year + 1)


def in_year(day: datetime.date, year: int) -> datetime.date:
    """The same date of that year; the 28th where February has no 29th."""
    year = min(year, datetime.MAXYEAR)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def is_within_reason(day: datetime.date, workshop_day: datetime.date) -> bool:
    """Not so far from the workshop that somebody must have mistyped the year."""
    earliest = workshop_day.year - MOST_YEARS_BEFORE
    return earliest <= day.year <= workshop_day.year + MOST_YEARS_AFTER


def _verdict(status, day, due, today):
    if status in OVER:
        return ""
    if due and due > day:
        return "late"
    return "passed" if today > day else ""


def _day(text):
    return datetime.date.fromisoformat(text) if text else None
