"""The roadmap as PDF: made, against WeasyPrint alone on the same HTML and style sheets; taken
away again, against a static file.
"""

import io
import time
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader
from weasyprint import CSS, HTML

from alignment.printing import VARIANT
from bench import clients, server
from bench.findings import Finding, middle, milliseconds
from bench.roadmap import workshop_with
from bench.visitors import session_of
from roadmaps.documents import prepare, render
from roadmaps.documents.pdf import roadmap_html, style_sheets
from roadmaps.editions import draft_edition
from roadmaps.services.documents import request_document

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
    yield from _taken_again(workshop)


def _taken_again(workshop):
    """The file that is ready, with all its bytes, by somebody whom the server has to know."""
    document = request_document(workshop=workshop, kind="pdf", language="en")
    prepare(document)
    document.refresh_from_db()
    static = Path(settings.STATIC_ROOT) / "roadmap.pdf"
    static.write_bytes(document.content)
    cookies = f"sessionid={session_of(workshop.facilitators.get().user)}"
    page = reverse("roadmaps:download", args=[workshop.code, document.pk])
    with server.running() as (port, _):
        ours = clients.get(page, port=port, cookies=cookies)
        theirs = clients.get(f"{settings.STATIC_URL}{static.name}", port=port)
        rounds = [(_wait(port, ours), _wait(port, theirs)) for _ in range(TIMES * 2)]
    ours, theirs = middle(pair[0] for pair in rounds), middle(pair[1] for pair in rounds)
    note = f"{milliseconds(ours)}, the file {milliseconds(theirs)}"
    yield Finding("pdf", "second download, against a static file", ours / theirs, 2, note=note)


def _wait(port, request):
    tally = clients.load(port, [lambda: request], 1)
    assert tally.good == len(tally.statuses), f"Answers: {set(tally.statuses)}"
    return tally.wait(0.5)


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
