"""One question asked in two places: in a model on paper, and through the services on real rows.

A story is a list of steps; answers are numbered, and what each says stands apart, so that the same
steps can be told again with other answers.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field

from django.utils import timezone

from alignment.vocabulary import WorkshopState
from diagnostics import disclosure
from diagnostics.disclosure import INDIVIDUAL, Tally, Verdict
from diagnostics.models import Question
from diagnostics.queries import results_of
from diagnostics.services.answers import record_answer
from diagnostics.services.states import set_state
from tests.factories import make_institution, make_participants, make_question, make_workshop

SIDES = ("MOH", "MOF")


@dataclass(frozen=True)
class Answer:
    person: int
    number: int  # what it says is values[number]


@dataclass(frozen=True)
class Leave:
    """The seat is withdrawn, or its row deleted, or its role changed to observer."""

    person: int
    how: str


@dataclass(frozen=True)
class Move:
    """To the other side, as a merge of two seats does it."""

    person: int


@dataclass(frozen=True)
class Press:
    """The reveal, and later the press for a new snapshot."""


@dataclass(frozen=True)
class SecondRound:
    pass


@dataclass(frozen=True)
class Story:
    sides: tuple[str, ...]  # where each person sits at first
    paper: frozenset[int]  # people whose answers the facilitator enters
    steps: tuple
    threshold: int


@dataclass
class Publication:
    groups: tuple[Tally, ...] = ()
    first: disclosure.Figures | None = None
    final: bool = False
    numbers: list[int] = field(default_factory=list)  # of the answers shown


class Model:
    """What the rule of the design says, kept in dictionaries."""

    def __init__(self, story, values):
        self.story, self.values = story, values
        self.side = dict(enumerate(story.sides))
        self.answers = {}  # (round, person): number
        self.taken = set()
        self.round = 1
        self.publications = defaultdict(Publication)  # (round, side)

    def do(self, step):
        if isinstance(step, Answer) and self.side[step.person]:
            self.answers[self.round, step.person] = step.number
        elif isinstance(step, Leave):
            self.side[step.person] = None
        elif isinstance(step, Move) and self.side[step.person]:
            self.side[step.person] = SIDES[1 - SIDES.index(self.side[step.person])]
        elif isinstance(step, SecondRound):
            self.round = 2
        elif isinstance(step, Press):
            for side in SIDES:
                self._press(side)

    def _press(self, side):
        publication = self.publications[self.round, side]
        waiting = {key: n for key, n in self.answers.items() if self._waits(key, side)}
        on_paper = sum(person in self.story.paper for _, person in waiting)
        new = Tally.of([self.values[n] for n in waiting.values()], paper=on_paper)
        if not self._may_add(publication, new):
            return
        groups = (*publication.groups, new)
        publication.first = self._shown(groups)
        if disclosure.is_published(groups, mode=INDIVIDUAL, threshold=self.story.threshold):
            publication.groups = groups
            publication.numbers += waiting.values()
            self.taken |= set(waiting)

    def _waits(self, key, side):
        return key[0] == self.round and key not in self.taken and self.side[key[1]] == side

    def _may_add(self, publication, new):
        if publication.first is None:
            return True
        if publication.final:
            return False
        rule = {"mode": INDIVIDUAL, "threshold": self.story.threshold}
        verdict = disclosure.decide(publication.groups, new, **rule)
        publication.final = verdict == Verdict.SINGLES_OUT
        return verdict == Verdict.PUBLISH

    def _shown(self, groups):
        return disclosure.publish(groups, mode=INDIVIDUAL, threshold=self.story.threshold)

    def seen(self):
        """Per side the round in force and its figures."""
        return tuple(
            disclosure.figures_in_force(
                *(self.publications[round_, side].first for round_ in (1, 2)),
                mode=INDIVIDUAL,
                threshold=self.story.threshold,
            )
            for side in SIDES
        )


class Room:
    """The same through the services, as facilitator and officials use them."""

    def __init__(self, story, values):
        self.values, self.paper = values, story.paper
        self.workshop = make_workshop(
            state=WorkshopState.OPEN, disclosure_threshold=story.threshold
        )
        self.question = make_question(self.workshop, state="open")
        self.homes = {side: make_institution(self.workshop, side) for side in SIDES}
        self.people = [
            make_participants(self.workshop, institution=self.homes[side])[0]
            for side in story.sides
        ]
        self.gone = set()

    def do(self, step):
        self.question = Question.objects.get(pk=self.question.pk)
        if getattr(step, "person", None) not in self.gone:
            getattr(self, f"_{type(step).__name__.lower()}")(step)

    def _answer(self, step):
        person = self.people[step.person]
        stored = person.answers.filter(round=self.question.round).first()
        record_answer(
            participant=person,
            question=self.question,
            value=self.values[step.number],
            replaces=stored and stored.revision,
            origin="paper" if step.person in self.paper else "device",
            answered_at=self._in_time(),
        )

    def _in_time(self):
        closed_at = self.question.closed_at
        return closed_at and closed_at - datetime.timedelta(microseconds=1)

    def _leave(self, step):
        self.gone.add(step.person)
        person = type(self.people[step.person]).objects.filter(pk=self.people[step.person].pk)
        if step.how == "delete":
            person.delete()
        elif step.how == "demote":
            person.update(role="observer")
        else:
            person.update(voided_at=timezone.now())

    def _move(self, step):
        person = self.people[step.person]
        person.institution = self.homes[SIDES[1 - SIDES.index(person.side.code)]]
        person.seat += 100  # clear of the seats there
        person.save()

    def _press(self, step):
        states = ("closed", "revealed") if self.question.state == "open" else ("revealed",)
        for state in states:
            set_state(workshop=self.workshop, stage="all", state=state)

    def _secondround(self, step):
        # Whether it is disputed is not what this is about.
        Question.objects.filter(pk=self.question.pk).update(round=2, state="open", closed_at=None)

    def seen(self):
        """As ``Model.seen``, of what everybody can read."""
        [question] = results_of(self.workshop).questions
        return tuple(map(_plain, question.sides))


def _plain(side):
    figures = disclosure.Figures(
        answered=side.answered,
        levels=side.levels,
        dont_know=side.dont_know,
        not_applicable=side.not_applicable,
        counts=side.counts,
        suppressed=side.suppressed,
    )
    return side.round, figures
