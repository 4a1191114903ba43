"""Roadmaps printed once for many tests, and opened again."""

import io
import re
from functools import cache

import pypdf

from roadmaps.documents import render
from tests.roadmaps.content_builder import make_edition


class Printed:
    """A PDF opened again: its reader, and the words of each page."""

    def __init__(self, **options):
        self.edition = make_edition(**options)
        self.content = render("pdf", self.edition)
        self.reader = pypdf.PdfReader(io.BytesIO(self.content))
        self.pages = [re.sub(r"\s+", " ", page.extract_text()) for page in self.reader.pages]
        self.words = " ".join(self.pages)
        self.sizes = [
            (round(p.mediabox.width), round(p.mediabox.height)) for p in self.reader.pages
        ]


@cache
def draft():
    return Printed(actions=12, questions=8, illustrative=True)


@cache
def signed():
    return Printed(actions=2, questions=3, signed=True, country="MX")
