"""The documents of a next round: its levels beside those of the last one, in every format."""

import io
import re

import docx
import openpyxl
import pypdf
import pytest

from roadmaps.content import content_digest, present_digest, roadmap_content
from roadmaps.documents import render
from roadmaps.editions import draft_edition, signed_edition
from tests.diagnostics.test_last_round import next_round, revealed
from tests.factories import (
    make_action,
    make_question,
    make_user,
    make_workshop,
    remove_workshop,
)
from tests.roadmaps.test_documents import sign_both

pytestmark = pytest.mark.django_db


@pytest.fixture
def rounds():
    """Both rounds revealed: MOH moved from 3 to 4, MOF stayed at 2."""
    lead = make_user()
    last = make_workshop(by=lead, title="The year before", state="open")
    make_question(last, text="Is cash on time?")
    new = next_round(revealed(last), lead)
    make_action(new, text="Publish the ceilings")
    return last, new


@pytest.fixture
def new(rounds):
    return revealed(rounds[1], moh="44444")


def words_of(file, kind):
    if kind == "pdf":
        pages = pypdf.PdfReader(io.BytesIO(file)).pages
        told = " ".join(page.extract_text() for page in pages)
    else:
        document = docx.Document(io.BytesIO(file))
        cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
        told = " ".join([*(p.text for p in document.paragraphs), *cells])
    return re.sub(r"\s+", " ", told.replace("\u200e", ""))


def test_the_content_holds_what_moved(new):
    found = roadmap_content(new, "en")["last_round"]

    assert (found["title"], found["counts"]["rose"]) == ("The year before", 1)
    (question,) = found["questions"]
    assert question["joint"] == {"then": 2.5, "now": 3, "moved": 0.5, "change": ""}
    assert [(side["side"], side["moved"]) for side in question["sides"]] == [("MOH", 1), ("MOF", 0)]


def test_a_first_round_has_nothing_to_compare(rounds):
    last, _new = rounds

    assert "last_round" not in roadmap_content(last, "en")
    assert "Compared with the last round" not in words_of(
        render("docx", draft_edition(last, "en")), "docx"
    )


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_pages_show_then_now_and_the_difference(new, kind):
    told = words_of(render(kind, draft_edition(new, "en")), kind)

    assert "1 question can be compared: 1 rose, 0 fell, 0 stayed." in told
    assert "2.5 → 3, +0.5" in told
    assert "MOH: 3 → 4, +1" in told
    assert "MOF: 2 → 2, no change" in told


def test_the_ministers_brief_says_how_many_moved(new):
    told = words_of(render("brief", draft_edition(new, "en")), "pdf")

    assert "Compared with the last round: 1 question can be compared: 1 rose" in told


def test_excel_holds_the_same_as_numbers(new):
    sheet = openpyxl.load_workbook(io.BytesIO(render("xlsx", draft_edition(new, "en"))))

    assert list(sheet["last_round"].iter_rows(values_only=True)) == [
        ("question", "side", "last_round", "this_round", "difference", "not_compared"),
        ("F-01", "joint", 2.5, 3, 0.5, None),
        ("F-01", "MOH", 3, 4, 1, None),
        ("F-01", "MOF", 2, 2, 0, None),
    ]


def test_levels_and_their_difference_add_up_as_shown(rounds):
    _last, new = rounds
    revealed(new, moh="444333", mof="333333")

    assert "2.5 → 3.25, +0.75" in words_of(render("docx", draft_edition(new, "en")), "docx")


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_question_worded_anew_names_the_change_and_shows_no_level(rounds, kind):
    _last, new = rounds
    new.questions.update(text="Is cash released on time?")
    revealed(new, moh="44444")

    told = words_of(render(kind, draft_edition(new, "en")), kind)

    assert "Not compared: the question is worded differently" in told
    assert "→" not in told


def test_too_few_answers_stay_hidden(rounds):
    _last, new = rounds
    revealed(new, moh="444")

    told = words_of(render("docx", draft_edition(new, "en")), "docx")

    assert "MOH: then 3, hidden now: too few answers" in told


def test_questions_of_one_round_only_are_named(rounds):
    last, new = rounds
    make_question(last, "F-09", text="Asked then?", translations={"fr": {"text": "Posée alors ?"}})
    new.languages = ["en", "fr"]
    make_question(new, "F-10", text="Asked now?")

    assert "F-09 · Asked then?" in words_of(render("docx", draft_edition(new, "en")), "docx")
    french = words_of(render("docx", draft_edition(new, "fr")), "docx")
    assert "F-09 · Posée alors ?" in french
    assert "F-10 · Asked now?" in french


def test_a_signed_version_keeps_its_comparison_when_the_last_round_is_gone(rounds, new):
    version = sign_both(new)
    before = signed_edition(version, "en").fingerprint

    remove_workshop(rounds[0])
    version.refresh_from_db()

    assert version.content["last_round"]["counts"]["rose"] == 1
    assert signed_edition(version, "en").fingerprint == before
    assert content_digest(roadmap_content(new, "en")) == present_digest(new) == version.digest
