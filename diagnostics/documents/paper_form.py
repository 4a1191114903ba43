"""A paper form: the workshop's own questions with boxes to tick, to be typed in later."""

import logging
import traceback
from itertools import groupby

from django.conf import settings
from django.template.loader import render_to_string

from alignment.models import Side, Workshop
from alignment.printing import sheet_paths, written_pdf
from alignment.reading import speaking
from diagnostics.catalogue.rows import dress
from diagnostics.documents.booklet import NOTE_LINES, page_number
from diagnostics.services.paper_forms import (
    PaperFormFile,
    fail_form,
    form_questions,
    keep_form,
    paper_form_file,
)

SHEETS = ("diagnostics/booklet.css", "diagnostics/paper_form.css")

logger = logging.getLogger(__name__)


def prepare_paper_form(workshop_pk: int, side: str, language: str) -> None:
    """Draw the form and keep it, or note that this failed."""
    file = paper_form_file(Workshop.objects.get(pk=workshop_pk), side, language)
    if file is None:  # its side or language was taken away meanwhile
        return
    try:
        content = written_pdf(paper_form_html(file), sheet_paths(*SHEETS))
    except Exception as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        # Its kind and place only: the message may hold what people wrote.
        kind = type(error).__name__
        logger.error("A paper form failed with %s at %s:%s", kind, place.filename, place.lineno)
        fail_form(file=file)
    else:
        keep_form(file=file, content=content)


def paper_form_html(file: PaperFormFile) -> str:
    """Our own words in the form's language where we speak it, the questions in any case."""
    with speaking(file.language):
        questions = form_questions(file.workshop, file.side)
        context = {
            "workshop": file.workshop,
            "side": Side.objects.filter(workshop=file.workshop, code=file.side).first(),
            "language": file.language,
            "direction": "rtl" if file.language in settings.LANGUAGES_BIDI else "ltr",
            "stages": _stages(questions),
            "number": len(questions),
            "minutes": sum(question.minutes for question in questions),
            "page_number": page_number(),
            "note_lines": NOTE_LINES,
        }
        return render_to_string("diagnostics/paper/form.html", context)


def _stages(questions):
    """Each stage with its questions, in the order in which phones ask them."""
    return [
        {"stage": stage, "rows": [_row(question) for question in group]}
        for stage, group in groupby(questions, key=lambda question: question.stage)
    ]


def _row(question):
    stage = question.stage.local_title
    return dress(question, stage=stage, picked=True, titles={}, sources={})
