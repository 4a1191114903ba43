"""What the plenary is advised: where the ministries stand to each other, what to agree in one go,
and how long each question may take.

Read from disclosed figures only; what people wrote is not interpreted. The rule is published in
`docs/method.md`, so that everybody knows it before the first vote.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from diagnostics import scoring
from diagnostics.results import QuestionResult
from diagnostics.scoring import SideResult

# What may be suggested, and what the plenary may decide.
SHARED, OTHER_REASONS, DIFFER = "shared", "shared_with_different_reasons", "differ"
# Why it is suggested.
FAR_APART, DIVIDED = "far_apart", "divided"
ONE_LEVEL, NOT_SURE, CLOSE = "one_level", "not_sure", "close"

ENOUGH = Fraction(7, 10)  # of a ministry's people within one level of the joint level
NOT_QUITE = Fraction(1, 3)  # who do not know, or say that it does not apply


@dataclass(frozen=True, slots=True)
class Suggestion:
    verdict: str
    because: str


def suggestion(result: QuestionResult) -> Suggestion | None:
    """What the figures speak for, and which part of the rule says so.

    None unless the levels of both ministries are shown.
    """
    if result.gap is None:
        return None
    if abs(result.gap) > 1:
        return Suggestion(DIFFER, FAR_APART)
    if divided(result):
        return Suggestion(DIFFER, DIVIDED)
    if abs(result.gap) > Fraction(1, 2):
        return Suggestion(OTHER_REASONS, ONE_LEVEL)
    if any(map(_is_not_quite, _ministries(result))):
        return Suggestion(OTHER_REASONS, NOT_SURE)
    return Suggestion(SHARED, CLOSE)


def suggested_verdict(result: QuestionResult) -> str | None:
    found = suggestion(result)
    return found and found.verdict


def divided(result: QuestionResult) -> list[str]:
    """Ministries of which too few are within one level of the middle of both medians.

    Empty without both medians.
    """
    if result.gap is None:
        return []
    ministries = _ministries(result)
    middle = sum(side.median for side in ministries) / 2
    return [side.side for side in ministries if _within_one(side, middle) < ENOUGH]


def _ministries(result: QuestionResult) -> list[SideResult]:
    return [result.side(code) for code in scoring.MINISTRIES]


def _within_one(side: SideResult, middle: Fraction) -> Fraction:
    """The share of a side's levels that are at most one from the middle, 0 to 1."""
    near = sum(
        people for level, people in enumerate(side.counts, start=1) if abs(level - middle) <= 1
    )
    return Fraction(near, side.levels)


def _is_not_quite(side: SideResult) -> bool:
    """A third or more of those who answered chose no level."""
    return Fraction(side.dont_know + side.not_applicable, side.answered) >= NOT_QUITE


def is_disputed(result: QuestionResult) -> bool:
    """Not ended, and the ministries stand apart: by the plenary's verdict, else by their medians.

    The one rule for who may be asked a second time.
    """
    if result.outcome:
        return False
    if result.verdict:
        return result.verdict == DIFFER
    return result.reading in (scoring.DIFFER, scoring.CONFLICT)


def all_say_not_applicable(result: QuestionResult) -> bool:
    """Everybody who answered and is shown; False where nobody is."""
    shown = _shown(result)
    return any(side.answered for side in shown) and all(
        side.answered == side.not_applicable for side in shown
    )


def says_not_applicable(result: QuestionResult) -> list[tuple[str, int, int]]:
    """(side, how many say that it does not apply, of how many), where the sides do not all agree.

    Empty where nobody says so and where everybody does; only what is shown counts.
    """
    shown = _shown(result)
    said = [
        (side.side, side.not_applicable, side.answered) for side in shown if side.not_applicable
    ]
    others = any(side.answered > side.not_applicable for side in shown)
    return said if others else []


def _shown(result: QuestionResult) -> list[SideResult]:
    return [side for side in result.sides if getattr(side, "levels", None) is not None]


def proposed_level(result: QuestionResult) -> int | None:
    """The whole level nearest to the provisional one; of two equally near the lower."""
    if result.joint is None or result.basis != scoring.PROVISIONAL:
        return None
    return math.ceil(result.joint - Fraction(1, 2))


def agree_quickly(results: Iterable[QuestionResult]) -> dict[str, int]:
    """Proposed joint levels by code, of revealed questions on which both ministries are close.

    Left out is what needs a word: anything ended, a flag, somebody who says that it does not
    apply, another verdict of the plenary, and questions whose second round is under way.
    """
    return {
        result.code: proposed_level(result)
        for result in results
        if result.state == "revealed"
        and not result.outcome
        and not result.flags
        and not says_not_applicable(result)
        and result.verdict in ("", SHARED)
        and suggested_verdict(result) == SHARED
    }


def minutes_each(minutes_left: int | None, questions: int) -> int | None:
    """Whole minutes for each question, at least one; None without time or questions to share."""
    if not questions or minutes_left is None or minutes_left <= 0:
        return None
    return max(minutes_left // questions, 1)
