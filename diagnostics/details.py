"""One question's page: opinions beside facts and words, all from what was disclosed."""

from dataclasses import dataclass

from diagnostics import wording
from diagnostics.comparison import Line
from diagnostics.models import Dissent, Fact
from diagnostics.queries import comments_of, first_round_of
from diagnostics.scoring import SideResult
from diagnostics.vocabulary import unit_name


@dataclass(frozen=True, slots=True)
class SidePicture:
    """A side's answers as a picture shows them; ``before`` is its first round, where it moved."""

    name: str
    result: SideResult
    before: SideResult | None


@dataclass(frozen=True, slots=True)
class FactLine:
    label: str
    unit: str
    fact: Fact


@dataclass(frozen=True, slots=True)
class Detail:
    """One question: opinions, facts and words. All but the line is empty before the reveal."""

    line: Line
    pictures: list[SidePicture]
    facts: list[FactLine]
    comments: list[dict]
    dissents: list[Dissent]

    @property
    def asks_both_ministries(self) -> bool:
        return {"MOH", "MOF"} <= set(self.line.result.named_sides)


def detail_of(line: Line) -> Detail:
    if not line.result.revealed:
        return Detail(line, [], [], [], [])
    return Detail(
        line,
        _pictures(line),
        _facts(line.question),
        [remark | {"side": _name(remark["side"])} for remark in comments_of(line.question)],
        list(line.question.dissents.select_related("institution")),
    )


def _name(side):
    return wording.side_name(side) if side else ""


def _pictures(line):
    again = [side.side for side in line.result.sides if side.round == 2]
    before = {side.side: side for side in first_round_of(line.question, again)} if again else {}
    return [
        SidePicture(wording.side_name(side.side), side, before.get(side.side))
        for side in line.result.sides
    ]


def _facts(question):
    asked = {fact["code"]: fact for fact in question.facts}
    return [
        FactLine(asked[fact.code]["label"], unit_name(asked[fact.code].get("unit", "")), fact)
        for fact in question.recorded_facts.all()
        if fact.code in asked
    ]
