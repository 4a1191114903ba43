"""The one results object: plain values in, everything that may be shown out.

Screen, projector, documents and commands receive what `compute` returns and can reach nothing
behind it. Levels and weights are exact; `diagnostics.results_json` turns them into plain numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from diagnostics import scoring
from diagnostics.disclosure import Figures
from diagnostics.scoring import SideResult


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


def compute(workshop: WorkshopInput) -> Results:
    questions = tuple(
        map(_question_result, sorted(workshop.questions, key=lambda question: question.position))
    )
    scored = [question for question in questions if question.is_scored]
    return Results(
        code=workshop.code,
        title=workshop.title,
        country=workshop.country,
        benchmark=workshop.benchmark,
        threshold=workshop.threshold,
        questions=questions,
        stages=_groups(workshop.stages, questions, lambda question: (question.stage,)),
        objectives=_groups(workshop.objectives, questions, lambda question: question.objectives),
        cells=_cells(workshop, questions),
        at_benchmark=AtBenchmark(sum(q.is_at_benchmark for q in scored), len(scored)),
        agenda=tuple(question.code for question in _plenary_order(questions)),
    )


def _question_result(question: QuestionInput) -> QuestionResult:
    sides = tuple(_side(side) for side in question.sides if side.side in question.named_sides)
    shown = {side.side: side for side in sides if isinstance(side, SideResult)}
    derived = _derived(question, shown) if shown else _NOTHING_DERIVED
    return QuestionResult(
        code=question.code,
        stage=question.stage,
        function=question.function,
        objectives=question.objectives,
        gateway=question.gateway,
        benchmark=question.benchmark,
        weight=question.weight,
        round=question.round,
        state=question.state,
        position=question.position,
        revealed=bool(shown),
        outcome=question.outcome,
        sides=sides,
        named_sides=question.named_sides,
        **derived,
    )


def _side(side: SideInput) -> SideResult | SideProgress:
    if side.figures is None:
        return SideProgress(side.side, side.respondents, side.answered)
    return scoring.side_result(
        side.figures,
        side=side.side,
        mode=side.mode,
        round=side.round,
        respondents=side.respondents,
    )


_NOTHING_DERIVED = {
    "gap": None,
    "reading": None,
    "joint": None,
    "basis": None,
    "short_of_benchmark": None,
    "applicable": True,
    "flags": (),
}


def _derived(question: QuestionInput, shown: dict[str, SideResult]) -> dict:
    gap = scoring.gap(shown)
    joint, basis = scoring.joint_and_basis(
        shown,
        question.named_sides,
        outcome=question.outcome,
        agreed_level=question.agreed_level,
    )
    return {
        "gap": gap,
        "reading": scoring.reading(gap),
        "joint": joint,
        "basis": basis,
        "short_of_benchmark": scoring.short_of_benchmark(joint, question.benchmark),
        "applicable": question.outcome != scoring.NOT_APPLICABLE,
        "flags": scoring.flags(
            shown.values(),
            joint=joint,
            gateway=question.gateway,
            rule_not_applied=question.rule_not_applied,
        ),
    }


def _groups(
    codes: Iterable[str],
    questions: Sequence[QuestionResult],
    groups_of: Callable[[QuestionResult], Iterable[str]],
) -> tuple[GroupResult, ...]:
    """One result per code; a question counts fully in each of its groups."""
    return tuple(_group(code, [q for q in questions if code in groups_of(q)]) for code in codes)


def _cells(
    workshop: WorkshopInput, questions: Sequence[QuestionResult]
) -> tuple[GroupResult, ...]:
    cells: dict[tuple[str, str], list[QuestionResult]] = {
        (stage, function): [] for stage in workshop.stages for function in workshop.functions
    }
    for question in questions:
        cells[question.stage, question.function].append(question)
    return tuple(
        _group(stage, members, function) for (stage, function), members in cells.items() if members
    )


def _group(
    code: str, questions: Sequence[QuestionResult], function: str | None = None
) -> GroupResult:
    applicable = [question for question in questions if question.applicable]
    scored = [question for question in applicable if question.is_scored]
    level = scoring.group_level([(q.joint, q.weight) for q in scored], applicable=len(applicable))
    return GroupResult(
        code=code,
        function=function,
        level=level,
        band=scoring.band(level),
        scored=len(scored),
        applicable=len(applicable),
        gateways_at_1=tuple(q.code for q in applicable if scoring.GATEWAY_AT_1 in q.flags),
        marks=tuple(Mark(q.code, q.joint) for q in scored) if len(applicable) < 3 else (),
    )


def _plenary_order(questions: Sequence[QuestionResult]) -> list[QuestionResult]:
    return sorted((question for question in questions if question.revealed), key=_plenary_key)


def _plenary_key(question: QuestionResult) -> tuple:
    shown = [side for side in question.sides if isinstance(side, SideResult)]
    return scoring.plenary_key(question.reading, question.joint, shown, question.position)
