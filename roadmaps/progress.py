"""Where an action stands, from what was promised and what was said since.

Pure: dates and codes in, codes out. Nothing is ever unsaid: a note that was taken back stays, and
only stops counting.
"""

import datetime
from collections.abc import Hashable, Iterable
from dataclasses import dataclass

NEAR, FAR = 30, 90
"""Days ahead in which a date counts as coming up."""
SILENCE = 90
"""Days without a note after which an action that goes on has stalled."""

DONE, DROPPED = "done", "dropped"
ENDED = (DONE, DROPPED)
OVERDUE, SOON, LATER, STALLED = "overdue", "soon", "later", "stalled"


@dataclass(frozen=True, slots=True)
class Note:
    """``written``: the day it was written, on the workshop's clocks.

    ``takes_back``: the key of the note it takes back; such a note says nothing itself.
    """

    key: Hashable
    written: datetime.date
    status: str
    percent: int | None = None
    takes_back: Hashable | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """What the roadmap says. ``due``: None without a date."""

    status: str
    due: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """``percent`` and ``heard`` (the day of the last note that stands) are None before any.

    ``days``: until it is due, negative once that is over; None without a date.
    """

    status: str
    percent: int | None
    heard: datetime.date | None
    days: int | None
    is_stalled: bool

    @property
    def is_done(self) -> bool:
        return self.status == DONE

    @property
    def goes_on(self) -> bool:
        return self.status not in ENDED

    @property
    def is_overdue(self) -> bool:
        return self.goes_on and self.days is not None and self.days < 0

    @property
    def days_late(self) -> int:
        return -self.days if self.is_overdue else 0

    def is_due_within(self, days: int) -> bool:
        return self.goes_on and self.days is not None and 0 <= self.days <= days

    @property
    def groups(self) -> tuple[str, ...]:
        """The views it is listed in; what is due soon is due within the longer time too."""
        told = {
            OVERDUE: self.is_overdue,
            SOON: self.is_due_within(NEAR),
            LATER: self.is_due_within(FAR),
            STALLED: self.is_stalled,
            DONE: self.is_done,
        }
        return tuple(name for name, holds in told.items() if holds)


def standing(notes: Iterable[Note]) -> list[Note]:
    """Without those taken back, and without those that only take back; in the order given."""
    notes = list(notes)
    gone = {note.takes_back for note in notes} - {None}
    return [note for note in notes if note.takes_back is None and note.key not in gone]


def progress(
    promise: Promise, notes: Iterable[Note], *, since: datetime.date, today: datetime.date
) -> Progress:
    """``notes`` in the order in which they were written; ``since``: when the follow-up began.

    The note written last says how it stands. The last percentage said stands until another one
    is; what is done is done whole.
    """
    heard = standing(notes)
    status = heard[-1].status if heard else promise.status
    last = heard[-1].written if heard else None
    silent = (today - (last or since)).days
    return Progress(
        status=status,
        percent=100 if status == DONE else _percent(heard),
        heard=last,
        days=(promise.due - today).days if promise.due else None,
        is_stalled=status not in ENDED and silent >= SILENCE,
    )


def counts(rows: Iterable[Progress]) -> dict[str, int]:
    """How many are in each view, and how many there are (``all``)."""
    rows = list(rows)
    names = (OVERDUE, SOON, LATER, STALLED, DONE)
    found = {name: sum(name in row.groups for row in rows) for name in names}
    return {"all": len(rows)} | found


def _percent(heard):
    said = [note.percent for note in heard if note.percent is not None]
    return said[-1] if said else None
