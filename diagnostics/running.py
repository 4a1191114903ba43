"""What the pages that run the room show, on the laptop and on a paired phone."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, F, Max, OuterRef
from django.utils import timezone

from alignment.models import Event, Newcomer, Workshop
from diagnostics.clock import Session, Timer, sessions_of, timer_of
from diagnostics.models import ParkedItem
from diagnostics.presence import Awaiting, awaiting
from diagnostics.progress import Progress, figure_of, progress_of, progress_version

# Sessions begin, and phones fall silent, without any row being changed; and signs of life are not
# counted as changes, since a room gives one a second.
LOOKS_AGAIN_EVERY = 60  # seconds


@dataclass(frozen=True, slots=True)
class Room:
    """``sessions`` are today's; ``parked`` what is in the parking lot, open items first;
    ``asking`` how many people without a seat ask to be let in.
    """

    progress: Progress
    awaiting: Awaiting
    asking: int
    sessions: list[Session]
    timer: Timer | None
    parked: list[ParkedItem]

    @property
    def session(self) -> Session | None:
        """The one under way."""
        return next((each for each in self.sessions if each.is_now), None)


def room_of(workshop: Workshop, now: datetime.datetime | None = None) -> Room:
    """The number of queries depends on nothing that the workshop holds."""
    progress = progress_of(workshop)
    return Room(
        progress=progress,
        awaiting=awaiting(workshop, progress, now),
        asking=workshop.newcomers.waiting().count(),
        sessions=sessions_of(workshop, now),
        timer=timer_of(workshop, now),
        parked=parked_in(workshop),
    )


def parked_in(workshop: Workshop) -> list[ParkedItem]:
    """What is not removed: open items first, then those ticked off, each in order of coming."""
    items = workshop.parked.kept().select_related("stage", "question")
    return sorted(items, key=lambda item: item.done_at is not None)


def room_version(workshops, now: datetime.datetime | None = None) -> str:
    """Changes whenever what ``room_of`` gives for the one workshop in this queryset may have.

    Raises Workshop.DoesNotExist where it holds none. One query.
    """
    events = Event.objects.filter(workshop=OuterRef("pk")).order_by()
    parked = ParkedItem.objects.filter(workshop=OuterRef("pk")).order_by()
    asking = Newcomer.objects.waiting().filter(workshop=OuterRef("pk")).order_by()
    version = progress_version(
        workshops,
        # Phones, the wall and withdrawn seats are in the log.
        last_event=figure_of(events, Max("pk")),
        last_parked=figure_of(parked, Max("changed_at")),
        asking=figure_of(asking, Count("pk")),
        timer=F("timer_ends_at"),
    )
    moment = (now or timezone.now()).timestamp()
    return f"{version}-{moment // LOOKS_AGAIN_EVERY:.0f}"
