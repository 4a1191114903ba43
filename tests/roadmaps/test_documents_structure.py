"""The PDF's structure tree: what a screen reader and an archive find in it."""

import io
import re
from collections.abc import Iterator
from itertools import pairwise

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject

from roadmaps.documents import render
from tests.roadmaps.content_builder import make_edition
from tests.roadmaps.printing import draft, signed

SCRIPTS = ["ກະຊວງການເງິນ", "የጤና ሚኒስቴር", "وزارة الصحة", "Ministère · œuvre · № 1 “…” €"]


@pytest.fixture(scope="module", params=["roadmap", "signed roadmap", "brief"])
def reader(request):
    if request.param == "brief":
        return pypdf.PdfReader(io.BytesIO(render("brief", make_edition(actions=5, questions=8))))
    return (draft() if request.param == "roadmap" else signed()).reader


def elements(reader) -> Iterator[DictionaryObject]:
    """Every element of the tree, parents before children, in reading order."""
    yield from _below(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])


def _below(kids):
    for kid in kids if isinstance(kids, ArrayObject) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, DictionaryObject) and "/S" in kid:
            yield kid
            yield from _below(kid.get("/K", ArrayObject()))


def kinds_below(element):
    return {str(kid["/S"]) for kid in _below(element.get("/K", ArrayObject()))}


def test_the_language_is_set(reader):
    assert reader.trailer["/Root"]["/Lang"] == "en"


def test_headings_step_down_one_at_a_time(reader):
    levels = [int(e["/S"][2:]) for e in elements(reader) if re.fullmatch(r"/H[1-6]", e["/S"])]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []


def test_every_table_has_header_cells(reader):
    tables = [element for element in elements(reader) if element["/S"] == "/Table"]

    assert tables
    assert [table for table in tables if "/TH" not in kinds_below(table)] == []


def test_every_cell_belongs_to_a_row(reader):
    rows = [element for element in elements(reader) if element["/S"] == "/TR"]

    assert all(kinds_below(row) & {"/TH", "/TD"} for row in rows)


def test_every_picture_has_words_instead(reader):
    pictures = [element for element in elements(reader) if element["/S"] == "/Figure"]

    assert pictures
    assert [picture for picture in pictures if not picture.get("/Alt")] == []


def test_bookmarks_lead_to_each_section_and_its_parts():
    titles = [entry.title for entry in draft().reader.outline if not isinstance(entry, list)]
    parts = [entry for entry in draft().reader.outline if isinstance(entry, list)]

    listed = draft().pages[1]
    assert [title for title in titles[1:] if title not in listed] == []
    assert parts


@pytest.mark.parametrize("kind", ["pdf", "brief"])
def test_no_letter_of_any_script_becomes_a_box(kind, caplog):
    render(kind, make_edition(questions=2, actions=2, text=" ".join(SCRIPTS)))

    assert boxes(caplog) == []


def test_a_letter_that_no_font_has_would_be_noticed(caplog):
    render("brief", make_edition(questions=1, actions=1, text="\U000fabcd"))

    assert boxes(caplog) != []


def boxes(caplog) -> list[str]:
    """What the layout says about letters that no font has."""
    return [line for line in caplog.messages if ".notdef" in line]
