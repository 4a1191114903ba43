"""What a choice covers, beside the rows it is about."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from alignment.models import Objective, Side, Stage, Workshop
from alignment.queries import sides_of
from alignment.vocabulary import language_choices
from diagnostics.coverage import ENOUGH, Choice, Coverage, coverage
from diagnostics.models import Question


@dataclass(frozen=True, slots=True)
class SideLoad:
    """``minutes`` to answer its questions; ``seats`` that may answer."""

    side: Side
    minutes: int
    seats: int


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A language of the workshop, by its own name; ``questions``: how many of the bank lack it;
    ``pages``: whether everything around them does too."""

    language: str
    questions: int
    pages: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """``objectives`` (the kept ones) and ``stages`` each with their number of questions."""

    coverage: Coverage
    objectives: list[tuple[Objective, int]]
    stages: list[tuple[Stage, int]]
    sides: list[SideLoad]
    untranslated: list[Untranslated]

    @property
    def thin(self) -> list[tuple[Objective, int]]:
        """Objectives with too few questions for a score."""
        return [(objective, count) for objective, count in self.objectives if count < ENOUGH]

    @property
    def empty_sides(self) -> list[Side]:
        """Sides that questions name although nobody of theirs may answer."""
        return [load.side for load in self.sides if load.minutes and not load.seats]


def panel_of(workshop: Workshop, questions: Iterable[Question]) -> Panel:
    objectives = list(workshop.objectives.filter(kept=True))
    stages, sides, questions = list(workshop.stages.all()), sides_of(workshop), list(questions)
    found = coverage(
        [_choice(question) for question in questions],
        objectives=[objective.code for objective in objectives],
        stages=[stage.code for stage in stages],
        sides=[side.code for side in sides],
    )
    return Panel(
        coverage=found,
        objectives=[(objective, found.objectives[objective.code]) for objective in objectives],
        stages=[(stage, found.stages[stage.code]) for stage in stages],
        sides=[SideLoad(side, found.minutes[side.code], side.answering) for side in sides],
        untranslated=_untranslated(workshop, questions),
    )


def _untranslated(workshop, questions) -> list[Untranslated]:
    spoken = dict(settings.LANGUAGES)
    found = [
        Untranslated(
            name, sum(_lacks(question, code) for question in questions), code not in spoken
        )
        for code, name in language_choices(workshop.languages)
    ]
    return [each for each in found if each.questions or each.pages]


def _lacks(question, language) -> bool:
    """Whoever chooses the language reads another; nobody knows that of a question of one's own."""
    is_written_in_it = question.written_in in ("", language)
    return not is_written_in_it and not question.translations.get(language, {}).get("text")


def _choice(question):
    return Choice(
        code=question.code,
        stage=question.stage.code,
        objectives=tuple(question.objectives),
        who=tuple(question.who),
        minutes=question.minutes,
    )
