"""Paper forms: exactly the frozen questions, by side and language, and what comes back."""

import io
import re
from html import unescape

import pypdf
import pytest
from django.core.cache import cache
from django.urls import reverse

from diagnostics.documents.paper_form import paper_form_html
from diagnostics.services.paper_forms import paper_form_file, paper_form_files
from tests.factories import make_question, make_user, make_workshop

pytestmark = pytest.mark.any_database


@pytest.fixture
def facilitator(client, db):
    user = make_user()
    client.force_login(user)
    yield user
    cache.clear()


def make_asking(by=None, **fields):
    """Two questions for both ministries, one of them the workshop's own, and one for each."""
    workshop = make_workshop(by=by, **({"state": "open"} | fields))
    make_question(workshop, "F-01", text="Is the budget on time?")
    make_question(workshop, "F-02", who=("MOF",), text="Is the ceiling firm?")
    make_question(workshop, "E-01", who=("MOH",), text="Is pay on time?")
    make_question(workshop, "E-99", own=True, text="Do clinics see it?")
    return workshop


def words(workshop, side="all", language="en"):
    html = paper_form_html(paper_form_file(workshop, side, language))
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def asked(text):
    return re.findall(r"\b[FE]-\d+", text)


def ask(client, workshop, file):
    url = reverse("diagnostics:paper_forms", args=[workshop.code])
    return client.post(url, {"file": file}, follow=True)


def pdf_of(client, workshop, side, language="en"):
    args = [workshop.code, side, language]
    return client.get(reverse("diagnostics:paper_form_pdf", args=args))


@pytest.mark.parametrize(
    ("side", "codes"),
    [
        ("all", ["F-01", "F-02", "E-01", "E-99"]),
        ("MOH", ["F-01", "E-01", "E-99"]),
        ("MOF", ["F-01", "F-02", "E-99"]),
    ],
)
def test_a_form_holds_what_the_side_is_asked_in_the_frozen_order(db, side, codes):
    assert asked(words(make_asking(), side)) == codes


def test_a_form_has_every_answer_and_room_to_say_who_writes(db):
    workshop = make_asking()

    said = words(workshop, "MOH")

    assert workshop.code in said
    assert said.count("I don’t know") == 4  # once in the rules, once for each question
    assert said.count("Does not apply here") == 3
    assert said.count("Reason, and where one can check it") == 3
    assert [said.count(level) for level in ("Lowest", "Highest")] == [3, 3]
    for place in ("Institution", "Seat number, or name", "Date"):
        assert place in said


def test_a_delegation_is_told_that_its_answer_is_shown(db):
    workshop = make_asking()
    workshop.sides.filter(code="MOF").update(mode="institutional")

    assert "shown under the name of your side" in words(workshop, "MOF")
    assert "nobody else" in words(workshop, "MOH")


@pytest.mark.parametrize(("state", "said"), [("rehearsal", True), ("open", False)])
def test_a_form_of_a_rehearsal_says_so(db, state, said):
    workshop = make_asking(state=state)

    assert ("Everything entered now will be wiped." in words(workshop)) is said


def test_there_is_one_form_for_each_side_that_is_asked_and_each_language(db):
    workshop = make_asking(languages=["en", "ar"])

    files = [(file.side, file.language) for file in paper_form_files(workshop)]

    sides = ("MOH", "MOF", "all")
    assert files == [(side, language) for side in sides for language in ("en", "ar")]


def test_a_form_speaks_its_language_from_right_to_left_where_that_reads_so(db):
    workshop = make_asking(languages=["en", "ar"])
    workshop.questions.filter(code="F-01").update(translations={"ar": {"text": "هل الميزانية؟"}})

    html = paper_form_html(paper_form_file(workshop, "MOH", "ar"))

    assert '<html lang="ar" dir="rtl">' in html
    assert "هل الميزانية؟" in html
    assert "Is the budget on time?" not in html


def test_a_form_is_drawn_and_downloaded(client, facilitator):
    workshop = make_asking(facilitator)

    page = ask(client, workshop, "MOH:en")
    response = pdf_of(client, workshop, "MOH")

    assert {slot.value: slot.state for slot in page.context["slots"]} == {
        "MOH:en": "ready",
        "MOF:en": "",
        "all:en": "",
    }
    assert response["Content-Type"] == "application/pdf"
    assert f"paper-form-{workshop.code}-MOH-en.pdf" in response["Content-Disposition"]
    text = "".join(p.extract_text() for p in pypdf.PdfReader(io.BytesIO(response.content)).pages)
    assert "Page 1 of" in text
    assert asked(text) == ["F-01", "E-01", "E-99"]


def test_a_form_of_other_questions_is_never_handed_out(client, facilitator):
    workshop = make_asking(facilitator)
    ask(client, workshop, "MOH:en")

    workshop.questions.filter(code="F-01").update(text="Was the budget on time?")

    assert pdf_of(client, workshop, "MOH").status_code == 302


def test_before_the_questions_are_frozen_no_form_is_printed(client, facilitator):
    workshop = make_asking(facilitator, state="draft")

    page = client.get(reverse("diagnostics:paper_forms", args=[workshop.code]))
    refused = ask(client, workshop, "MOH:en")

    assert "The questions can still change" in page.content.decode()
    assert "Choose what to print from the list below." in refused.content.decode()
    assert pdf_of(client, workshop, "MOH").status_code == 404


def test_a_side_or_language_that_the_workshop_has_not_is_not_found(client, facilitator):
    workshop = make_asking(facilitator)

    assert pdf_of(client, workshop, "PARTNER").status_code == 404
    assert pdf_of(client, workshop, "MOH", "fr").status_code == 404
