"""The minister's brief: two pages, the roadmap's own figures, and what waits for a decision."""

import io
import re
from dataclasses import replace

import pypdf
import pytest
from django.utils import translation

from roadmaps.documents import render
from roadmaps.documents.brief import brief_html, decisions, first_actions
from roadmaps.documents.report import report_of
from roadmaps.stationery import Picture
from tests.factories import PICTURE
from tests.roadmaps.content_builder import make_edition


def pages_of(**options):
    edition = make_edition(**options)
    reader = pypdf.PdfReader(io.BytesIO(render("brief", edition)))
    return edition, [re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages]


@pytest.mark.parametrize(
    "options",
    [
        {"actions": 12, "questions": 23},
        {"actions": 80, "questions": 23, "text": "A long name that fills what it can. " * 12},
        {"actions": 0, "questions": 1},
        {"actions": 5, "questions": 23, "country": "US", "signed": True, "illustrative": True},
        {"actions": 5, "questions": 23, "language": "ar", "text": "وزارة الصحة " * 20},
    ],
)
def test_it_has_exactly_two_pages(options):
    _edition, pages = pages_of(**options)

    assert len(pages) == 2


def test_it_has_two_pages_with_everything_that_may_be_added():
    """Logos, the code to scan, the last round, and a long reason why nobody signed."""
    text = "ກະຊວງການເງິນ " * 30
    edition = make_edition(actions=80, questions=23, text=text, illustrative=True)
    last = {"title": text, "starts_on": "2025-03-03", "only_now": [], "only_then": []} | {
        "counts": {"rose": 8, "fell": 5, "stayed": 6, "not_compared": 2},
        "questions": [],
    }
    full = replace(
        edition,
        content=edition.content | {"last_round": last},
        logos={side: Picture("image/png", PICTURE) for side in ("MOH", "MOF")},
        check_url="https://accord.example.org/check/Ab3dEfGhIjKlMnOpQrStUv/",
        ended=text,
    )

    assert len(pypdf.PdfReader(io.BytesIO(render("brief", full))).pages) == 2


def test_the_headline_is_that_of_the_results():
    edition, (first, second) = pages_of(actions=5, questions=8)
    reached = edition.content["results"]["at_benchmark"]

    told = f"{reached['at']} of {reached['of']} questions with a joint level reach the benchmark"
    assert told in first
    assert "Draft: not signed · Not for circulation" in first
    assert "Draft: not signed · Not for circulation" in second


def test_actions_that_are_due_first_come_first_and_dates_before_none():
    rows = [
        {"id": "A1", "status": "not_started", "due": None},
        {"id": "A2", "status": "under_way", "due": "2026-09-01"},
        {"id": "A3", "status": "not_started", "due": "2026-05-01"},
        {"id": "A4", "status": "done", "due": "2026-01-01"},
    ]

    assert [row["id"] for row in first_actions(rows)] == ["A3", "A2", "A1"]


def test_decisions_are_what_nobody_in_the_room_could_take():
    edition = make_edition(actions=1, questions=3)
    with translation.override("en"):
        report = report_of(edition)
    report["actions"][0] |= {"change_route": "law", "legal_instrument": "Finance act"}
    report["actions"][0]["route_word"] = "Law"

    asked = decisions(report)

    assert asked[0][0] in ("One ministry cannot accept it", "Needs a political decision")
    assert ("The ministries do not agree", report["questions"][2]["code"]) in [
        (what, about.split(" · ")[0]) for what, about in asked
    ]
    assert asked[-1] == ("Law", "A1 · Finance act")


def test_nothing_that_people_type_becomes_markup():
    with translation.override("en"):
        html = brief_html(make_edition(questions=2, actions=2, text="<script>alert(1)</script>"))

    assert "<script" not in html


def test_own_sentences_are_whole_however_long_the_texts_are():
    text = "A long name that fills what it can. " * 12
    _edition, (_first, second) = pages_of(actions=80, questions=23, text=text, illustrative=True)

    assert "They say nothing about the country." in second
    assert re.search(r"Costs named so far: .* actions have no cost yet\.", second)
