"""A roadmap's actions beside what was said about them since, loaded for pages and documents.

The number of queries depends on nothing that the workshop holds.
"""

import datetime
import hashlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils import timezone

from alignment.models import Workshop
from alignment.names import folded
from roadmaps.models import Action, ProgressNote
from roadmaps.progress import Note, Progress, Promise, progress
from roadmaps.vocabulary import ActionStatus


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note as it is shown. ``taken_back``: the note that took it back, None while it counts."""

    note: ProgressNote
    taken_back: ProgressNote | None


@dataclass(frozen=True, slots=True)
class Followed:
    """An action, where it stands, and what was said about it, newest first."""

    action: Action
    progress: Progress
    lines: list[NoteLine]

    @property
    def status(self) -> str:
        return str(ActionStatus(self.progress.status).label)

    @property
    def due(self) -> datetime.date | None:
        return due_on(self.action)

    @property
    def last(self) -> ProgressNote | None:
        """The newest note that counts."""
        return next((line.note for line in self.lines if not line.taken_back), None)

    @property
    def leads(self) -> tuple[str, ...]:
        return leads_of(self.action)


@dataclass(frozen=True, slots=True)
class Owner:
    """A name under which actions are led or co-led. ``key`` stands in addresses in its place."""

    name: str
    actions: int

    @property
    def key(self) -> str:
        return hashlib.sha256(folded(self.name).encode()).hexdigest()[:10]


def is_followed(workshop: Workshop) -> bool:
    """Concluded, or signed once and reopened since."""
    return workshop.is_over or workshop.roadmap_versions.exists()


def began_on(workshop: Workshop) -> datetime.date:
    """The day from which news is expected: of the last signatures, else the workshop's last."""
    version = workshop.roadmap_versions.defer("content").first()
    return version.signed_at.astimezone(workshop.zone).date() if version else workshop.ends_on


def today_at(workshop: Workshop) -> datetime.date:
    """The day on the workshop's own calendar."""
    return timezone.localdate(timezone=workshop.zone)


def due_on(action: Action) -> datetime.date | None:
    """Its own date, else the budget date that it must hit."""
    return action.due or action.budget_day


def leads_of(action: Action) -> tuple[str, ...]:
    """Who leads and co-leads it, each once."""
    return tuple(dict.fromkeys(name for name in (action.lead, action.co_lead) if name.strip()))


def followed(workshop: Workshop, *, leads: Collection[str] | None = None) -> list[Followed]:
    """All actions in the roadmap's order; with ``leads``, those which these names lead."""
    actions = list(workshop.actions.select_related("budget_date"))
    if leads is not None:
        wanted = {folded(name) for name in leads}
        actions = [a for a in actions if wanted & {folded(name) for name in leads_of(a)}]
    notes, since = _notes_by_action(workshop, actions), began_on(workshop)
    return [_followed(action, notes[action.pk], workshop, since) for action in actions]


def owners(actions: Iterable[Action]) -> list[Owner]:
    """Who leads anything, by name; spellings that differ in space or case only are one."""
    names, found = {}, Counter()
    for action in actions:
        for name in {folded(name): name for name in leads_of(action)}.values():
            names.setdefault(folded(name), name)
            found[folded(name)] += 1
    return [Owner(names[key], found[key]) for key in sorted(names)]


def _notes_by_action(workshop, actions):
    wanted = {action.pk for action in actions}
    rows = ProgressNote.objects.filter(action__workshop=workshop)
    found = defaultdict(list)
    for note in rows.select_related("file").defer("file__content").order_by("written_at", "pk"):
        if note.action_id in wanted:
            found[note.action_id].append(note)
    return found


def _followed(action, notes, workshop, since):
    promise = Promise(action.status, due_on(action))
    plain = [_plain(note, workshop) for note in notes]
    taken_back = {note.takes_back: note for note in notes if note.takes_back}
    lines = [NoteLine(note, taken_back.get(note.pk)) for note in notes if not note.takes_back]
    return Followed(
        action, progress(promise, plain, since=since, today=today_at(workshop)), lines[::-1]
    )


def _plain(note, workshop):
    written = note.written_at.astimezone(workshop.zone).date()
    return Note(note.pk, written, note.status, note.percent, note.takes_back)
