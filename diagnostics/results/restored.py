"""From the plain results of a stored version back to results, for pictures and sentences.

Only what is needed for these: what a stored version does not have (state, place, who answered
before the reveal) is left at its neutral value.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from diagnostics import scoring
from diagnostics.results.objects import GroupResult, Mark, QuestionResult
from diagnostics.scoring import SideResult

_OUTCOMES = (scoring.AGREED, scoring.NO_AGREEMENT)


def question_from_plain(plain: Mapping[str, Any]) -> QuestionResult:
    """A revealed question as `as_json` wrote it. One without sides is not revealed."""
    sides = tuple(map(_side, plain["sides"]))
    ended = plain["basis"] if plain["basis"] in _OUTCOMES else ""
    return QuestionResult(
        **{name: plain[name] for name in _ALIKE},
        objectives=tuple(plain["objectives"]),
        named_sides=tuple(plain["named_sides"]),
        flags=tuple(plain["flags"]),
        **{name: _exact(plain[name]) for name in _EXACT},
        sides=sides,
        state="",
        position=0,
        revealed=bool(sides),
        verdict=plain.get("verdict") or "",
        outcome=ended if plain["applicable"] else scoring.NOT_APPLICABLE,
    )


_ALIKE = (
    "code",
    "stage",
    "function",
    "gateway",
    "benchmark",
    "round",
    "reading",
    "basis",
    "applicable",
)
_EXACT = ("weight", "gap", "joint", "short_of_benchmark")


def _side(plain) -> SideResult:
    exact = {name: _exact(plain[name]) for name in ("median", "mean")}
    alike = ("side", "mode", "round", "respondents", "levels", "dont_know", "not_applicable")
    return SideResult(
        **{name: plain[name] for name in (*alike, "blank", "consensus", "suppressed")},
        **exact,
        counts=None if plain["counts"] is None else tuple(plain["counts"]),
        answered=max(plain["respondents"] - plain["blank"], 0),
    )


def group_from_plain(plain: Mapping[str, Any] | None, marks=()) -> GroupResult:
    """``marks``: pairs of code and joint level, of a group too small for a mean. None: no group."""
    if plain is None:
        return GroupResult("", None, None, None, 0, 0, (), ())
    return GroupResult(
        plain["code"],
        plain.get("function"),
        _exact(plain["level"]),
        plain["band"],
        plain["scored"],
        plain["applicable"],
        tuple(plain["gateways_at_1"]),
        tuple(Mark(code, _exact(joint)) for code, joint in marks),
    )


def _exact(number) -> Fraction | None:
    return None if number is None else Fraction(str(number))
