"""Questions dressed for a page: titles instead of codes."""

from collections.abc import Iterable
from dataclasses import dataclass

from alignment.models import LibraryObjective, Workshop
from alignment.vocabulary import SideCode
from diagnostics.models import BankQuestion
from diagnostics.models.questions import QuestionText
from diagnostics.vocabulary import unit_name


@dataclass(frozen=True, slots=True)
class Row:
    """``objectives`` are "code title" lines, ``who`` pairs of side code and name, ``sources``
    the entries of the release; ``sub_stage`` is its title, empty where nobody needs it."""

    question: QuestionText
    stage: str
    picked: bool
    objectives: list[str]
    who: list[tuple[str, str]]
    sources: list[dict]
    sub_stage: str = ""

    @property
    def facts(self) -> list[tuple[dict, str]]:
        """Each figure to record with the name of its unit."""
        return [(fact, unit_name(fact.get("unit", ""))) for fact in self.question.local_facts]


def matching(
    questions: Iterable[BankQuestion],
    *,
    stage: str = "",
    objective: str = "",
    function: str = "",
    who: str = "",
    gateway: bool = False,
    words: str = "",
) -> list[BankQuestion]:
    """Those that fit everything given; empty means any. All of ``words`` must occur."""
    wanted = words.casefold().split()
    return [
        question
        for question in questions
        if stage in ("", question.stage_code)
        and (not objective or objective in question.objectives)
        and function in ("", question.function)
        and (not who or who in question.who)
        and (question.gateway or not gateway)
        and all(word in _said(question) for word in wanted)
    ]


def _said(question):
    texts = [question.text_in(name) for name in ("text", "why_health", "why_finance")]
    said = [question.code, *texts, *question.text_in("levels"), *question.text_in("evidence")]
    return "\n".join(said).casefold()


def objective_titles(workshop: Workshop) -> dict[str, str]:
    """By code, as the workshop words them; the library's where it has none of its own."""
    library, own = LibraryObjective.objects.all(), workshop.objectives.all()
    return {objective.code: objective.local_title for objective in [*library, *own]}


def dress(
    question, *, stage: str, picked: bool, titles: dict, sources: dict, sub_stage: str = ""
) -> Row:
    return Row(
        question=question,
        stage=stage,
        picked=picked,
        objectives=[f"{code} {titles.get(code, '')}".strip() for code in question.objectives],
        who=[(code, SideCode(code).label) for code in question.who],
        sources=[sources[key] for key in question.sources if key in sources],
        sub_stage=sub_stage,
    )
