"""Which of several revisions of one answer stands, whatever order they arrived in.

A revision that names the one it replaces stands above it, whatever the clocks say. Between
revisions that know nothing of each other the later one stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Revision:
    id: UUID
    replaces: UUID | None
    answered_at: datetime


def lineage(revision: UUID, known: dict[UUID, Revision]) -> list[Revision]:
    """The revision and those it builds on, newest first, as far as they are known."""
    line: list[Revision] = []
    while revision in known and known[revision] not in line:
        line.append(known[revision])
        revision = line[-1].replaces
    return line


def standing(revisions: Iterable[Revision]) -> Revision:
    """The revision that stands. It depends on the set alone, never on the order of arrival."""
    known = {revision.id: revision for revision in revisions}
    return max(known.values(), key=lambda revision: _rank(revision, known))


def _rank(revision: Revision, known: dict[UUID, Revision]) -> tuple:
    """Its own time; or, with an earlier time than what it builds on, directly after that."""
    rank: tuple = ()
    for step in reversed(lineage(revision.id, known)):
        own = ((step.answered_at, step.id),)
        rank = own if own > rank else rank + own
    return rank
