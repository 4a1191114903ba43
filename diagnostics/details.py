"""One question's page: opinions and words, all from what was disclosed."""

from dataclasses import dataclass

from diagnostics import wording
from diagnostics.comparison import Line
from diagnostics.models import Dissent
from diagnostics.queries import comments_of
from diagnostics.scoring import SideResult
from diagnostics.vocabulary import QuestionState


@dataclass(frozen=True, slots=True)
class SideLine:
    """A side's row of figures; ``before`` is its first round, where its second stands."""

    name: str
    result: SideResult
    before: SideResult | None

    @property
    def has_both_rounds(self) -> bool:
        return None not in (self.result.median, self.before and self.before.median)


@dataclass(frozen=True, slots=True)
class Detail:
    """One question: opinions and words. All but the line is empty before the reveal."""

    line: Line
    sides: list[SideLine]
    comments: list[dict]
    dissents: list[Dissent]

    @property
    def is_voted_twice(self) -> bool:
        """The second round is revealed; a side's first stands where too few answered it."""
        question = self.line.question
        return question.round == 2 and question.state == QuestionState.REVEALED

    @property
    def moved(self) -> list[SideLine]:
        """Sides with a median in both rounds. Empty where the second round may not be shown."""
        return [side for side in self.sides if side.has_both_rounds]


def detail_of(line: Line) -> Detail:
    if not line.result.revealed:
        return Detail(line, [], [], [])
    return Detail(
        line,
        _sides(line),
        [remark | {"side": _name(remark["side"])} for remark in comments_of(line.question)],
        list(line.question.dissents.select_related("institution")),
    )


def _name(side):
    return wording.side_name(side) if side else ""


def _sides(line):
    return [
        SideLine(wording.side_name(side.side), side, line.before.get(side.side))
        for side in line.result.sides
    ]
