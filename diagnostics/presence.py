"""Whom the facilitator waits for while something is open; never what anybody answered."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Max, TextChoices
from django.utils import timezone

from alignment.models import Event, Institution, Participant, Workshop
from diagnostics.models import Answer
from diagnostics.progress import Progress
from diagnostics.vocabulary import Origin

# With questions still to answer: no answer for this long is stuck, no sign of life cut off. A
# phone gives one about every minute while its owner looks at it.
STUCK_AFTER = datetime.timedelta(minutes=10)
LOST_AFTER = datetime.timedelta(minutes=5)
_OPENINGS = ("questions_opened", "questions_reopened", "second_round_opened")


class Contact(TextChoices):
    """In the order in which somebody should go and ask."""

    LOST = "lost"
    STUCK = "stuck"
    ANSWERING = "answering"


_ORDER = list(Contact)


@dataclass(frozen=True, slots=True)
class Awaited:
    """Somebody who has joined and still has ``missing`` answers to give in what is open.

    ``since``: the last sign of life of one who is lost, else the last answer (or the joining).
    ``is_of_today`` tells whether the time alone says when that was.
    """

    institution: Institution
    seat: Participant
    missing: int
    contact: Contact
    since: datetime.datetime
    is_of_today: bool


@dataclass(frozen=True, slots=True)
class Awaiting:
    """``people``: those to go and ask first, then those with most to answer."""

    people: list[Awaited]

    @property
    def counts(self) -> list[tuple[Contact, int]]:
        """How many are lost, stuck and answering, in this order; only what there is."""
        counted = Counter(each.contact for each in self.people)
        return [(contact, counted[contact]) for contact in Contact if counted[contact]]

    @property
    def stuck_after(self) -> int:
        """In minutes."""
        return STUCK_AFTER.seconds // 60

    @property
    def by_seat(self) -> dict[int, Awaited]:
        return {each.seat.pk: each for each in self.people}


def awaiting(
    workshop: Workshop, progress: Progress, now: datetime.datetime | None = None
) -> Awaiting:
    """Two queries, none when nothing is open."""
    if not progress.is_open:
        return Awaiting([])
    now, sent_at, opened_at = now or timezone.now(), _sent_at(workshop), _opened_at(workshop)

    def row(each):
        answered_at = max(sent_at.get(each.seat.pk, each.seat.joined_at), each.seat.joined_at)
        seen_at = max(answered_at, each.seat.seen_at or answered_at)
        contact = _contact(now, answered_at, seen_at, opened_at)
        since = seen_at if contact == Contact.LOST else answered_at
        of_today = _day(since, workshop) == _day(now, workshop)
        return Awaited(each.institution, each.seat, each.missing, contact, since, of_today)

    people = map(row, progress.behind)
    return Awaiting(sorted(people, key=lambda each: (_ORDER.index(each.contact), -each.missing)))


def _contact(now, answered_at, seen_at, opened_at) -> Contact:
    """Before something was opened nobody had a reason to look at the phone."""
    if now - max(seen_at, opened_at or seen_at) >= LOST_AFTER:
        return Contact.LOST
    if now - max(answered_at, opened_at or answered_at) >= STUCK_AFTER:
        return Contact.STUCK
    return Contact.ANSWERING


def _day(moment, workshop) -> datetime.date:
    return moment.astimezone(workshop.zone).date()


def _sent_at(workshop) -> dict[int, datetime.datetime]:
    """When the last answer came in from a seat's own device, by participant id."""
    sent = Answer.objects.filter(question__workshop=workshop, origin=Origin.DEVICE).order_by()
    return dict(sent.values_list("participant_id").annotate(Max("received_at")))


def _opened_at(workshop) -> datetime.datetime | None:
    opened = Event.objects.filter(workshop=workshop, action__in=_OPENINGS)
    return opened.aggregate(at=Max("at"))["at"]
