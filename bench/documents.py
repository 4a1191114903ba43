"""The roadmap as PDF, against WeasyPrint alone on the same HTML and style sheets."""

import io
import time

from django.utils import translation
from pypdf import PdfReader
from weasyprint import CSS, HTML

from bench.findings import Finding, middle
from bench.roadmap import workshop_with
from roadmaps.documents import render
from roadmaps.documents.pdf import VARIANT, roadmap_html, style_sheets
from roadmaps.editions import draft_edition

ACTIONS, TIMES = 24, 3


def findings():
    workshop = workshop_with(ACTIONS)
    edition = draft_edition(workshop, "en")
    with translation.override("en"):
        html, sheets = roadmap_html(edition), style_sheets(edition)
    pages = len(PdfReader(io.BytesIO(_ours(workshop))).pages)
    pairs = [(_seconds(_alone, html, sheets), _seconds(_ours, workshop)) for _ in range(TIMES)]
    alone, ours = middle(pair[0] for pair in pairs), middle(pair[1] for pair in pairs)
    yield Finding(
        "pdf",
        f"{pages} pages, against WeasyPrint alone",
        middle(ours / alone for alone, ours in pairs),
        1.15,
        note=f"{ours:.1f} s, alone {alone:.1f} s",
    )


def _ours(workshop) -> bytes:
    """From the rows to the file, as the worker makes it."""
    return render("pdf", draft_edition(workshop, "en"))


def _alone(html, sheets) -> bytes:
    styles = [CSS(filename=path) for path in sheets]
    return HTML(string=html).write_pdf(stylesheets=styles, pdf_variant=VARIANT)


def _seconds(work, *arguments):
    began = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - began
