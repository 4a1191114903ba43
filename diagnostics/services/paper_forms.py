"""The paper form to print: exactly the workshop's questions, for one side or for all.

Drawn by the background worker and kept under a digest of everything it says, so that it is never
handed out once the questions are others.
"""

import hashlib
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.module_loading import import_string

from alignment.models import Workshop
from diagnostics.models import Question
from diagnostics.models.questions import QuestionText

DRAWING = 1  # Raise it when forms of the same questions should be drawn anew.
KEPT = 7 * 24 * 3600
PATIENCE = 180
"""Seconds after which a form that still waits, or failed, may be asked for again."""

READY, WAITING, FAILED = "ready", "waiting", "failed"
EVERY_SIDE = "all"
_TEXTS = [field.name for field in QuestionText._meta.fields]


@dataclass(frozen=True, slots=True)
class PaperFormFile:
    """``side`` is a side's code, or ``all``; ``digest`` tells what the questions say."""

    workshop: Workshop
    side: str
    language: str
    digest: str

    @property
    def key(self) -> str:
        place = f"{self.workshop.pk}:{self.side}:{self.language}"
        return f"paper-form:{DRAWING}:{place}:{self.digest}"

    @property
    def content(self) -> bytes | None:
        """None until it is ready."""
        return cache.get(f"{self.key}:content")

    @property
    def file_name(self) -> str:
        return f"paper-form-{self.workshop.code}-{self.side}-{self.language}.pdf"


def paper_form_files(workshop: Workshop) -> list[PaperFormFile]:
    """One for each side that is asked anything and for all together, in every language."""
    questions = list(workshop.questions.select_related("stage"))
    asked = {code for question in questions for code in question.who}
    sides = [side for side in workshop.sides.all() if side.code in asked]
    digest = _digest(workshop, sides, questions)
    parts = [*(side.code for side in sides), EVERY_SIDE] if questions else []
    languages = workshop.languages or [workshop.language]
    return [PaperFormFile(workshop, part, code, digest) for part in parts for code in languages]


def paper_form_file(workshop: Workshop, side: str, language: str) -> PaperFormFile | None:
    """None where the workshop has no such form."""
    files = paper_form_files(workshop)
    return next((f for f in files if (f.side, f.language) == (side, language)), None)


def form_questions(workshop: Workshop, side: str) -> list[Question]:
    """What the side is asked, in the frozen order."""
    questions = workshop.questions.select_related("stage")
    return [question for question in questions if side == EVERY_SIDE or side in question.who]


def states_of(files: list[PaperFormFile]) -> dict[str, str]:
    """By key; empty where nobody has asked yet. One query."""
    known = cache.get_many([file.key for file in files])
    return {file.key: known.get(file.key, "") for file in files}


def request_form(*, file: PaperFormFile) -> None:
    """Have it drawn, unless it is there, on its way, or failed just now."""
    if cache.add(file.key, WAITING, PATIENCE):
        # By its name: the worker's side imports the renderer, which stands above services.
        task = import_string("diagnostics.tasks.print_paper_form")
        task.enqueue(file.workshop.pk, file.side, file.language)


def keep_form(*, file: PaperFormFile, content: bytes) -> None:
    cache.set(f"{file.key}:content", content, KEPT)
    cache.set(file.key, READY, KEPT)


def fail_form(*, file: PaperFormFile) -> None:
    cache.set(file.key, FAILED, PATIENCE)


def _digest(workshop, sides, questions) -> str:
    said = [
        workshop.title,
        workshop.is_rehearsal,
        workshop.disclosure_threshold,
        [(s.code, s.mode) for s in sides],
    ]
    said += [[getattr(question, name) for name in _TEXTS] for question in questions]
    stages = {question.stage_id: question.stage for question in questions}
    said += [(stage.title, stage.translations) for stage in stages.values()]
    return hashlib.sha256(repr(said).encode()).hexdigest()
