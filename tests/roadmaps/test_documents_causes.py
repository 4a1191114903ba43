"""Causes, gates, what stands apart and what is parked: the same in every document."""

import io

import docx
import openpyxl
import pytest
from django.utils import translation

from roadmaps.documents import render
from roadmaps.documents.pdf import roadmap_html
from tests.roadmaps.content_builder import make_edition
from tests.roadmaps.test_lettering import ARABIC

CHAIN = [
    {"text": "Plans leave health out.", "type": "practice", "evidence": "Audit"},
    {"text": "The format is new.", "type": "capacity", "evidence": "", "step": 2},
    {"text": "No law asks for it.", "type": "law", "evidence": ""},
]
GATES = {
    "route": "circular",
    "first": "Treasury",
    "depends_on": ["B2"],
    "condition": "A cash forecast",
}


@pytest.fixture
def edition():
    edition = make_edition(actions=2, questions=3)
    first, second, third, *_others = edition.content["bottlenecks"]
    first |= {"causes": CHAIN, "gates": GATES, "reshaped": True}
    second |= {"state": "parked", "parked_reason": "Too early"}
    third |= {"vetoed": True, "apart_reason": "Health keeps its account"}
    third["priority"] |= {"apart": True, "rank": None}
    edition.content["priority_order"].remove("B2")
    return edition


def html_of(edition):
    with translation.override("en"):
        return roadmap_html(edition)


def test_the_printed_page_has_the_picture_and_the_chain_in_words(edition):
    page = html_of(edition)

    assert "<title>B1: why it is there</title>" in page
    assert "1 Practice: Plans leave health out.\nEvidence: Audit" in page
    assert "1.1 Why? Capacity: The format is new." in page
    assert "<b>Cause</b> Law: No law asks for it." in page


def test_the_printed_page_has_gates_and_reasons(edition):
    page = html_of(edition)

    assert "<b>Within existing rules?</b> Circular" in page
    assert "<b>Acts first</b> Treasury" in page
    assert "B2 · Cash arrives late, case 2\nA cash forecast" in page
    for reason in ("Too early", "Health keeps its account"):
        assert page.count(reason) == 2  # beside the bottleneck, and where it is not ranked
    assert page.count("Given before it was merged or split.") == 2


def test_both_ministries_stand_on_one_grid(edition):
    page = html_of(edition)

    assert page.count("as each ministry sees it</title>") == 1


def test_words_whose_letters_join_are_drawn(edition):
    edition.content["bottlenecks"][0]["causes"] = [cause | {"text": ARABIC} for cause in CHAIN]

    page = html_of(edition)

    assert 'alt="B1: why it is there" src="data:image/png' in page


def test_word_has_the_pictures_and_the_same_words(edition):
    document = docx.Document(io.BytesIO(render("docx", edition)))

    alternatives = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [paragraph.text for paragraph in document.paragraphs]
    assert "B1: why it is there" in alternatives
    assert any("1.1 Why? Capacity: The format is new." in cell for cell in cells)
    assert "B3 · Cash arrives late, case 3: Health keeps its account" in paragraphs
    assert "B2 · Cash arrives late, case 2: Too early" in paragraphs


def test_excel_has_a_row_for_each_cause_and_the_gates_as_codes(edition):
    book = openpyxl.load_workbook(io.BytesIO(render("xlsx", edition)))

    causes = [row for row in book["causes"].iter_rows(values_only=True) if row[0] == "B1"]
    assert [row[1:5] for row in causes] == [
        ("1", 1, "practice", "Plans leave health out."),
        ("1.1", 2, "capacity", "The format is new."),
        ("2", 1, "law", "No law asks for it."),
    ]
    heads, first, *_others = book["bottlenecks"].iter_rows(values_only=True)
    row = dict(zip(heads, first, strict=True))
    assert (row["change_route"], row["first_actor"], row["depends_on"]) == (
        "circular",
        "Treasury",
        "B2",
    )
    assert row["reshaped_after_scoring"] == 1
