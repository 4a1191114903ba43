"""What time it is in the room: the agenda's sessions of today, and the facilitator's timer."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from alignment.models import AgendaItem, Workshop

# A timer that has run out says so for this long, then is forgotten.
SAYS_SO_FOR = datetime.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Session:
    """An item of the agenda; ``is_now`` while it is under way, ``is_past`` afterwards."""

    item: AgendaItem
    is_now: bool
    is_past: bool


@dataclass(frozen=True, slots=True)
class Timer:
    ends_at: datetime.datetime
    is_over: bool


def sessions_of(workshop: Workshop, now: datetime.datetime | None = None) -> list[Session]:
    """Today's, in the workshop's own time; on a day without sessions none. One query."""
    there = (now or timezone.now()).astimezone(workshop.zone)
    time = there.time().replace(tzinfo=None)
    items = AgendaItem.objects.filter(workshop=workshop, day=there.date())
    return [
        Session(item, is_now=item.start <= time < item.end, is_past=item.end <= time)
        for item in items
    ]


def timer_of(workshop: Workshop, now: datetime.datetime | None = None) -> Timer | None:
    """None when no timer was set, or the last one ran out a while ago."""
    now, ends_at = now or timezone.now(), workshop.timer_ends_at
    if ends_at is None or now > ends_at + SAYS_SO_FOR:
        return None
    return Timer(ends_at, is_over=now >= ends_at)
