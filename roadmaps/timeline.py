"""The roadmap in time: each action on the quarters of the fiscal year, beside the budget dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from roadmaps.budget_calendar import Target, in_year, target_of
from roadmaps.quarters import Bar, Quarter, Scale, quarter_of, scale_of


@dataclass(frozen=True, slots=True)
class Mark:
    """An entry of the budget calendar and the days within the picture on which it comes."""

    number: int
    title: str
    days: tuple[datetime.date, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """``bar`` is None without a date; ``first`` and ``last`` are the quarters of its dates."""

    id: str
    action: str
    lead: str
    status: str
    bar: Bar | None
    first: Quarter | None
    last: Quarter | None
    target: Target | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """``scale`` is None as long as no action has a date."""

    scale: Scale | None
    marks: tuple[Mark, ...]
    rows: tuple[Row, ...]

    @property
    def warned(self) -> list[Row]:
        """Those that come too late for their budget date, or whose date has passed."""
        return [row for row in self.rows if row.target and row.target.verdict]


def timeline_of(content: dict, today: datetime.date) -> Timeline:
    """``content`` as `roadmap_content` gives it, of a signed version too."""
    workshop = content["workshop"]
    opened = datetime.date.fromisoformat(workshop["starts_on"])
    first_month = workshop["fiscal_year_start_month"]
    actions = content["actions"]
    targets = [target_of(action, opened, today) for action in actions]
    days = [day for action in actions for day in _days(action) if day]
    days += [target.day for target in targets if target]
    scale = scale_of(days, first_month)
    return Timeline(
        scale=scale,
        marks=_marks(_calendar(content), scale),
        rows=tuple(map(_row, actions, targets, [(scale, first_month)] * len(actions))),
    )


def _row(action, target, drawn_on) -> Row:
    scale, first_month = drawn_on
    start, due = _days(action)
    return Row(
        id=action["id"],
        action=action["action"],
        lead=action["lead"],
        status=action["status"],
        bar=scale.bar(start, due) if scale else None,
        first=quarter_of(start, first_month) if start else None,
        last=quarter_of(due, first_month) if due else None,
        target=target,
    )


def _calendar(content) -> list[tuple[str, datetime.date]]:
    """The country's calendar; of a version signed before it was kept, what the actions name."""
    named = [action["budget_date"] for action in content["actions"] if action["budget_date"]]
    entries = {(entry["date"], entry["title"]) for entry in content.get("budget_dates", named)}
    return [(title, datetime.date.fromisoformat(day)) for day, title in sorted(entries)]


def _marks(calendar: Iterable[tuple[str, datetime.date]], scale) -> tuple[Mark, ...]:
    """In the order of the fiscal year."""
    if scale is None:
        return ()
    first_month = scale.quarters[0].first_month
    in_order = sorted(calendar, key=lambda e: ((e[1].month - first_month) % 12, e[1].day, e[0]))
    years = range(scale.starts.year, scale.quarters[-1].ends.year + 1)
    return tuple(
        Mark(number, title, tuple(d for d in _yearly(day, years) if scale.holds(d)))
        for number, (title, day) in enumerate(in_order, start=1)
    )


def _yearly(day, years):
    return [in_year(day, year) for year in years if year >= day.year]


def _days(action):
    return [
        datetime.date.fromisoformat(action[name]) if action[name] else None
        for name in ("start", "due")
    ]
