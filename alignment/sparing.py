"""WeasyPrint, sparing with memory: the same file, from half of what the layout usually holds.

A roadmap of 1,500 actions has five hundred pages, and the laptop that draws it serves the room
meanwhile. Three habits of WeasyPrint 70 cost most there, and each is undone in one place. Two of
them reach behind its documented interface, which the pinned version and a test allow: the file
must stay, byte for byte, the one that WeasyPrint writes alone.
"""

import gc
import re

import pydyf
from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document, Page
from weasyprint.html import UA


def browser_sheet() -> CSS:
    """WeasyPrint's own style sheet, without the rules for footnotes.

    Those begin with a bare ``::footnote-call`` and the like, which match every element, and each
    element then keeps six styles nobody asks for. Markers are left to list items, which have them.
    """
    footnotes = re.compile(r"^::(footnote|note)-.*$", re.MULTILINE)
    spared = footnotes.sub("", UA).replace("\n::marker", "\nli::marker")
    return CSS(string=spared, counter_style=CounterStyle())


class SparingHTML(HTML):
    def _ua_stylesheets(self, forms=False):
        return [browser_sheet()]


class JoinedPage(Page):
    """A page whose drawing is one string, where WeasyPrint keeps each command apart."""

    def __init__(self, page: Page):
        vars(self).update(vars(page))

    def paint(self, stream, scale=1):
        super().paint(stream, scale)
        stream.stream = [b"\n".join(_bytes(command) for command in stream.stream)]


def _bytes(command):
    if isinstance(command, bytes):
        return command
    return command.data if isinstance(command, pydyf.Object) else str(command).encode("ascii")


def laid_out(html: SparingHTML, **options) -> Document:
    """Ready to be written, with no more than the pages themselves. Options as in ``render``."""
    document = html.render(**options)
    spared = document.copy([JoinedPage(page) for page in document.pages])
    del html, document
    release_source(spared)
    gc.collect()
    return spared


def release_source(document: Document) -> bool:
    """Let go of the boxes from before there were pages. False where nothing held them.

    Every drawn picture refers to the whole context of the layout, and that to these boxes, for
    references such as "page 7", which stand in the pages by now.
    """
    for page in document.pages:
        for box in page._page_box.descendants():
            context = getattr(getattr(box, "replacement", None), "_context", None)
            if context is not None:
                context.target_collector = context.style_for = None
                return True
    return False
