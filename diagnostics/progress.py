"""How the answering goes: who has joined and who has answered how much, never what."""

import hashlib
from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Max, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from alignment.models import Institution, Participant, Side, Stage, Workshop
from diagnostics.models import Answer, Question
from diagnostics.queries import standing_answers
from diagnostics.vocabulary import QuestionState

OPEN = QuestionState.OPEN


@dataclass(frozen=True, slots=True)
class Cell:
    """``given`` of ``asked`` answers; a side that is asked nothing there has ``asked`` 0."""

    given: int
    asked: int


@dataclass(frozen=True, slots=True)
class StageRow:
    """``states`` of its questions in their order of life; ``cells`` follow the sides."""

    stage: Stage
    states: list[str]
    questions: int
    cells: list[tuple[Side, Cell]]

    @property
    def state(self) -> str:
        """The one state of all its questions, else empty."""
        return self.states[0] if len(self.states) == 1 else ""


@dataclass(frozen=True, slots=True)
class Person:
    """``missing``: answers still to give in what is open now, once the seat is taken."""

    seat: Participant
    joined: bool
    cells: list[Cell]
    missing: int

    @property
    def total(self) -> Cell:
        """Over all stages."""
        return Cell(sum(c.given for c in self.cells), sum(c.asked for c in self.cells))


@dataclass(frozen=True, slots=True)
class Group:
    """The seats of an institution."""

    institution: Institution
    people: list[Person]

    @property
    def joined(self):
        return sum(person.joined for person in self.people)


@dataclass(frozen=True, slots=True)
class Behind:
    """Somebody who has joined and still has ``missing`` answers to give in what is open."""

    institution: Institution
    seat: Participant
    missing: int


@dataclass(frozen=True, slots=True)
class Progress:
    sides: list[Side]
    stages: list[StageRow]
    groups: list[Group]

    @property
    def states(self) -> set[str]:
        return {state for row in self.stages for state in row.states}

    @property
    def joined(self):
        return sum(group.joined for group in self.groups)

    @property
    def seats(self):
        return sum(len(group.people) for group in self.groups)

    @property
    def is_open(self) -> bool:
        return OPEN in self.states

    @property
    def behind(self) -> list[Behind]:
        """Who is stuck, or slow: those with most to answer first."""
        found = [
            Behind(group.institution, person.seat, person.missing)
            for group in self.groups
            for person in group.people
            if person.joined and person.missing
        ]
        return sorted(found, key=lambda each: -each.missing)

    @property
    def absent(self) -> list[tuple[Institution, int]]:
        """Institutions with the number of their seats that nobody has taken."""
        counts = [(group.institution, len(group.people) - group.joined) for group in self.groups]
        return [(institution, count) for institution, count in counts if count]

    @property
    def arrivals(self) -> list[tuple[Side | None, Cell, list[Group]]]:
        """Each side with its seats taken, of those there are, and its institutions."""
        by_side = groupby(self.groups, key=lambda group: group.institution.side)
        return [(side, _taken(groups), groups) for side, found in by_side if (groups := [*found])]


def _taken(groups) -> Cell:
    return Cell(sum(g.joined for g in groups), sum(len(g.people) for g in groups))


def progress_of(workshop: Workshop) -> Progress:
    """Everything the page that runs the answering shows. Five queries, however many people."""
    questions = list(Question.objects.filter(workshop=workshop).select_related("stage"))
    stages = list({question.stage_id: question.stage for question in questions}.values())
    given, given_now = _given(workshop)
    asked = _asked(questions)
    asked_now = Counter(side for q in questions if q.state == OPEN for side in q.who)
    seats = _seats(workshop)
    sides = list(workshop.sides.all())
    return Progress(
        sides=sides,
        stages=[_stage_row(stage, questions, sides, seats, given, asked) for stage in stages],
        groups=_groups(
            seats,
            cells_of=lambda seat: [_person_cell(seat, stage, given, asked) for stage in stages],
            missing=lambda seat: asked_now[seat.side.code] - given_now[seat.pk],
        ),
    )


def progress_version(workshops, **more) -> str:
    """Changes whenever the progress of the one workshop in this queryset may have, or one of the
    columns in ``more``. Raises Workshop.DoesNotExist where it holds none. One query.
    """
    answers = Answer.objects.filter(question__workshop=OuterRef("pk")).order_by()
    seats = Participant.objects.filter(workshop=OuterRef("pk")).order_by()
    questions = Question.objects.filter(workshop=OuterRef("pk")).order_by()
    states = {
        state: figure_of(questions, Count("pk", filter=Q(state=state)))
        for state in QuestionState.values
    }
    row = (
        workshops.order_by()
        .annotate(
            answers=figure_of(answers, Count("pk"), "question__workshop"),
            last_answer=figure_of(answers, Max("received_at"), "question__workshop"),
            seats=figure_of(seats, Count("pk", filter=Q(voided_at=None))),
            joined=figure_of(seats, Count("joined_at")),
            last_joined=figure_of(seats, Max(Coalesce("joined_at", "reset_at"))),
            rounds=figure_of(questions, Count("pk", filter=Q(round=2))),
            **states,
            **more,
        )
        .values_list(
            *("answers", "last_answer", "seats", "joined", "last_joined", "rounds"), *states, *more
        )
    )
    return hashlib.sha256(repr(row.get()).encode()).hexdigest()[:16]


def figure_of(rows, aggregate, owner="workshop"):
    """An aggregate over rows that belong to the outer workshop, as a column."""
    return Subquery(rows.values(owner).annotate(figure=aggregate).values("figure"))


def _given(workshop) -> tuple[Counter, Counter]:
    """Answers by (participant id, stage id), and by participant id those to what is open now."""
    rows = (
        standing_answers(workshop)
        .order_by()
        .values_list("participant_id", "question__stage_id", "question__state")
        .annotate(Count("pk"))
    )
    given: Counter = Counter()
    given_now: Counter = Counter()
    for participant, stage, state, count in rows:
        given[participant, stage] += count
        given_now[participant] += count * (state == OPEN)
    return given, given_now


def _asked(questions) -> Counter:
    """Questions by (side code, stage id)."""
    return Counter((side, question.stage_id) for question in questions for side in question.who)


def _seats(workshop) -> list[Participant]:
    return list(
        Participant.objects.seated()
        .filter(workshop=workshop)
        # Each institution once, however many seats it has.
        .prefetch_related(Prefetch("institution", Institution.objects.select_related("side")))
        .order_by("institution__side__position", "institution__position", "institution", "seat")
    )


def _stage_row(stage, questions, sides, seats, given, asked) -> StageRow:
    states = {question.state for question in questions if question.stage_id == stage.pk}
    return StageRow(
        stage=stage,
        states=[state for state in QuestionState.values if state in states],
        questions=sum(question.stage_id == stage.pk for question in questions),
        cells=[(side, _side_cell(side, stage, seats, given, asked)) for side in sides],
    )


def _side_cell(side, stage, seats, given, asked) -> Cell:
    """Over those who have joined or answered on paper."""
    people = [s for s in seats if s.side == side and s.may_answer]
    answers = [given[person.pk, stage.pk] for person in people]
    taking_part = sum(
        person.joined_at is not None or count > 0
        for person, count in zip(people, answers, strict=True)
    )
    return Cell(sum(answers), asked[side.code, stage.pk] * taking_part)


def _groups(seats, *, cells_of, missing) -> list[Group]:
    groups: dict[int, Group] = {}
    for seat in seats:
        group = groups.setdefault(seat.institution_id, Group(seat.institution, []))
        left = missing(seat) if seat.may_answer else 0
        group.people.append(Person(seat, seat.joined_at is not None, cells_of(seat), left))
    return list(groups.values())


def _person_cell(seat, stage, given, asked) -> Cell:
    asks = asked[seat.side.code, stage.pk] if seat.may_answer else 0
    return Cell(given[seat.pk, stage.pk], asks)
