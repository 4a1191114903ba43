"""A workshop's disclosed results beside those of its last round, and in words for a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alignment.models import Facilitator, Workshop
from diagnostics import rounds
from diagnostics.models import Question
from diagnostics.queries import results_of
from diagnostics.rounds import Asked, Pair, QuestionPair, Rounds
from diagnostics.scoring import MINISTRIES
from diagnostics.wording import in_full, side_name

CHANGES = {
    rounds.TEXT: gettext_lazy("the question is worded differently"),
    rounds.LEVELS: gettext_lazy("the levels are worded differently"),
    rounds.TRANSLATION: gettext_lazy("its translation is worded differently"),
    rounds.SIDES: gettext_lazy("other ministries were asked"),
    rounds.MODE: gettext_lazy("answered in another way than last time"),
    rounds.BASIS: gettext_lazy("agreed in one round only"),
    rounds.ONE_SIDED: gettext_lazy("only one ministry chose a level"),
    rounds.NEW_SIDE: gettext_lazy("was not asked last time"),
    rounds.GONE_SIDE: gettext_lazy("is no longer asked"),
    rounds.HIDDEN_THEN: gettext_lazy("hidden last time: too few answers"),
    rounds.HIDDEN_NOW: gettext_lazy("hidden now: too few answers"),
    rounds.NONE_THEN: gettext_lazy("no level last time"),
    rounds.NONE_NOW: gettext_lazy("no level now"),
    rounds.UNREVEALED_THEN: gettext_lazy("not revealed last time"),
    rounds.UNREVEALED_NOW: gettext_lazy("not revealed yet"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """``then`` and ``now`` are levels to print, empty without one; ``moved`` such as "+1"."""

    label: str
    then: str
    now: str
    moved: str
    change: str


@dataclass(frozen=True, slots=True)
class RoundLine:
    """A question of both rounds. ``changes`` in words; with any, there are no cells."""

    question: Question
    changes: list[str]
    joint: Cell | None
    ministries: list[Cell]
    others: list[Cell]


@dataclass(frozen=True, slots=True)
class RoundPage:
    lines: list[RoundLine]
    only_now: list[Question]
    only_then: list[Question]
    sentence: str


def last_round_of(workshop: Workshop) -> Workshop | None:
    """None without one, where it is not on this server, and unless somebody leads both.

    A code alone opens nobody's results: a workshop file brings one along.
    """
    if not workshop.last_round:
        return None
    leads = Facilitator.objects.filter(workshop=workshop).values("user")
    found = Workshop.objects.filter(code=workshop.last_round, facilitators__user__in=leads)
    return found.distinct().first()


def compared_with(last: Workshop, workshop: Workshop) -> RoundPage:
    """The number of queries depends on nothing that the workshops hold."""
    asked_then, asked_now = questions_of(last), questions_of(workshop)
    found = rounds_of(last, workshop, asked_then, asked_now)
    return RoundPage(
        lines=[_line(pair, asked_now[pair.code]) for pair in found.questions],
        only_now=[asked_now[code] for code in found.only_now],
        only_then=[asked_then[code] for code in found.only_then],
        sentence=sentence(found.counts),
    )


def rounds_of(last: Workshop, workshop: Workshop, asked_then, asked_now) -> Rounds:
    """``asked_*``: what ``questions_of`` gives for each of the two."""
    return rounds.compare(
        results_of(last),
        results_of(workshop),
        {code: asked(question, last.languages) for code, question in asked_then.items()},
        {code: asked(question, workshop.languages) for code, question in asked_now.items()},
    )


def asked(question: Question, languages: Iterable[str]) -> Asked:
    """The words that people could read in a workshop of these languages."""
    said = {
        language: (
            question.text_in("text", language),
            tuple(question.text_in("levels", language)),
        )
        for language in languages
        if language in question.translations
    }
    return Asked(question.text, tuple(question.levels), said)


def sentence(counts: Mapping[str, int]) -> str:
    """How many questions moved, in words."""
    compared = sum(counts.values()) - counts[rounds.NOT_COMPARED]
    if not compared:
        return _("No joint level can be compared with the last round yet.")
    words = ngettext(
        "%(n)d question can be compared: %(rose)d rose, %(fell)d fell, %(stayed)d stayed.",
        "%(n)d questions can be compared: %(rose)d rose, %(fell)d fell, %(stayed)d stayed.",
        compared,
    )
    return words % (counts | {"n": compared})


def questions_of(workshop: Workshop) -> dict[str, Question]:
    return {q.code: q for q in workshop.questions.select_related("stage")}


def _line(pair: QuestionPair, question: Question) -> RoundLine:
    cells = {side.side: _cell(side_name(side.side), side.levels) for side in pair.sides}
    joint = pair.joint
    return RoundLine(
        question=question,
        changes=[str(CHANGES[change]) for change in pair.changes],
        joint=_cell(_("Joint level"), joint.levels) if joint else None,
        ministries=[cells[code] for code in MINISTRIES if code in cells],
        others=[cell for code, cell in cells.items() if code not in MINISTRIES],
    )


def _cell(label: str, pair: Pair) -> Cell:
    return Cell(
        label=label,
        then="" if pair.then is None else in_full(pair.then),
        now="" if pair.now is None else in_full(pair.now),
        moved="" if pair.moved is None else moved_by(pair.moved),
        change=str(CHANGES[pair.change]) if pair.change else "",
    )


def moved_by(moved) -> str:
    if not moved:
        return _("no change")
    return f"{'+' if moved > 0 else '−'}{in_full(abs(moved))}"
