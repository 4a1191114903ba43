"""The PDF: printed as a ministry prints, archival, tagged, with its data attached."""

import json

from django.template.loader import render_to_string

from alignment.printing import sheet_paths, written_pdf
from diagnostics.pictures.joined import for_paper
from roadmaps.content import canonical
from roadmaps.documents.pages import print_context
from roadmaps.documents.report import report_of
from roadmaps.editions import Edition
from roadmaps.vocabulary import PaperSize

CONTENT_NAME, RESULTS_NAME = "roadmap.json", "results.json"


def roadmap_pdf(edition: Edition) -> bytes:
    return written_pdf(roadmap_html(edition), style_sheets(edition), _attachments(edition.content))


def roadmap_html(edition: Edition) -> str:
    context = print_context(report_of(edition))
    return for_paper(render_to_string("roadmaps/documents/roadmap.html", context))


def style_sheets(edition: Edition) -> list[str]:
    names = ["roadmaps/print.css"]
    if edition.paper_size == PaperSize.LETTER:
        names.append("roadmaps/print-letter.css")
    return sheet_paths(*names)


def _attachments(content):
    """``roadmap.json`` is what was signed, byte for byte: its SHA-256 is the printed digest."""
    from weasyprint import Attachment  # noqa: PLC0415 -- slow import, and needs system libraries

    results = json.dumps(content["results"], ensure_ascii=False, indent=1).encode()
    return [
        Attachment(string=canonical(content), name=CONTENT_NAME, relationship="Data"),
        Attachment(string=results, name=RESULTS_NAME, relationship="Data"),
    ]
