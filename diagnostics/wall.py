"""What the projector shows: counts until the reveal, then what everybody may see. No names.

The wall's address carries a token, so that any computer beside the projector shows it without
signing in; whoever knows it sees what the room sees anyway. Observers have an address of their
own with a token of its own, and see the same.
"""

import datetime
import hashlib
from dataclasses import dataclass

from django.db.models import F, Max, OuterRef
from django.http import Http404
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from alignment.access import joinable_workshop
from alignment.models import AgendaItem, Event, Side, Workshop
from diagnostics.clock import Timer, timer_of
from diagnostics.comparison import Comparison, HeatRow, Line, comparison_of
from diagnostics.pictures import heat_picture
from diagnostics.progress import (
    Cell,
    Progress,
    StageRow,
    figure_of,
    progress_of,
    progress_version,
)
from diagnostics.vocabulary import QuestionState

_SALT = "accord.wall"
_OBSERVERS_SALT = "accord.wall.observers"
TOKEN_LENGTH = 20


@dataclass(frozen=True, slots=True)
class Heat:
    """The headline picture for the projector and for an observer's phone. ``key`` changes with
    it, so that a page which has it need not be sent it again.
    """

    wide: str
    narrow: str

    @property
    def key(self) -> str:
        return hashlib.sha256(self.wide.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Wall:
    """``session`` is the agenda's current one, or None; ``comparison`` None before a reveal and
    while results are hidden (``is_hiding``).
    """

    progress: Progress
    session: AgendaItem | None
    timer: Timer | None
    comparison: Comparison | None
    is_hiding: bool

    @property
    def counted(self) -> list[StageRow]:
        """Stages that are not revealed: there it still matters how many have answered."""
        return [row for row in self.progress.stages if row.state != QuestionState.REVEALED]

    @property
    def sides(self) -> list[Side]:
        """Those of whom answers are expected there, and both ministries."""
        asked = {side for row in self.counted for side, cell in row.cells if cell.asked}
        return [side for side in self.progress.sides if side.is_ministry or side in asked]

    @property
    def counts(self) -> list[tuple[Side, list[Cell]]]:
        """Each of ``sides`` with a cell for each of the counted stages."""
        counted = [dict(row.cells) for row in self.counted]
        return [(side, [cells[side] for cells in counted]) for side in self.sides]

    @property
    def stages(self) -> list[HeatRow]:
        """The rows of the heat map, with the whole stage before its functions."""
        whole = {line.group: line.result for line in self.comparison.stages}
        rows = (row for row in self.comparison.heat_rows if row.stage in whole)
        return [HeatRow(row.stage, [whole[row.stage], *row.cells]) for row in rows]

    @property
    def heat(self) -> Heat:
        """With whole stages first."""
        columns = [_("The whole stage"), *(str(name) for _code, name in self.comparison.functions)]
        rows = [(row.stage.local_title, row.cells) for row in self.stages]
        return Heat(heat_picture(columns, rows), heat_picture(columns, rows, narrow=True))


def wall_token(workshop: Workshop) -> str:
    return _token(_SALT, workshop, workshop.wall_key)


def observers_token(workshop: Workshop) -> str:
    """Empty while there is no link for observers."""
    key = workshop.observers_key
    return key and _token(_OBSERVERS_SALT, workshop, key)


def _token(salt, workshop, key) -> str:
    said = f"{workshop.pk}:{workshop.code}:{key}"
    return salted_hmac(salt, said, algorithm="sha256").hexdigest()[:TOKEN_LENGTH]


def workshop_on_wall(code: str, token: str) -> Workshop:
    """Raises Http404 for a wrong token as for a wrong code. One query."""
    workshop = joinable_workshop(code)
    good = (wall_token(workshop), observers_token(workshop))
    if not any(constant_time_compare(token, each) for each in good if each):
        raise Http404
    return workshop


def wall_of(workshop: Workshop, now: datetime.datetime | None = None) -> Wall:
    """The number of queries depends on nothing that the workshop holds."""
    progress = progress_of(workshop)
    revealed = QuestionState.REVEALED in progress.states
    hiding = revealed and workshop.results_hidden
    return Wall(
        progress,
        _sessions(workshop, now).filter(workshop=workshop).first(),
        timer_of(workshop, now),
        # Read for the results only once something is revealed.
        comparison_of(workshop) if revealed and not hiding else None,
        hiding,
    )


def line_on_wall(workshop: Workshop, question_code: str) -> Line:
    """Raises Http404 for a question that is not revealed, and while results are off the wall."""
    line = None if workshop.results_hidden else comparison_of(workshop).line(question_code)
    if line is None or not line.result.revealed:
        raise Http404
    return line


def wall_version(workshop: Workshop, now: datetime.datetime | None = None) -> str:
    """Changes whenever the wall may have. One query."""
    session = _sessions(workshop, now).filter(workshop=OuterRef("pk"))
    events = Event.objects.filter(workshop=OuterRef("pk")).order_by()
    return progress_version(
        Workshop.objects.filter(pk=workshop.pk),
        # What is agreed, renamed or published anew is in the log.
        last_event=figure_of(events, Max("pk")),
        session=session.values("title")[:1],
        until=session.values("end")[:1],
        timer=F("timer_ends_at"),
    )


def _sessions(workshop, now):
    """Agenda items that are under way in the workshop's own time."""
    there = (now or timezone.now()).astimezone(workshop.zone)
    time = there.time().replace(tzinfo=None)
    under_way = AgendaItem.objects.filter(day=there.date(), start__lte=time, end__gt=time)
    return under_way.order_by("start", "position", "pk")
