"""The words of the two professions: how they are found in texts, and where they are explained."""

import gzip
import io
import re

import pypdf
import pytest
from django.core.cache import cache as stored
from django.core.management import call_command
from django.template.loader import render_to_string
from django.urls import reverse

from diagnostics.bank.loading import load_bank
from diagnostics.bank.reading import read_bank
from diagnostics.catalogue import newest_library
from diagnostics.catalogue.glossary import newest_glossary, newest_words
from diagnostics.documents.glossary import glossary_html, glossary_page_pdf, glossary_pdf
from diagnostics.models import Question
from diagnostics.services.questions import pick_questions
from diagnostics.services.states import set_state
from diagnostics.templatetags.words import explained
from diagnostics.words import Finder, Place
from tests.diagnostics.banks import TERM, good_bank, write_bank, write_po
from tests.factories import make_participants, make_user, make_workshop, take_seat
from tests.walk.demonstration import BANK

HOSTILE = "<script>alert(1)</script>"
FORMS = {
    "budget": "budget",
    "budget year": "budget-year",
    "ceiling": "ceiling",
    "ceilings": "ceiling",
    "payment": "payment",
    "out-turn": "out-turn",
}


def load(directory, *terms, version="1.0.0"):
    """The small bank; each of ``terms`` is a change of its first term."""
    files = good_bank()
    files["bank.yaml"]["version"] = version
    if terms:
        files["glossary.yaml"]["terms"] = [TERM | {"see": []} | term for term in terms]
    return load_bank(read_bank(write_bank(directory, files)))[0]


@pytest.fixture
def bank(db, tmp_path):
    yield load(tmp_path)
    stored.clear()


def found(text):
    return [(text[place.start : place.end], place.code) for place in Finder(FORMS).places(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ceiling is known.", [("ceiling", "ceiling")]),
        ("Ceilings, and the Budget", [("Ceilings", "ceiling"), ("Budget", "budget")]),
        ("the budget year", [("budget year", "budget-year")]),
        ("a budget, a budget year", [("budget", "budget"), ("budget year", "budget-year")]),
        ("ceilings after a ceiling", [("ceilings", "ceiling")]),
        ("budgetary ceilinged", []),
        ("a co-payment", []),
        ("the out-turn (budget)", [("out-turn", "out-turn"), ("budget", "budget")]),
        ("", []),
    ],
)
def test_whole_words_are_found_the_longest_first_and_each_term_once(text, words):
    assert found(text) == words


def test_without_forms_nothing_is_found():
    assert list(Finder({}).places("any text")) == []
    assert list(Finder({"": "empty"}).places("any text")) == []


def test_signs_in_a_form_are_signs():
    assert list(Finder({"a.b (c": "x"}).places("aXb (c, a.b (c")) == [Place(8, 14, "x")]


def test_a_marked_word_opens_its_explanation_and_the_rest_is_escaped(bank):
    words = newest_words()

    marked = words.marked(f"The ceiling {HOSTILE} & a ceiling")

    assert marked == (
        'The <button type="button" class="word" popovertarget="word-ceiling">ceiling</button> '
        "&lt;script&gt;alert(1)&lt;/script&gt; &amp; a ceiling"
    )
    assert [term.code for term in words.used] == ["ceiling"]


def test_a_sign_stays_on_the_line_of_the_word_before_it(bank):
    button = '<button type="button" class="word" popovertarget="word-ceiling">ceiling</button>'

    assert newest_words().marked("A ceiling, & more") == (
        f'A <span class="text-nowrap">{button},</span> &amp; more'
    )
    assert newest_words().marked("Ask for a ceiling") == f"Ask for a {button}"


def test_a_term_is_never_found_inside_markup(db, tmp_path):
    load(tmp_path, {"forms": ["script", "amp", "button"]})

    marked = newest_words().marked("<script> & x")

    assert marked == (
        '&lt;<button type="button" class="word" popovertarget="word-ceiling">script</button>&gt; '
        "&amp; x"
    )


def test_texts_of_terms_are_never_markup(client, db, tmp_path):
    load(tmp_path, {"term": HOSTILE, "meaning": HOSTILE, "other_names": [HOSTILE]})
    words = newest_words()
    words.marked("ceiling")

    for html in (
        render_to_string("components/words.html", {"words": words}),
        client.get(reverse("diagnostics:glossary")).content.decode(),
        glossary_html(newest_library()),
    ):
        assert HOSTILE not in html
        assert "&lt;script&gt;" in html


def test_a_page_without_a_glossary_shows_its_texts_plain():
    assert explained("The ceiling", None) == "The ceiling"
    assert render_to_string("components/words.html", {}).strip() == ""


def test_without_a_bank_no_word_is_found(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert newest_words().marked("The ceiling") == "The ceiling"


def test_a_glossary_is_read_once_and_a_newer_release_anew(db, tmp_path, django_assert_num_queries):
    load(tmp_path / "first", {"meaning": "Once."})
    with django_assert_num_queries(2):
        assert newest_glossary().terms["ceiling"].meaning == "Once."
    with django_assert_num_queries(1):
        newest_glossary()

    load(tmp_path / "second", {"meaning": "Anew."}, version="1.1.0")
    assert newest_glossary().terms["ceiling"].meaning == "Anew."


def test_terms_are_found_in_the_readers_language(client, db, tmp_path, settings):
    settings.LANGUAGES = [("en", "English"), ("fr", "Français")]
    directory = write_bank(tmp_path, good_bank())
    write_po(
        directory,
        "fr",
        [
            ("ceiling:term", "Ceiling", "Plafond"),
            ("ceiling:forms.1", "ceiling", "plafond"),
            ("ceiling:forms.2", "ceilings", "plafonds"),
        ],
    )
    load_bank(read_bank(directory))

    page = client.get(reverse("diagnostics:glossary"), headers={"accept-language": "fr"})

    assert page.context["glossary"].terms["ceiling"].term == "Plafond"
    places = page.context["glossary"].places("Les plafonds")
    assert [place.code for place in places] == ["ceiling"]


def test_the_glossary_page_explains_every_word_under_its_own_address(client, bank):
    html = client.get(reverse("diagnostics:glossary")).content.decode()
    said = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))

    assert re.findall(r'<dt id="([^"]+)"', html) == ["ceiling", "circular"]
    assert "Ceiling Public finance The most that a ministry may ask for." in said
    assert "Other names: envelope." in said
    assert '<a href="#circular">' in html
    assert "Nobody endorses this bank." in said


def test_terms_stand_in_alphabetical_order_whatever_their_case(db, tmp_path):
    load(tmp_path, {"code": "b", "term": "budget"}, {"code": "a", "term": "Arrears", "forms": []})

    assert list(newest_glossary().terms) == ["a", "b"]


def test_without_a_bank_the_glossary_says_how_to_load_one(client, db):
    assert "load_bank" in client.get(reverse("diagnostics:glossary")).content.decode()
    assert client.get(reverse("diagnostics:glossary_pdf")).status_code == 404


def test_a_bank_without_words_says_so(client, db, tmp_path):
    files = good_bank()
    del files["glossary.yaml"]
    load_bank(read_bank(write_bank(tmp_path, files)))

    page = client.get(reverse("diagnostics:glossary")).content.decode()

    assert "This bank explains no words" in page


def test_the_hand_out_holds_every_word_on_a_few_pages(db):
    call_command("load_bank", str(BANK), verbosity=0)

    reader = pypdf.PdfReader(io.BytesIO(glossary_pdf(newest_library())))

    text = re.sub(r"\s+", "", "".join(page.extract_text() for page in reader.pages))
    for term in newest_glossary().terms.values():
        assert re.sub(r"\s+", "", term.meaning) in text
    assert len(reader.pages) <= 8


def test_the_words_that_stand_in_most_questions_fit_on_one_page(db):
    call_command("load_bank", str(BANK), verbosity=0)

    reader = pypdf.PdfReader(io.BytesIO(glossary_page_pdf(newest_library())))

    text = re.sub(r"\s+", " ", reader.pages[0].extract_text())
    assert len(reader.pages) == 1
    assert "Arrears Bills that were due and are not paid." in text
    assert "Countries count them from different days" not in text


def test_the_most_used_words_are_those_of_most_texts(db, tmp_path):
    load(
        tmp_path,
        {"code": "often", "term": "Often", "forms": ["often"]},
        {"code": "once", "term": "Once", "forms": ["once"]},
        {"code": "never", "term": "Never", "forms": ["never"]},
    )
    texts = ["once, often, often", "once once once", "often"]

    used = newest_glossary().most_used(["often", *texts], 1)
    assert [term.code for term in used] == ["often"]
    assert [term.code for term in newest_glossary().most_used(texts, 9)] == ["often", "once"]


@pytest.mark.parametrize(
    ("name", "part"), [("glossary_pdf", "glossary"), ("glossary_page_pdf", "glossary-page")]
)
def test_the_hand_out_is_printed_on_request(client, bank, name, part):
    address = reverse(f"diagnostics:{name}")
    assert client.get(address)["Location"] == reverse("diagnostics:booklets")

    client.post(reverse("diagnostics:booklets"), {"part": part})

    assert client.get(address).content.startswith(b"%PDF-")


def test_a_question_of_the_bank_explains_its_words(client, bank):
    html = client.get(reverse("diagnostics:bank_question", args=["F-01"])).content.decode()

    heading = re.search(r"<h1.*?</h1>", html, re.DOTALL)[0]
    assert 'popovertarget="word-ceiling">ceiling</button>' in heading
    assert html.count('id="word-ceiling"') == 1
    assert 'href="/bank/glossary/#ceiling"' in html


def test_each_word_of_a_question_is_explained_on_its_page(client, db):
    call_command("load_bank", str(BANK), verbosity=0)
    for question in newest_library().questions[::8]:
        address = reverse("diagnostics:bank_question", args=[question.code])
        html = client.get(address).content.decode()
        pressed = set(re.findall(r'class="word" popovertarget="([^"]+)"', html))
        explanations = re.findall(r'class="word-card" id="([^"]+)"', html)

        assert pressed == set(explanations)
        assert len(explanations) == len(set(explanations))


BUTTON = 'popovertarget="word-ceiling">ceiling</button>'


@pytest.fixture
def workshop(bank, client):
    """Being set up, with all questions of the small bank, by whoever is signed in."""
    user = make_user()
    client.force_login(user)
    found = make_workshop(by=user)
    pick_questions(workshop=found, codes=["F-01", "F-02", "A-01"])
    return found


def open_for(workshop, client):
    """Everything is open, and this device holds a seat of the ministry of health."""
    participant = make_participants(workshop, "MOH")[0]
    workshop.state = "open"
    workshop.save(update_fields=["state"])
    Question.objects.filter(workshop=workshop).update(state="open")
    return take_seat(client, participant)


def page_in(client, workshop, name, *more):
    response = client.get(reverse(f"diagnostics:{name}", args=[workshop.code, *more]))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("name", ["questions", "question_print"])
def test_the_facilitator_reads_the_words_where_questions_are_chosen(client, workshop, name):
    html = page_in(client, workshop, name)

    assert BUTTON in html
    assert html.count('id="word-ceiling"') == 1


def test_the_filter_brings_the_explanations_of_what_it_shows(client, workshop):
    headers = {"hx-request": "true", "hx-target": "bank-list"}

    response = client.get(reverse("diagnostics:questions", args=[workshop.code]), headers=headers)

    assert response.content.decode().count('id="word-ceiling"') == 1


@pytest.mark.parametrize("name", ["compare_question", "agree_question"])
def test_words_are_explained_where_both_ministries_compare_and_agree(client, workshop, name):
    workshop.state = "open"
    workshop.save(update_fields=["state"])
    for state in ("open", "closed", "revealed"):
        set_state(workshop=workshop, stage="all", state=state, by=make_user())

    html = page_in(client, workshop, name, "F-01")

    assert BUTTON in re.search(r"<h1.*?</h1>", html, re.DOTALL)[0]
    assert html.count('id="word-ceiling"') == 1


def test_officials_find_the_words_beneath_the_question_and_never_in_a_label(client, workshop):
    open_for(workshop, client)

    html = page_in(client, workshop, "stage", "F")

    listed = re.findall(r'<p class="words-here">.*?</p>', html, re.DOTALL)
    assert [part.count('popovertarget="word-ceiling">Ceiling</button>') for part in listed] == [
        1,
        1,
    ]
    assert html.count('id="word-ceiling"') == 1
    for field in re.findall(r"<(?:label|legend).*?</(?:label|legend)>", html, re.DOTALL):
        assert 'class="word"' not in field


def test_ten_questions_with_their_words_weigh_under_25_kilobytes(client, db):
    call_command("load_bank", str(BANK), verbosity=0)
    workshop = make_workshop()
    for stage in ("F", "E", "M"):
        asked = [
            question.code for question in newest_library().of_stage(stage) if "MOH" in question.who
        ]
        pick_questions(workshop=workshop, codes=asked[:10])
    open_for(workshop, client)

    for stage in ("F", "E", "M"):
        page = page_in(client, workshop, "stage", stage)
        assert page.count('class="words-here"') >= 8
        assert len(gzip.compress(page.encode(), 6)) <= 25_000
