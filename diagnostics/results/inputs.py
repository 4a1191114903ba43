"""What results are computed from: plain values, read from snapshots and plenary records."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from diagnostics.disclosure import Figures


@dataclass(frozen=True, slots=True)
class SideInput:
    side: str
    mode: str  # "individual" or "institutional"
    round: int  # the round whose figures stand
    respondents: int
    answered: int  # in the round that is being answered; public at any time
    figures: Figures | None = None  # None: not revealed


@dataclass(frozen=True, slots=True)
class QuestionInput:
    """A question with what its sides are shown to have answered.

    `outcome` is "", "agreed" (with `agreed_level`), "no_agreement" or "not_applicable".
    `verdict` is "", "shared", "shared_with_different_reasons" or "differ".
    `named_sides` are the sides that the question asks and the workshop has, in its order.
    """

    code: str
    stage: str
    function: str
    objectives: tuple[str, ...]
    gateway: bool
    benchmark: int
    weight: Fraction | int
    round: int
    state: str
    position: int  # bank order
    named_sides: tuple[str, ...]
    sides: tuple[SideInput, ...]
    agreed_level: int | None = None
    outcome: str = ""
    verdict: str = ""
    rule_not_applied: bool = False


@dataclass(frozen=True, slots=True)
class WorkshopInput:
    """Stages, objectives and functions are codes in the order in which they are shown."""

    code: str
    title: str
    country: str
    benchmark: int
    threshold: int
    stages: tuple[str, ...]
    objectives: tuple[str, ...]
    functions: tuple[str, ...]
    questions: tuple[QuestionInput, ...]
