"""Draft, signed, ended unsigned, released: every document says which, on every page."""

import copy
import io
from dataclasses import replace

import docx
import pytest
from django.utils import translation

from roadmaps.documents import render
from roadmaps.documents.pdf import roadmap_html
from roadmaps.documents.report import report_of, wording
from roadmaps.editions import Earlier
from roadmaps.stationery import Picture
from tests.factories import PICTURE
from tests.roadmaps.content_builder import make_edition

REASON = "The minister of finance was away"
CHECK = "https://accord.example.org/check/Ab3dEfGhIjKlMnOpQrStUv/"


def edition_of(**changes):
    signed = changes.pop("signed", False)
    return replace(make_edition(actions=2, questions=2, signed=signed), **changes)


def in_english(function, edition):
    with translation.override("en"):
        return function(edition)


def stamp(edition):
    return in_english(lambda one: wording.stamp(report_of(one)["cover"]), edition)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Draft: not signed · Not for circulation"),
        ({"signed": True}, "Version 1, signed on 6 March 2026 · Not for circulation"),
        ({"signed": True, "released": True}, "Version 1, signed on 6 March 2026"),
        ({"ended": REASON}, "Not signed by both · Not for circulation"),
        ({"ended": REASON, "released": True}, "Not signed by both"),
    ],
)
def test_the_head_of_every_page_says_the_state(changes, words):
    assert stamp(edition_of(**changes)) == words


def test_an_end_without_both_signatures_prints_its_reason():
    html = in_english(roadmap_html, edition_of(ended=REASON))

    assert html.count(REASON) == 2  # on the cover and under the sign-off
    assert "Draft" not in html


def test_a_released_text_says_nowhere_that_it_is_not_for_circulation():
    html = in_english(roadmap_html, edition_of(signed=True, released=True))

    assert "ot for circulation" not in html


def test_each_ministry_has_room_for_a_hand_and_a_stamp_in_both_files():
    edition = edition_of()
    html = in_english(roadmap_html, edition)
    word = docx.Document(io.BytesIO(render("docx", edition)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]

    for room in ("Signature by hand", "Stamp", "Place and date"):
        assert html.count(f">{room}<") == 2
        assert cells.count(room) == 2


def test_the_code_to_check_a_file_stands_on_signed_pages_only():
    signed = in_english(roadmap_html, edition_of(signed=True, check_url=CHECK))
    draft = in_english(roadmap_html, edition_of())

    assert CHECK in signed
    assert "Code to scan" in signed
    assert "Code to scan" not in draft


def test_the_word_file_has_the_same_code_with_its_words():
    signed, draft = (
        docx.Document(io.BytesIO(render("docx", edition)))
        for edition in (edition_of(signed=True, check_url=CHECK), edition_of())
    )

    alt = "Code to scan: leads to the page where this file can be checked"
    assert told(signed).count(alt) == 1
    assert told(draft).count(alt) == 0
    assert any(CHECK in paragraph.text for paragraph in signed.paragraphs)


def told(word):
    return [shape._inline.docPr.get("descr") for shape in word.inline_shapes]


def test_logos_stand_on_the_covers_with_their_words():
    edition = edition_of(logos={"MOH": Picture("image/png", PICTURE)})
    html = in_english(roadmap_html, edition)
    word = docx.Document(io.BytesIO(render("docx", edition)))

    assert 'alt="Logo: Ministry of health"' in html
    assert told(word)[0] == "Logo: Ministry of health"


def test_a_new_version_lists_what_changed_in_pdf_and_word():
    edition = make_edition(actions=2, questions=2)
    before = copy.deepcopy(edition.content)
    before["actions"][0]["lead"] = "Treasury"
    before["questions"][0]["agreed_level"] = 1
    edition = replace(edition, earlier=Earlier(3, "digest", before))

    html = in_english(roadmap_html, edition)
    word = docx.Document(io.BytesIO(render("docx", edition)))
    rows = [[cell.text for cell in row.cells] for table in word.tables for row in table.rows]

    assert "What changed since version 3" in html
    assert ["Lead", "Treasury", edition.content["actions"][0]["lead"]] in rows
    assert ["Agreed level", "Misaligned", "Emerging"] in rows
    assert "What changed since version 3" in [paragraph.text for paragraph in word.paragraphs]


def test_a_first_version_lists_no_changes():
    assert "What changed since" not in in_english(roadmap_html, edition_of())


def test_word_holds_a_very_long_action_whole_and_once():
    action = "A sentence that a clerk pasted. " * 300
    edition = edition_of()
    content = copy.deepcopy(edition.content)
    content["actions"][0]["action"] = action

    word = docx.Document(io.BytesIO(render("docx", replace(edition, content=content))))

    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert sum(paragraph.text == action for paragraph in word.paragraphs) == 1
    assert [text for text in cells if len(text) > 1000] == []
    assert any(text.endswith("… Whole text under its id below.") for text in cells)
