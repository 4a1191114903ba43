"""What the pages of steps 5 and 6 show: the disclosed results beside the words of questions.

Facilitators, officials and the wall are handed the same objects.
"""

from dataclasses import dataclass
from itertools import groupby

from alignment.models import Objective, Stage
from alignment.vocabulary import Function, SideCode
from diagnostics import plenary, wording
from diagnostics.models import Question
from diagnostics.pictures import heat_picture, question_picture, radar_picture, strip_picture
from diagnostics.queries import first_rounds, results_of
from diagnostics.recorded import FactLine, facts_by_question
from diagnostics.results import GroupResult, QuestionResult, Results
from diagnostics.scoring import SideResult
from diagnostics.vocabulary import QuestionState


@dataclass(frozen=True, slots=True)
class Line:
    """A question's row beside its disclosed result; ``facts`` are empty before the reveal.

    ``before``: the first round of sides whose second stands, by side.
    """

    question: Question
    result: QuestionResult
    facts: list[FactLine]
    before: dict[str, SideResult]

    @property
    def sentence(self) -> str:
        return wording.sentence(self.result)

    @property
    def reading(self) -> str:
        """The reading as one word; empty without one."""
        return str(wording.READINGS.get(self.result.reading, ""))

    @property
    def flags(self) -> list[str]:
        return [wording.flag_words(flag) for flag in self.result.flags]

    @property
    def picture(self) -> str:
        return question_picture(self.result, self.before)

    @property
    def strip(self) -> str:
        return strip_picture(self.result, self.before)

    @property
    def moh(self):
        return _median(self.result.side("MOH"))

    @property
    def mof(self):
        return _median(self.result.side("MOF"))

    @property
    def may_vote_again(self) -> bool:
        """Disputed, and its one second round has not begun."""
        return plenary.is_disputed(self.result) and self.question.round == 1


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A stage or an objective beside its result."""

    group: Stage | Objective
    result: GroupResult

    @property
    def band(self) -> str:
        return str(wording.BANDS.get(self.result.band, ""))


@dataclass(frozen=True, slots=True)
class StageSwitch:
    """Where the questions of a stage are on their way to the reveal."""

    stage: Stage
    lines: list[Line]

    @property
    def states(self) -> list[str]:
        return [line.question.state for line in self.lines]

    @property
    def can_reveal(self) -> bool:
        """Something is closed, and nothing is still on its way."""
        return QuestionState.CLOSED in self.states and set(self.states) <= {
            QuestionState.CLOSED,
            QuestionState.REVEALED,
        }

    @property
    def is_revealed(self) -> bool:
        return set(self.states) == {QuestionState.REVEALED}

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many questions are in each state that occurs."""
        found = [(label, self.states.count(state)) for state, label in QuestionState.choices]
        return [(label, count) for label, count in found if count]


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A stage's cells, one per function in the order of ``Comparison.functions``."""

    stage: Stage
    cells: list[GroupResult]


@dataclass(frozen=True, slots=True)
class Comparison:
    results: Results
    lines: list[Line]  # in bank order
    stages: list[GroupLine]
    objectives: list[GroupLine]
    heat_rows: list[HeatRow]

    functions = Function.choices

    @property
    def headline(self) -> str:
        return wording.headline(self.results)

    @property
    def revealed(self) -> list[Line]:
        return [line for line in self.lines if line.result.revealed]

    @property
    def sides(self) -> list[tuple[str, str]]:
        """Codes and names of the sides that are asked anything."""
        asked = {side for line in self.lines for side in line.result.named_sides}
        return [(code, str(name)) for code, name in SideCode.choices if code in asked]

    @property
    def heat(self) -> dict[str, str]:
        """The headline picture, for a page and for a phone."""
        columns = [str(name) for _code, name in self.functions]
        rows = [(row.stage.local_title, row.cells) for row in self.heat_rows]
        return {
            "wide": heat_picture(columns, rows),
            "narrow": heat_picture(columns, rows, narrow=True),
        }

    @property
    def radar(self) -> str:
        """Stages around a ring; empty where too few have a level."""
        stages = [(line.group.local_title, line.result) for line in self.stages]
        return radar_picture(stages, self.results.benchmark)

    @property
    def readings(self) -> list[tuple[str, int]]:
        """How many revealed questions read conflict, differ and agree."""
        found = [line.result.reading for line in self.lines]
        return [(str(name), found.count(code)) for code, name in wording.READINGS.items()]

    @property
    def switches(self) -> list[StageSwitch]:
        groups = groupby(self.lines, key=lambda line: line.question.stage)
        return [StageSwitch(stage, list(lines)) for stage, lines in groups]

    def line(self, code: str) -> Line | None:
        return next((line for line in self.lines if line.question.code == code), None)

    def in_plenary_order(self) -> list[Line]:
        by_code = {line.question.code: line for line in self.lines}
        return [by_code[code] for code in self.results.agenda]


def comparison_of(workshop) -> Comparison:
    """The number of queries depends on nothing that the workshop holds."""
    results = results_of(workshop)
    questions = {q.code: q for q in workshop.questions.select_related("stage")}
    stages = {stage.code: stage for stage in workshop.stages.all()}
    objectives = {objective.code: objective for objective in workshop.objectives.all()}
    return Comparison(
        results=results,
        lines=_lines(workshop, results, questions),
        stages=[GroupLine(stages[g.code], g) for g in results.stages if _asks_anything(g)],
        objectives=[GroupLine(objectives[g.code], g) for g in results.objectives if g.applicable],
        heat_rows=_heat_rows(results, stages),
    )


def _lines(workshop, results, questions):
    facts, before = facts_by_question(workshop), first_rounds(workshop, results.questions)
    return [
        Line(
            questions[result.code],
            result,
            facts.get(questions[result.code].pk, []) if result.revealed else [],
            before.get(result.code, {}),
        )
        for result in results.questions
    ]


def _asks_anything(group) -> bool:
    return group.applicable > 0


def _heat_rows(results, stages):
    cells = {(cell.code, cell.function): cell for cell in results.cells}
    empty = GroupResult("", None, None, None, 0, 0, (), ())
    rows = [
        HeatRow(stage, [cells.get((code, function), empty) for function in Function.values])
        for code, stage in stages.items()
    ]
    return [row for row in rows if any(cell.applicable for cell in row.cells)]


def _median(side):
    return getattr(side, "median", None)
