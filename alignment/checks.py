"""What a careful organiser would check before the day. Every finding warns; none blocks.

Plain values in, findings out: the wording and the links stand in ``findings``.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from alignment.names import folded

LOPSIDED_RATIO = 2
MINISTRIES = ("MOH", "MOF")


@dataclass(frozen=True, slots=True)
class SidePlan:
    """``answering`` counts the seats that may answer, ``seats`` observers too."""

    code: str
    individual: bool
    seats: int
    answering: int
    signatories: int


@dataclass(frozen=True, slots=True)
class InstitutionPlan:
    """``side`` is None while nobody has decided it."""

    name: str
    side: str | None
    seats: int


@dataclass(frozen=True, slots=True)
class Session:
    day: datetime.date
    start: datetime.time
    end: datetime.time
    title: str

    @property
    def is_reversed(self):
        return self.end <= self.start


@dataclass(frozen=True, slots=True)
class Plan:
    """``expected`` is the number of participants expected, None when nobody said."""

    first_day: datetime.date
    last_day: datetime.date
    threshold: int
    expected: int | None = None
    sides: tuple[SidePlan, ...] = ()
    institutions: tuple[InstitutionPlan, ...] = ()
    names: tuple[str, ...] = ()
    sessions: tuple[Session, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """``where`` is the page on which it is mended: workshop, sides, people or agenda."""

    code: str
    where: str
    values: dict = field(default_factory=dict)


def findings(plan: Plan) -> list[Finding]:
    """Everything worth a second look, people first, then the agenda."""
    return [*_of_totals(plan), *_of_sides(plan), *_of_institutions(plan), *_of_agenda(plan)]


def _of_totals(plan: Plan) -> Iterator[Finding]:
    seats = sum(institution.seats for institution in plan.institutions)
    if plan.expected is not None and plan.expected != seats:
        values = {"expected": plan.expected, "seats": seats}
        yield Finding("expected_total", "people", values)
    for name in _repeated(plan.names):
        yield Finding("name_twice", "people", {"name": name})
    for name in _repeated(institution.name for institution in plan.institutions):
        yield Finding("institution_twice", "people", {"institution": name})


def _repeated(names: Iterable[str]) -> list[str]:
    """Names that stand there more than once, capitals and spaces aside; as first written."""
    written: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for name in names:
        key = folded(name)
        written.setdefault(key, name)
        counts[key] += 1
    return [written[key] for key, count in counts.items() if count > 1]


def _of_sides(plan: Plan) -> Iterator[Finding]:
    for side in plan.sides:
        if not side.seats:
            yield Finding("side_empty", "people", {"side": side.code})
        elif not side.answering:
            yield Finding("side_silent", "people", {"side": side.code})
        elif side.individual and side.answering < plan.threshold:
            values = {"side": side.code, "seats": side.answering, "threshold": plan.threshold}
            yield Finding("side_small", "sides", values)
        if side.code in MINISTRIES and side.seats and not side.signatories:
            yield Finding("no_signatory", "people", {"side": side.code})
    yield from _of_balance({side.code: side.answering for side in plan.sides})


def _of_balance(answering: dict[str, int]) -> Iterator[Finding]:
    moh, mof = (answering.get(code, 0) for code in MINISTRIES)
    if min(moh, mof) and max(moh, mof) >= LOPSIDED_RATIO * min(moh, mof):
        yield Finding("lopsided", "people", {"moh": moh, "mof": mof})


def _of_institutions(plan: Plan) -> Iterator[Finding]:
    for institution in plan.institutions:
        if institution.side is None:
            yield Finding("no_side", "people", {"institution": institution.name})
        if not institution.seats:
            yield Finding("no_seats", "people", {"institution": institution.name})


def _of_agenda(plan: Plan) -> Iterator[Finding]:
    sessions = sorted(plan.sessions, key=lambda s: (s.day, s.start, s.end))
    for session in sessions:
        if not plan.first_day <= session.day <= plan.last_day:
            values = {"session": session.title, "day": session.day}
            yield Finding("outside_days", "agenda", values)
        if session.is_reversed:
            yield Finding("session_reversed", "agenda", _times(session))
    forward = (session for session in sessions if not session.is_reversed)
    for _day, of_day in groupby(forward, key=lambda s: s.day):
        yield from _of_day(list(of_day))


def _of_day(sessions: list[Session]) -> Iterator[Finding]:
    latest = sessions[0]
    for session in sessions[1:]:
        if session.start < latest.end:
            values = _times(session) | {"other": latest.title, "other_end": latest.end}
            yield Finding("sessions_overlap", "agenda", values)
        elif session.start > latest.end:
            values = {"day": session.day, "start": latest.end, "end": session.start}
            yield Finding("agenda_gap", "agenda", values)
        latest = max(latest, session, key=lambda s: s.end)


def _times(session: Session) -> dict:
    return {
        "session": session.title,
        "day": session.day,
        "start": session.start,
        "end": session.end,
    }
