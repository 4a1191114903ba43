"""The questions as a booklet for a workshop on paper, one block for each with boxes to tick."""

from itertools import groupby

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _

from alignment.printing import sheet_paths, written_pdf
from diagnostics.catalogue import Library
from diagnostics.catalogue.selections import Selection

SHEET = "diagnostics/booklet.css"
NOTE_LINES = range(3)


def booklet_pdf(library: Library, selection: Selection) -> bytes:
    return written_pdf(booklet_html(library, selection), sheet_paths(SHEET))


def booklet_html(library: Library, selection: Selection) -> str:
    rows = library.rows(selection.questions)
    context = {
        "release": library.release,
        "selection": selection,
        "stages": _stages(library, rows),
        "sources": _sources(rows),
        "page_number": page_number(),
        "note_lines": NOTE_LINES,
        "unconfirmed": any(_unconfirmed(row.question) for row in rows),
    }
    return render_to_string("diagnostics/booklet/booklet.html", context)


def page_number():
    """The layout counts: the style sheet fills the two empty places."""
    places = {name: format_html('<span class="page-{}"></span>', name) for name in ("now", "all")}
    return format_html(_("Page {now} of {all}"), **places)


def _stages(library, rows):
    """Each stage of the selection with its questions by sub-stage, in the bank's order."""
    stages = {stage.code: stage for stage in library.stages}
    return [
        {
            "stage": stages[code],
            "parts": [
                {"title": title, "rows": list(part)}
                for title, part in groupby(group, key=lambda row: row.sub_stage)
            ],
        }
        for code, group in groupby(rows, key=lambda row: row.question.stage_code)
    ]


def _sources(rows):
    """Every source of the questions once, in the order of their first use."""
    return list({source["title"]: source for row in rows for source in row.sources}.values())


def _unconfirmed(question):
    references = [each for listed in question.crosswalk.values() for each in listed]
    return any(not reference["confirmed"] for reference in references)
