"""The pictures of the results in the documents: the page's own, each with words and figures."""

import io
import re
from functools import cache

import docx
import pytest
from django.utils import translation
from docx.oxml.ns import qn

from diagnostics import wording
from diagnostics.pictures import question_picture
from diagnostics.results.restored import question_from_plain
from roadmaps.documents import render
from roadmaps.documents.pdf import roadmap_html
from tests.roadmaps.content_builder import make_edition

pytestmark = pytest.mark.any_database


@cache
def edition():
    return make_edition(questions=3, actions=1)


def results():
    plain = edition().content["results"]
    return [question_from_plain(q) for q in plain["questions"] if q["code"] in plain["agenda"]]


@cache
def printed():
    with translation.override("en"):
        return roadmap_html(edition())


@cache
def written():
    return docx.Document(io.BytesIO(render("docx", edition())))


def test_the_printed_picture_of_a_question_is_the_one_on_the_page():
    assert len(results()) == 3
    for result in results():
        assert printed().count(str(question_picture(result))) == 1


def test_the_sentence_that_reads_it_and_the_table_stand_with_it():
    for result in results():
        after = printed().split(str(question_picture(result)))[1]
        assert wording.sentence(result).replace("'", "&#x27;") in after[:400]
        assert "<table" in after[:1500]


def test_every_picture_in_print_has_words_for_who_cannot_see_it():
    pictures = re.findall(r"<svg[^>]* class=\"picture\".*?</svg>", printed(), re.S)

    assert len(pictures) > 10
    assert all(re.search(r"<title>[^<]+</title>", picture) for picture in pictures)


def test_the_word_file_has_the_heat_map_and_a_picture_for_each_question_with_alternative_text():
    said = [shape._inline.docPr.get("descr") for shape in written().inline_shapes]

    assert said[0].startswith("Joint levels by stage")
    for result in results():
        assert said.count(f"{result.code}: {wording.sentence(result)}") == 1
        assert wording.sentence(result) in [p.text for p in written().paragraphs]


def test_columns_are_as_wide_for_writers_other_than_word():
    """LibreOffice reads a table's grid, Word each cell."""
    widths = [
        ([column.width for column in table.columns], [cell.width for cell in table.rows[0].cells])
        for table in written().tables
        if not table.autofit
    ]

    assert widths
    assert [pair for pair in widths if pair[0] != pair[1]] == []


def test_pictures_in_the_word_file_fit_the_pages_they_stand_on():
    sections = list(written().sections)

    for section in sections:
        room = section.page_width - section.left_margin - section.right_margin
        blocks = section.iter_inner_content()
        widths = [int(e.get("cx")) for b in blocks for e in b._element.iter(qn("wp:extent"))]
        assert max(widths, default=0) <= room
    assert len({section.orientation for section in sections}) == 2
