"""The plenary's queue: what to agree in one go, what to talk through, what is settled."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alignment.models import AgendaItem
from diagnostics import plenary, scoring, wording
from diagnostics.comparison import Comparison, Line
from diagnostics.vocabulary import Level, PlenaryVerdict, QuestionState

_BECAUSE = {
    plenary.FAR_APART: gettext_lazy("the medians are %(gap)s levels apart"),
    plenary.DIVIDED: gettext_lazy("too many people stand far from the middle in: %(sides)s"),
    plenary.ONE_LEVEL: gettext_lazy("the medians are one level apart"),
    plenary.NOT_SURE: gettext_lazy("a third or more of a ministry chose no level"),
    plenary.CLOSE: gettext_lazy("the medians are close, and most people near them"),
}
_WHAT_TO_DO = {
    plenary.SHARED: gettext_lazy("Both ministries stand close. Agree on a level and go on."),
    plenary.OTHER_REASONS: gettext_lazy(
        "The levels are near each other. Ask each side for its reason before you agree."
    ),
    plenary.DIFFER: gettext_lazy(
        "Hear both sides first. Then agree, vote again, or record that you do not agree."
    ),
}


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A question in the queue. ``proposed`` is its level in the bundle, or None."""

    line: Line
    proposed: int | None = None

    verdicts = PlenaryVerdict.choices

    @property
    def suggested(self) -> str | None:
        """None unless the levels of both ministries are shown."""
        return plenary.suggested_verdict(self.line.result)

    @property
    def suggestion(self) -> str:
        """In a few words; empty without one."""
        return str(PlenaryVerdict(self.suggested).label) if self.suggested else ""

    @property
    def because(self) -> str:
        """Which part of the published rule speaks for it; empty without a suggestion."""
        result = self.line.result
        found = plenary.suggestion(result)
        if found is None:
            return ""
        sides = ", ".join(map(wording.side_name, plenary.divided(result)))
        return str(_BECAUSE[found.because]) % {
            "gap": wording.number(abs(result.gap)),
            "sides": sides,
        }

    @property
    def verdict(self) -> str:
        """What the plenary found, in a few words; empty while it has not."""
        found = self.line.result.verdict
        return str(PlenaryVerdict(found).label) if found else ""

    @property
    def takes_a_verdict(self) -> bool:
        """Only two ministries that are asked can share a view, or differ."""
        return set(scoring.MINISTRIES) <= set(self.line.result.named_sides)

    @property
    def awaits_differ(self) -> bool:
        """*Differ* is suggested, and only the plenary's word makes a second round possible."""
        result = self.line.result
        is_open = self.line.question.round == 1 and not (result.verdict or result.outcome)
        return is_open and self.suggested == plenary.DIFFER and not plenary.is_disputed(result)

    @property
    def what_to_do(self) -> str:
        if plenary.all_say_not_applicable(self.line.result):
            return _("If the plenary holds that it does not apply, record that.")
        if not self.line.result.sides:
            return _("Nobody was asked: settle the level here, if somebody present can tell it.")
        if not self.takes_a_verdict:
            return _("Not asked of both ministries: settle the level with those who are asked.")
        found = self.line.result.verdict or self.suggested
        otherwise = _("No suggestion: it needs the levels of both ministries.")
        return str(_WHAT_TO_DO.get(found, otherwise))

    @property
    def dispute(self) -> str:
        """Who says that the question does not apply; empty where nobody does, or all do."""
        said = [
            _("%(side)s: %(people)d of %(answered)d")
            % {"side": wording.side_name(side), "people": people, "answered": answered}
            for side, people, answered in plenary.says_not_applicable(self.line.result)
        ]
        if not said:
            return ""
        return _("Some say that it does not apply here (%(sides)s). Settle that first.") % {
            "sides": "; ".join(said)
        }

    @property
    def is_voted_on(self) -> bool:
        """A second round is under way."""
        return self.line.question.state != QuestionState.REVEALED

    @property
    def proposed_name(self) -> str:
        return str(Level(self.proposed).label)

    @property
    def proposed_words(self) -> str:
        return dict(self.line.question.local_levels).get(self.proposed, "")


@dataclass(frozen=True, slots=True)
class Queue:
    """All in plenary order. ``minutes_left`` is None where nobody said how long there is."""

    quick: list[QueueLine]
    waiting: list[QueueLine]
    ended: list[QueueLine]
    minutes_left: int | None

    @property
    def proposed(self) -> dict[str, int]:
        return {row.line.question.code: row.proposed for row in self.quick}

    @property
    def disputed(self) -> list[QueueLine]:
        """What everybody may be asked once more."""
        return [row for row in self.waiting if row.line.may_vote_again]

    @property
    def minutes_each(self) -> int | None:
        return plenary.minutes_each(self.minutes_left, len(self.waiting))

    @property
    def time_box(self) -> str:
        """The time for each question in a sentence; empty where it is not known."""
        if not self.minutes_each:
            return ""
        return ngettext(
            "%(minutes)s min for %(n)d question.",
            "%(minutes)s min for %(n)d questions: about %(each)s min each.",
            len(self.waiting),
        ) % {
            "n": len(self.waiting),
            "minutes": self.minutes_left,
            "each": self.minutes_each,
        }


def queue_of(comparison: Comparison, minutes_left: int | None = None) -> Queue:
    lines = comparison.in_plenary_order()
    proposed = plenary.agree_quickly(line.result for line in lines)
    rows = [QueueLine(line, proposed.get(line.question.code)) for line in lines]
    return Queue(
        quick=[row for row in rows if row.proposed],
        waiting=[row for row in rows if not row.proposed and not row.line.result.outcome],
        ended=[row for row in rows if row.line.result.outcome],
        minutes_left=minutes_left,
    )


def minutes_of_session(workshop, now: datetime.datetime | None = None) -> int | None:
    """Whole minutes until the agenda's present session ends; None outside of any. One query."""
    there = (now or timezone.now()).astimezone(workshop.zone)
    time = there.time().replace(tzinfo=None)
    items = AgendaItem.objects.filter(
        workshop=workshop, day=there.date(), start__lte=time, end__gt=time
    )
    ends = items.order_by("end").values_list("end", flat=True).first()
    if ends is None:
        return None
    left = datetime.datetime.combine(there.date(), ends) - there.replace(tzinfo=None)
    return int(left.total_seconds() // 60)
