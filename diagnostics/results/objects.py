"""The results object: everything that may be shown, exact, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from diagnostics import scoring
from diagnostics.scoring import SideResult


@dataclass(frozen=True, slots=True)
class SideProgress:
    """All that may be shown of a side before the reveal."""

    side: str
    respondents: int
    answered: int


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A question's disclosed results. Before the reveal everything derived is None."""

    code: str
    stage: str
    function: str
    objectives: tuple[str, ...]
    gateway: bool
    benchmark: int
    weight: Fraction | int
    round: int
    state: str
    position: int
    revealed: bool
    outcome: str
    sides: tuple[SideResult | SideProgress, ...]
    named_sides: tuple[str, ...]
    gap: Fraction | None  # MOH median less MOF median, in levels
    reading: str | None
    verdict: str  # of the plenary, on whether the ministries share a view; empty while it has none
    joint: Fraction | None
    basis: str | None
    short_of_benchmark: Fraction | None
    applicable: bool
    flags: tuple[str, ...]

    @property
    def is_scored(self) -> bool:
        """Does its joint level enter totals? One-sided levels are shown but do not."""
        return self.joint is not None and self.basis != scoring.ONE_SIDED

    @property
    def is_at_benchmark(self) -> bool:
        return self.is_scored and self.joint >= self.benchmark

    def side(self, name: str) -> SideResult | SideProgress | None:
        return next((side for side in self.sides if side.side == name), None)


@dataclass(frozen=True, slots=True)
class Mark:
    """One question's joint level, shown where a group is too small for a mean."""

    code: str
    joint: Fraction


@dataclass(frozen=True, slots=True)
class GroupResult:
    """A stage, an objective, or a cell of the heat map (stage and function).

    `level` is None with too few scored questions: "n of N scored" is shown instead, and for a
    group of one or two applicable questions `marks`, which are empty for larger groups.
    """

    code: str  # of the stage or objective; of the stage in a cell
    function: str | None  # in cells only
    level: Fraction | None
    band: str | None
    scored: int
    applicable: int
    gateways_at_1: tuple[str, ...]  # question codes, never averaged away
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class AtBenchmark:
    """The headline: `at` of `of` scored questions reach their benchmark."""

    at: int
    of: int


@dataclass(frozen=True, slots=True)
class Results:
    code: str
    title: str
    country: str
    benchmark: int
    threshold: int
    questions: tuple[QuestionResult, ...]  # in bank order
    stages: tuple[GroupResult, ...]
    objectives: tuple[GroupResult, ...]
    cells: tuple[GroupResult, ...]  # only those that hold a question
    at_benchmark: AtBenchmark
    agenda: tuple[str, ...]  # codes of revealed questions in plenary order
