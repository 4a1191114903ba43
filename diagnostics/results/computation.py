"""From disclosed figures and plenary records to the results object."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from diagnostics import scoring
from diagnostics.results.inputs import QuestionInput, SideInput, WorkshopInput
from diagnostics.results.objects import (
    AtBenchmark,
    GroupResult,
    Mark,
    QuestionResult,
    Results,
    SideProgress,
)
from diagnostics.scoring import SideResult

REVEALED = "revealed"


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
    # A question that no declared side can answer is settled in plenary alone.
    revealed = bool(shown) or (not sides and question.state == REVEALED)
    derived = _derived(question, shown) if revealed else _NOTHING_DERIVED
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
        revealed=revealed,
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
    "verdict": "",
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
        "verdict": question.verdict,
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


def _cells(workshop: WorkshopInput, questions: Sequence[QuestionResult]) -> tuple[GroupResult, ...]:
    cells = {
        (stage, function): [q for q in questions if (q.stage, q.function) == (stage, function)]
        for stage in workshop.stages
        for function in workshop.functions
    }
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
