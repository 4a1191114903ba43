"""Whom the facilitator waits for while something is open; never what anybody answered."""

import datetime
from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone

from alignment.models import Event, Institution, Participant, Workshop
from diagnostics.models import Answer
from diagnostics.progress import Progress
from diagnostics.vocabulary import Origin

# Nothing heard for this long, with questions still to answer: stuck, or cut off.
QUIET_AFTER = datetime.timedelta(minutes=10)
_OPENINGS = ("questions_opened", "questions_reopened", "second_round_opened")


@dataclass(frozen=True, slots=True)
class Awaited:
    """Somebody who has joined and still has ``missing`` answers to give in what is open.

    ``heard_at`` is the last moment at which the seat's phone joined or sent an answer;
    ``is_quiet`` when that, and the opening of what is open, were long ago.
    """

    institution: Institution
    seat: Participant
    missing: int
    heard_at: datetime.datetime
    is_quiet: bool


def awaited(
    workshop: Workshop, progress: Progress, now: datetime.datetime | None = None
) -> list[Awaited]:
    """The quiet ones first, then those with most to answer. Two queries, none when nothing is
    open.
    """
    if not progress.is_open:
        return []
    now, sent_at, opened_at = now or timezone.now(), _sent_at(workshop), _opened_at(workshop)

    def row(each):
        heard_at = max(sent_at.get(each.seat.pk, each.seat.joined_at), each.seat.joined_at)
        quiet = now - max(heard_at, opened_at or heard_at) >= QUIET_AFTER
        return Awaited(each.institution, each.seat, each.missing, heard_at, quiet)

    return sorted(map(row, progress.behind), key=lambda each: (not each.is_quiet, -each.missing))


def _sent_at(workshop) -> dict[int, datetime.datetime]:
    """When the last answer came in from a seat's own device, by participant id."""
    sent = Answer.objects.filter(question__workshop=workshop, origin=Origin.DEVICE).order_by()
    return dict(sent.values_list("participant_id").annotate(Max("received_at")))


def _opened_at(workshop) -> datetime.datetime | None:
    opened = Event.objects.filter(workshop=workshop, action__in=_OPENINGS)
    return opened.aggregate(at=Max("at"))["at"]
