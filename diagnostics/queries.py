"""The one loader between rows and results: rows in, plain values out.

What was revealed is read from snapshots' ``figures`` and from nothing behind them; for the rest
only who has answered is counted. The number of queries never depends on how many people or
questions there are.
"""

from collections import defaultdict

from django.db.models import Count, Exists, F, OuterRef, Q

from alignment.models import Participant
from alignment.vocabulary import ANSWERING_ROLES, AnswerMode, Function
from diagnostics import disclosure, results
from diagnostics.disclosure import Figures
from diagnostics.models import Answer, Snapshot
from diagnostics.remarks import shuffled
from diagnostics.results import QuestionInput, SideInput, WorkshopInput
from diagnostics.scoring import SideResult, side_result
from diagnostics.vocabulary import QuestionState


def results_of(workshop) -> results.Results:
    """The workshop's disclosed results: all that any page, document or command may show."""
    return results.compute(_workshop_input(workshop))


def standing_answers(workshop):
    """Answers of the current round that a reveal would take up, published or not.

    From seats that are not withdrawn and may answer, given in the mode their side is in now; a
    delegation speaks through one seat.
    """
    return (
        Answer.objects.filter(question__workshop=workshop, round=F("question__round"))
        .filter(_may_answer("participant__"))
        .filter(mode=F("participant__institution__side__mode"))
    )


def answered_counts(workshop) -> dict[tuple[int, int], int]:
    """How many have answered what is not revealed yet, by (question id, side id); no zeros."""
    rows = (
        standing_answers(workshop)
        .filter(round=1, question__round=1)
        .exclude(question__state=QuestionState.REVEALED)
        .order_by()
        .values_list("question_id", "participant__institution__side_id")
        .annotate(Count("pk"))
    )
    return {(question, side): count for question, side, count in rows}


def respondents_by_side(workshop) -> dict[int, int]:
    """People who have joined or have any answer, by side id; of a delegation its one seat."""
    has_answered = Exists(Answer.objects.filter(participant=OuterRef("pk")))
    rows = (
        _answering_seats(workshop)
        .filter(Q(joined_at__isnull=False) | has_answered)
        .order_by()
        .values_list("institution__side_id")
        .annotate(Count("pk"))
    )
    return dict(rows)


def comments_of(question) -> list[dict]:
    """Published reasons and evidence of a question, all sides and rounds together.

    Each is ``{kind, text, side}``; ``side`` is empty unless a delegation spoke in its own name.
    """
    snapshots = Snapshot.objects.filter(question=question).values_list("comments", flat=True)
    return shuffled(remark for remarks in snapshots for remark in remarks)


def first_rounds(workshop, questions) -> dict[str, dict[str, SideResult]]:
    """Of sides whose second round stands, what they were shown to have answered in the first.

    By codes of question and side. ``questions`` are results; no query where no side moved.
    """
    again = {
        (question.code, side.side)
        for question in questions
        for side in question.sides
        if getattr(side, "round", 1) == 2
    }
    found = defaultdict(dict)
    for question, side, figures in _stored_first(workshop) if again else ():
        if (question, side) in again:
            found[question][side] = _first_round(side, figures)
    return found


def _stored_first(workshop):
    rows = Snapshot.objects.filter(question__workshop=workshop, question__round=2, round=1)
    return rows.values_list("question__code", "side__code", "figures")


def _first_round(side, figures):
    return side_result(
        _figures(figures),
        side=side,
        mode=figures["mode"],
        round=1,
        respondents=figures["respondents"],
    )


def _answering_seats(workshop):
    return Participant.objects.filter(_may_answer(), workshop=workshop)


def _may_answer(prefix="") -> Q:
    """A condition on participants or, with a prefix, on rows that refer to one.

    Said on joined rows and not by a subquery: PostgreSQL then sees how many rows to expect,
    and counts the answers of a thousand people seven times as fast.
    """
    seated = {"voided_at": None, "role__in": ANSWERING_ROLES, "institution__side__isnull": False}
    individual = {"institution__side__mode": AnswerMode.INDIVIDUAL}
    speaking = {"speaks_for_side": True}
    return _prefixed(prefix, seated) & (_prefixed(prefix, individual) | _prefixed(prefix, speaking))


def _prefixed(prefix, conditions) -> Q:
    return Q(**{f"{prefix}{name}": value for name, value in conditions.items()})


def _workshop_input(workshop) -> WorkshopInput:
    return WorkshopInput(
        code=workshop.code,
        title=workshop.title,
        country=workshop.country,
        benchmark=workshop.benchmark,
        threshold=workshop.disclosure_threshold,
        stages=tuple(workshop.stages.values_list("code", flat=True)),
        objectives=tuple(workshop.objectives.filter(kept=True).values_list("code", flat=True)),
        functions=tuple(Function.values),
        questions=_question_inputs(workshop),
    )


def _question_inputs(workshop) -> tuple[QuestionInput, ...]:
    sides = list(workshop.sides.all())
    figures = _figures_by_question_and_side(workshop)
    people, answered = respondents_by_side(workshop), answered_counts(workshop)

    def side_input(question, side):
        if question.is_revealed:
            return _revealed_side(side, figures[question.pk, side.pk])
        count = answered.get((question.pk, side.pk), 0)
        return SideInput(side.code, side.mode, question.round, people.get(side.pk, 0), count)

    def named(question, side):
        # A side declared after the reveal was not asked; a new press takes it up.
        asked = side.code in question.who
        return asked and (not question.is_revealed or (question.pk, side.pk) in figures)

    return tuple(
        _question_input(
            question,
            position,
            workshop.benchmark,
            [side_input(question, side) for side in sides if named(question, side)],
        )
        for position, question in enumerate(workshop.questions.select_related("stage"))
    )


def _question_input(question, position, benchmark, sides) -> QuestionInput:
    return QuestionInput(
        code=question.code,
        stage=question.stage.code,
        function=question.function,
        objectives=tuple(question.objectives),
        gateway=question.gateway,
        benchmark=benchmark,
        weight=question.weight,
        round=max((side.round for side in sides), default=1),
        state=question.state,
        position=position,
        named_sides=tuple(side.side for side in sides),
        sides=tuple(sides),
        agreed_level=question.agreed_level,
        outcome=question.outcome,
        verdict=question.verdict,
        rule_not_applied=question.rule_not_applied,
    )


def _figures_by_question_and_side(workshop) -> dict[tuple[int, int], dict[int, dict]]:
    """Snapshots' figures by (question id, side id), then by round."""
    rows = Snapshot.objects.filter(question__workshop=workshop).values_list(
        "question_id", "side_id", "round", "figures"
    )
    found = defaultdict(dict)
    for question, side, round_, figures in rows:
        found[question, side][round_] = figures
    return found


def _revealed_side(side, rounds: dict[int, dict]) -> SideInput:
    """The side as its snapshots have it, in the round whose figures stand."""
    stored = rounds[_round_in_force(rounds)]
    return SideInput(
        side.code,
        stored["mode"],
        stored["round"],
        stored["respondents"],
        stored["shown"]["answered"],
        _figures(stored),
    )


def _round_in_force(rounds: dict[int, dict]) -> int:
    if len(rounds) == 1:
        return min(rounds)
    # By what people were told when they answered; the threshold may have been raised since.
    second = rounds[2]
    return disclosure.figures_in_force(
        _figures(rounds[1]),
        _figures(second),
        mode=second["mode"],
        threshold=second["threshold"],
    )[0]


def _figures(stored: dict) -> Figures:
    return Figures.from_plain(stored["shown"])
