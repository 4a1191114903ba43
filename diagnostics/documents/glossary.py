"""The glossary as a hand-out: every word on a few pages, or the most used ones on one."""

from django.template.loader import render_to_string

from alignment.printing import sheet_paths, written_pdf
from diagnostics.catalogue import Library
from diagnostics.catalogue.glossary import newest_glossary
from diagnostics.documents.booklet import SHEET, page_number

WORDS_OF_A_PAGE = 50  # as many as one sheet of A4 holds, each with its first sentence


def glossary_pdf(library: Library) -> bytes:
    return written_pdf(glossary_html(library), sheet_paths(SHEET))


def glossary_html(library: Library) -> str:
    return _html(library, list(newest_glossary().terms.values()), is_short=False)


def glossary_page_pdf(library: Library) -> bytes:
    return written_pdf(glossary_page_html(library), sheet_paths(SHEET))


def glossary_page_html(library: Library) -> str:
    """The words that stand in the most questions, so that one sheet lies beside the answers."""
    texts = ["\n".join([q.local_text, *q.text_in("levels")]) for q in library.questions]
    return _html(library, newest_glossary().most_used(texts, WORDS_OF_A_PAGE), is_short=True)


def _html(library, terms, *, is_short):
    context = {"release": library.release, "terms": terms, "is_short": is_short}
    context["page_number"] = page_number()
    return render_to_string("diagnostics/booklet/glossary.html", context)
