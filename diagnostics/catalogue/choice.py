"""The bank and the choice made from it so far, loaded once for a page."""

from dataclasses import dataclass

from alignment.models import LibraryStage, Workshop
from diagnostics.catalogue.newer import NewerText, newer_text
from diagnostics.catalogue.panel import Panel, panel_of
from diagnostics.catalogue.releases import newest_release
from diagnostics.catalogue.rows import Row, dress, matching, objective_titles
from diagnostics.models import BankQuestion, BankRelease, Question, ShortForm


@dataclass(frozen=True, slots=True)
class Chosen:
    """The workshop's questions in their order. ``release`` is None without any of a bank."""

    rows: list[Row]
    panel: Panel

    @property
    def release(self) -> BankRelease | None:
        releases = [row.question.release for row in self.rows if row.question.release]
        return max(releases, key=lambda release: release.number, default=None)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A draft's page. Without a loaded bank ``release`` is None and ``bank`` empty."""

    release: BankRelease | None
    bank: list[BankQuestion]
    short_forms: list[ShortForm]
    picked: list[Question]
    panel: Panel
    newer: NewerText | None
    titles: dict[str, str]
    stage_titles: dict[str, str]

    @property
    def stages(self):
        return [stage for stage, _count in self.panel.stages]

    @property
    def objectives(self):
        return [objective for objective, _count in self.panel.objectives]

    @property
    def own(self) -> list[Question]:
        return [question for question in self.picked if question.own]

    @property
    def open_short_forms(self) -> list[ShortForm]:
        """Those of which a question is not picked yet."""
        has = {question.code for question in self.picked}
        return [form for form in self.short_forms if not has.issuperset(form.questions)]

    def rows(self, **wanted) -> list[Row]:
        """The bank's questions that match (see ``matching``), picked or not."""
        has = {question.code for question in self.picked}
        return [
            dress(
                question,
                stage=self.stage_titles.get(question.stage_code, question.stage_code),
                picked=question.code in has,
                titles=self.titles,
                sources=self.release.sources,
            )
            for question in matching(self.bank, **wanted)
        ]


def catalogue_of(workshop: Workshop) -> Catalogue:
    release = newest_release()
    bank = list(release.questions.all()) if release else []
    picked = list(workshop.questions.select_related("stage"))
    return Catalogue(
        release=release,
        bank=bank,
        short_forms=list(release.short_forms.all()) if release else [],
        picked=picked,
        panel=panel_of(workshop, picked),
        newer=newer_text(picked, release, bank) if release else None,
        titles=objective_titles(workshop),
        stage_titles={stage.code: stage.local_title for stage in LibraryStage.objects.all()},
    )


def chosen_of(workshop: Workshop) -> Chosen:
    questions = list(workshop.questions.select_related("stage", "release"))
    titles = objective_titles(workshop)
    rows = [
        dress(
            question,
            stage=question.stage.local_title,
            picked=True,
            titles=titles,
            sources=question.release.sources if question.release else {},
        )
        for question in questions
    ]
    return Chosen(rows=rows, panel=panel_of(workshop, questions))
