"""The parts of the bank that can be printed: all of it, a short form, or a stage. Nothing else,
so that the number of files is known."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from diagnostics.catalogue.library import Library
from diagnostics.models import BankQuestion

EVERYTHING = "all"
# Printed beside them, and no selections of questions: all words, and the most used on one page.
GLOSSARY, GLOSSARY_PAGE = "glossary", "glossary-page"


@dataclass(frozen=True, slots=True)
class Selection:
    """``code`` names the part among the others; ``query`` is what an address adds for it."""

    code: str
    query: str
    title: str
    purpose: str
    questions: list[BankQuestion]

    @property
    def minutes(self) -> int:
        return sum(question.minutes for question in self.questions)


def code_of(*, form: str = "", stage: str = "") -> str:
    """Of the part that a query asks for; one that no part has when it asks for two at once."""
    asked = [f"{name}-{code}" for name, code in (("form", form), ("stage", stage)) if code]
    return "+".join(asked) or EVERYTHING


def selections_of(library: Library) -> dict[str, Selection]:
    """By code: everything first, then the short forms, then the stages."""
    parts = [
        Selection(EVERYTHING, "", _("The whole bank"), "", library.questions),
        *(_form(form, library) for form in library.short_forms),
        *(_stage(count.stage, library) for count in library.by_stage),
    ]
    return {part.code: part for part in parts}


def _form(form, library):
    code, query = code_of(form=form.code), f"?form={form.code}"
    questions = [question for question in library.questions if question.code in form.questions]
    return Selection(code, query, form.local_title, form.local_purpose, questions)


def _stage(stage, library):
    code, query = code_of(stage=stage.code), f"?stage={stage.code}"
    purpose = stage.text_in("description")
    return Selection(code, query, stage.local_title, purpose, library.of_stage(stage.code))
