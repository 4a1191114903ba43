"""The newest bank as anybody may read it, apart from any workshop. Six queries."""

from collections.abc import Iterable
from dataclasses import dataclass

from alignment.models import LibraryObjective, LibraryStage
from alignment.vocabulary import SideCode
from diagnostics.catalogue.releases import newest_release
from diagnostics.catalogue.rows import Row, dress, matching
from diagnostics.models import BankBottleneck, BankQuestion, BankRelease, ShortForm


@dataclass(frozen=True, slots=True)
class StageCount:
    """How much of the bank is about a stage; ``minutes`` to answer all of it."""

    stage: LibraryStage
    questions: int
    gateways: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Library:
    """A release with its questions, the stages and objectives they name, and what goes wrong, in
    order."""

    release: BankRelease
    questions: list[BankQuestion]
    short_forms: list[ShortForm]
    stages: list[LibraryStage]
    objectives: list[LibraryObjective]
    bottlenecks: list[BankBottleneck]

    @property
    def stage_titles(self) -> dict[str, str]:
        return {stage.code: stage.local_title for stage in self.stages}

    def titled(self, objectives: Iterable[str]) -> list[str]:
        """“Code title” of each of these objectives."""
        titles = {objective.code: objective.local_title for objective in self.objectives}
        return [f"{code} {titles.get(code, '')}".strip() for code in objectives]

    def sources(self, keys: Iterable[str]) -> list[dict]:
        return [self.release.sources[key] for key in keys if key in self.release.sources]

    def behind(self, question: BankQuestion) -> list[BankBottleneck]:
        """What a low level of that question points to."""
        return [entry for entry in self.bottlenecks if question.code in entry.questions]

    @property
    def by_stage(self) -> list[StageCount]:
        return [_count(stage, self.of_stage(stage.code)) for stage in self.stages]

    @property
    def by_side(self) -> list[tuple[str, str, int]]:
        """Code, name and number of questions of each side that is asked anything."""
        counts = [
            (side.value, str(side.label), sum(side in question.who for question in self.questions))
            for side in SideCode
        ]
        return [row for row in counts if row[2]]

    def of_stage(self, code: str) -> list[BankQuestion]:
        return [question for question in self.questions if question.stage_code == code]

    def rows(self, questions: list[BankQuestion] | None = None) -> list[Row]:
        """Of these questions, or of all, in the bank's order."""
        titles = {objective.code: objective.local_title for objective in self.objectives}
        stages = self.stage_titles
        parts = {
            part["code"]: part["title"]
            for stage in self.stages
            for part in stage.text_in("sub_stages")
        }
        return [
            dress(
                question,
                stage=stages.get(question.stage_code, question.stage_code),
                sub_stage=parts.get(question.sub_stage, ""),
                picked=False,
                titles=titles,
                sources=self.release.sources,
            )
            for question in (self.questions if questions is None else questions)
        ]

    def matching(self, **wanted) -> list[Row]:
        """Those that fit (see ``rows.matching``)."""
        return self.rows(matching(self.questions, **wanted))

    def around(self, code: str) -> tuple[Row | None, Row, Row | None] | None:
        """The question with those before and after it; None when it is not in the bank."""
        # Looked up here and not by the database, which would refuse some codes people type.
        places = {question.code: place for place, question in enumerate(self.questions)}
        if code not in places:
            return None
        rows = self.rows(self.questions[max(places[code] - 1, 0) : places[code] + 2])
        here = [row.question.code for row in rows].index(code)
        before = rows[here - 1] if here else None
        return before, rows[here], rows[here + 1] if here + 1 < len(rows) else None


def newest_library() -> Library | None:
    """None while no bank is loaded."""
    release = newest_release()
    if release is None:
        return None
    questions = list(release.questions.all())
    named = {code for question in questions for code in question.objectives}
    stages = {question.stage_code for question in questions}
    return Library(
        release=release,
        questions=questions,
        short_forms=list(release.short_forms.all()),
        stages=[stage for stage in LibraryStage.objects.all() if stage.code in stages],
        objectives=[each for each in LibraryObjective.objects.all() if each.code in named],
        bottlenecks=list(release.bottlenecks.all()),
    )


def _count(stage, questions):
    return StageCount(
        stage=stage,
        questions=len(questions),
        gateways=sum(question.gateway for question in questions),
        minutes=sum(question.minutes for question in questions),
    )
