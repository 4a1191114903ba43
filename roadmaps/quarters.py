"""Quarters of a country's fiscal year, and where actions and budget dates lie on them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

MONTHS = 12
IN_A_QUARTER = 3


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """``year`` is the calendar year in which the fiscal year begins, ``number`` 1 to 4."""

    year: int
    number: int
    first_month: int

    @property
    def starts(self) -> datetime.date:
        months = self.first_month - 1 + (self.number - 1) * IN_A_QUARTER
        return datetime.date(self.year + months // MONTHS, months % MONTHS + 1, 1)

    @property
    def ends(self) -> datetime.date:
        """Its last day."""
        return self.following.starts - datetime.timedelta(days=1)

    @property
    def following(self) -> Quarter:
        if self.number == MONTHS // IN_A_QUARTER:
            return Quarter(self.year + 1, 1, self.first_month)
        return Quarter(self.year, self.number + 1, self.first_month)

    @property
    def fiscal_year(self) -> str:
        """ "2026" where it is the calendar year, else "2026/27"."""
        if self.first_month == 1:
            return str(self.year)
        return f"{self.year}/{(self.year + 1) % 100:02}"


def quarter_of(day: datetime.date, first_month: int) -> Quarter:
    """The fiscal quarter that ``day`` lies in; the fiscal year begins with ``first_month``."""
    year = day.year if day.month >= first_month else day.year - 1
    months = (day.year - year) * MONTHS + day.month - first_month
    return Quarter(year, months // IN_A_QUARTER + 1, first_month)


def quarters_from_to(first: datetime.date, last: datetime.date, first_month: int) -> list[Quarter]:
    """All of them, from the one with ``first`` to the one with ``last``."""
    quarter, end = quarter_of(first, first_month), quarter_of(last, first_month)
    found = [quarter]
    while found[-1] < end:
        found.append(found[-1].following)
    return found


@dataclass(frozen=True, slots=True)
class Bar:
    """What is drawn for an action, in shares of the whole width (0 to 1).

    ``open_start`` and ``open_end``: that date is missing, so that the bar only fills the
    quarter of the other.
    """

    start: float
    end: float
    open_start: bool = False
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of whole quarters, on which days have a place."""

    quarters: tuple[Quarter, ...]

    @property
    def starts(self) -> datetime.date:
        return self.quarters[0].starts

    @property
    def days(self) -> int:
        return (self.quarters[-1].ends - self.starts).days + 1

    def place(self, day: datetime.date) -> float:
        """0 where the first quarter begins, 1 where the last one ends."""
        return min(max((day - self.starts).days / self.days, 0), 1)

    def holds(self, day: datetime.date) -> bool:
        return self.starts <= day <= self.quarters[-1].ends

    def bar(self, start: datetime.date | None, due: datetime.date | None) -> Bar | None:
        """None without any date."""
        if not start and not due:
            return None
        first_month = self.quarters[0].first_month
        first = start or min(quarter_of(due, first_month).starts, due)
        last = due or quarter_of(start, first_month).ends
        end = self.place(last + datetime.timedelta(days=1))
        return Bar(self.place(first), end, open_start=not start, open_end=not due)


def scale_of(days: Iterable[datetime.date], first_month: int) -> Scale | None:
    """The quarters that hold all of ``days``, a whole fiscal year at least; None without days."""
    days = sorted(days)
    if not days:
        return None
    quarters = quarters_from_to(days[0], days[-1], first_month)
    while len(quarters) < MONTHS // IN_A_QUARTER:
        quarters.append(quarters[-1].following)
    return Scale(tuple(quarters))
