"""This round's results beside the last one's, question by question.

Pure. It is handed two disclosed results and the words of the questions, and can reach nothing
behind them: whoever reads the comparison has both published results, and could subtract. Figures
stand beside each other only where people were asked the same and answered in the same way; where
that changed, the change is named in place of a number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from diagnostics import scoring
from diagnostics.results.objects import QuestionResult, Results
from diagnostics.results.plain import plain_number
from diagnostics.scoring import MINISTRIES

# What stands in place of a number, by what changed.
TEXT, LEVELS, TRANSLATION = "text", "levels", "translation"
SIDES, MODE, BASIS, ONE_SIDED = "sides", "mode", "basis", "one_sided"
NEW_SIDE, GONE_SIDE = "new_side", "gone_side"
HIDDEN_THEN, HIDDEN_NOW = "hidden_then", "hidden_now"
NONE_THEN, NONE_NOW = "none_then", "none_now"
UNREVEALED_THEN, UNREVEALED_NOW = "unrevealed_then", "unrevealed_now"

ROSE, FELL, STAYED, NOT_COMPARED = "rose", "fell", "stayed", "not_compared"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question's words. ``translations``: language to (text, levels)."""

    text: str
    levels: tuple[str, ...]
    translations: Mapping[str, tuple[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A level then and now. ``change``: why there is no difference; empty where there is one.

    A level is None where the change forbids to show it, or where there was none.
    """

    then: Fraction | None = None
    now: Fraction | None = None
    change: str = ""

    @property
    def moved(self) -> Fraction | None:
        """Now less then; None where the two cannot be compared."""
        return None if self.change else self.now - self.then


@dataclass(frozen=True, slots=True)
class SidePair:
    side: str
    levels: Pair


@dataclass(frozen=True, slots=True)
class JointPair:
    """Of the joint levels, with what each rests on."""

    levels: Pair
    basis_then: str | None
    basis_now: str | None


@dataclass(frozen=True, slots=True)
class QuestionPair:
    """``changes`` of the question itself: with any, there are neither sides nor joint levels."""

    code: str
    stage: str
    changes: tuple[str, ...]
    sides: tuple[SidePair, ...] = ()
    joint: JointPair | None = None

    @property
    def movement(self) -> str:
        moved = self.joint.levels.moved if self.joint else None
        if moved is None:
            return NOT_COMPARED
        return STAYED if moved == 0 else ROSE if moved > 0 else FELL


@dataclass(frozen=True, slots=True)
class Rounds:
    """``questions`` of both, in this round's order; codes of those asked once only."""

    questions: tuple[QuestionPair, ...]
    only_now: tuple[str, ...]
    only_then: tuple[str, ...]

    @property
    def counts(self) -> dict[str, int]:
        found = [question.movement for question in self.questions]
        return {name: found.count(name) for name in (ROSE, FELL, STAYED, NOT_COMPARED)}


def compare(
    then: Results, now: Results, asked_then: Mapping[str, Asked], asked_now: Mapping[str, Asked]
) -> Rounds:
    """``asked_*``: each question's words by its code."""
    before = {question.code: question for question in then.questions}
    codes = [question.code for question in now.questions]
    return Rounds(
        questions=tuple(
            _question(before[q.code], q, asked_then[q.code], asked_now[q.code])
            for q in now.questions
            if q.code in before
        ),
        only_now=tuple(code for code in codes if code not in before),
        only_then=tuple(code for code in before if code not in set(codes)),
    )


def _question(then: QuestionResult, now: QuestionResult, asked_then, asked_now) -> QuestionPair:
    changes = (*_changed_words(asked_then, asked_now), *_unrevealed(then, now))
    if changes:
        return QuestionPair(now.code, now.stage, changes)
    names = tuple(dict.fromkeys((*now.named_sides, *then.named_sides)))
    sides = tuple(SidePair(name, _side(then.side(name), now.side(name))) for name in names)
    return QuestionPair(now.code, now.stage, (), sides, _joint(then, now, sides))


def _changed_words(then: Asked, now: Asked) -> tuple[str, ...]:
    changed = {TEXT: then.text != now.text, LEVELS: then.levels != now.levels}
    if not any(changed.values()):
        shared = then.translations.keys() & now.translations.keys()
        changed[TRANSLATION] = any(
            then.translations[name] != now.translations[name] for name in shared
        )
    return tuple(name for name, is_so in changed.items() if is_so)


def _unrevealed(then, now) -> tuple[str, ...]:
    told = {UNREVEALED_THEN: not then.revealed, UNREVEALED_NOW: not now.revealed}
    return tuple(name for name, is_so in told.items() if is_so)


def _side(then, now) -> Pair:
    """Of one side's medians."""
    if then is None or now is None:
        return Pair(change=NEW_SIDE if then is None else GONE_SIDE)
    if then.mode != now.mode:
        return Pair(change=MODE)
    return Pair(then.median, now.median, _absent(then, now))


def _absent(then, now) -> str:
    if then.median is None:
        return HIDDEN_THEN if then.suppressed else NONE_THEN
    if now.median is None:
        return HIDDEN_NOW if now.suppressed else NONE_NOW
    return ""


def _joint(then: QuestionResult, now: QuestionResult, sides) -> JointPair:
    """A joint level rests on the ministries' answers: it compares where theirs do."""
    changes = {pair.side: pair.levels.change for pair in sides if _counts(pair.side, now, then)}
    if {NEW_SIDE, GONE_SIDE} & set(changes.values()):
        pair = Pair(change=SIDES)
    elif MODE in changes.values():
        pair = Pair(change=MODE)
    else:
        pair = Pair(then.joint, now.joint, _joint_change(then, now))
    return JointPair(pair, then.basis, now.basis)


def _counts(side, *questions) -> bool:
    """Do this side's answers move a joint level? Others do only where no ministry is asked."""
    asked = {name for question in questions for name in question.named_sides}
    return side in MINISTRIES or not asked & set(MINISTRIES)


def _joint_change(then, now) -> str:
    if then.joint is None:
        return NONE_THEN
    if now.joint is None:
        return NONE_NOW
    if scoring.ONE_SIDED in (then.basis, now.basis):
        return ONE_SIDED
    return "" if then.basis == now.basis else BASIS


def as_plain(found: Rounds) -> dict[str, Any]:
    """Plain values only, for a document that is kept: nothing is left to compute from them."""
    return {
        "questions": [
            {
                "code": question.code,
                "changes": list(question.changes),
                "sides": [{"side": side.side} | _plain(side.levels) for side in question.sides],
                "joint": question.joint and _plain(question.joint.levels),
            }
            for question in found.questions
        ],
        "only_now": list(found.only_now),
        "only_then": list(found.only_then),
        "counts": found.counts,
    }


def _plain(pair: Pair) -> dict[str, Any]:
    return {
        "then": plain_number(pair.then),
        "now": plain_number(pair.now),
        "moved": plain_number(pair.moved),
        "change": pair.change,
    }
