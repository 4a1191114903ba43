import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.urls import reverse

from alignment import seats
from alignment.models import Workshop
from alignment.vocabulary import WorkshopState
from diagnostics.bank.loading import load_bank
from diagnostics.bank.reading import read_bank
from diagnostics.services.freeze import open_workshop
from diagnostics.services.questions import add_own_question, pick_questions, pick_short_form
from tests.diagnostics.banks import QUESTION, good_bank, write_bank
from tests.factories import make_participants, make_user, make_workshop

BACK = "<a>.b"  # markup must be shown, not obeyed


@pytest.fixture
def bank(db, tmp_path):
    return load_bank(read_bank(write_bank(tmp_path, good_bank())))[0]


@pytest.fixture
def workshop(bank, client):
    user = make_user()
    client.force_login(user)
    return make_workshop(by=user)


def address(name, workshop, *more):
    return reverse(f"diagnostics:{name}", args=[workshop.code, *more])


def own_question(workshop, **fields):
    defaults = {"text": "Ours?", "levels": list("abcd"), "who": ["MOH"], "function": "GV"}
    return add_own_question(
        workshop=workshop, stage=workshop.stages.get(code="F"), **(defaults | fields)
    )


def own_form(workshop, **changes):
    return {
        "stage": workshop.stages.get(code="F").pk,
        "text": "Do we agree on Fridays?",
        "level_1": "Never",
        "level_2": "Seldom",
        "level_3": "Often",
        "level_4": "Always",
        "who": ["MOH", "MOF"],
        "function": "GV",
        "objectives": ["RR-1"],
        "minutes": 4,
        "evidence": "Minutes\n\n  Letters  \n",
    } | changes


def codes(workshop):
    return list(workshop.questions.values_list("code", flat=True))


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def shown(response):
    return [row.question.code for row in response.context["rows"]]


PAGES = [
    ("questions", "get", 200),
    ("question_weights", "get", 200),
    ("question_print", "get", 200),
    ("own_question_add", "get", 200),
    ("open_workshop", "get", 200),
    ("question_pick", "post", 302),
    ("question_unpick", "post", 302),
    ("question_short_form", "post", 302),
    ("question_newer_text", "post", 302),
    ("own_question_edit", "get", 200),
    ("own_question_delete", "get", 200),
]


@pytest.mark.parametrize(("name", "method", "status"), PAGES)
@pytest.mark.parametrize("who", ["facilitator", "stranger", "participant", "nobody"])
def test_only_the_facilitator_chooses_questions(client, bank, who, name, method, status):
    facilitator = make_user()
    workshop = make_workshop(by=facilitator)
    own = [own_question(workshop).code] if name.startswith("own_question_") else []
    if who == "participant":
        seat = make_participants(workshop)[0]
        seat.session_key = seats.new_session_key()
        seat.save(update_fields=["session_key"])
        cookie = seats.give_seat(HttpResponse(), seat).cookies
        client.cookies.update(cookie)
    elif who != "nobody":
        client.force_login(facilitator if who == "facilitator" else make_user())
    more = own if name != "own_question_add" else []

    response = getattr(client, method)(address(name, workshop, *more))

    signed_in = {"facilitator": status, "stranger": 404}
    assert response.status_code == signed_in.get(who, 302)
    if who not in signed_in:
        assert response["Location"].startswith(reverse("account_login"))


def test_the_list_shows_the_bank_and_what_is_picked(client, workshop):
    pick_questions(workshop=workshop, codes=["F-01"])

    response = client.get(address("questions", workshop))

    assert [(row.question.code, row.picked) for row in response.context["rows"]] == [
        ("F-01", True),
        ("F-02", False),
        ("A-01", False),
    ]
    assert QUESTION["levels"][3] in response.content.decode()
    assert "not yet checked against the official document" in response.content.decode()


def test_the_filter_works_as_a_link_and_htmx_gets_the_list_only(client, workshop):
    page = client.get(address("questions", workshop), {"stage": "A"})
    headers = {"HX-Request": "true", "HX-Target": "bank-list"}
    fragment = client.get(address("questions", workshop), {"objective": "PU-1"}, headers=headers)

    assert (shown(page), shown(fragment)) == (["A-01"], ["F-02"])
    assert fragment.templates[0].name.endswith("/_bank.html")
    assert "1 question shown" in fragment.content.decode()
    assert "HX-Request" in page["Vary"]


def test_a_press_through_htmx_gets_the_choice_and_what_was_done(client, workshop):
    headers = {"HX-Request": "true", "HX-Target": "choice"}

    response = client.post(
        address("question_pick", workshop), {"codes": ["F-01"]}, headers=headers, follow=True
    )

    assert response.templates[0].name.endswith("/_choice.html")
    assert "1 question added." in response.content.decode()


def test_going_back_in_the_browser_gets_the_whole_page(client, workshop):
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    response = client.get(address("questions", workshop), headers=headers)

    assert "<html" in response.content.decode()


def test_an_unknown_filter_is_said_beside_the_field_and_hides_nothing(client, workshop):
    response = client.get(address("questions", workshop), {"stage": "X", "function": "RR"})

    assert shown(response) == ["F-01", "F-02", "A-01"]
    assert "stage" in response.context["form"].errors


def test_picking_returns_to_the_filtered_list(client, workshop):
    response = client.post(
        address("question_pick", workshop) + "?stage=F", {"codes": ["F-01", "F-02"]}
    )

    assert codes(workshop) == ["F-01", "F-02"]
    assert response["Location"] == address("questions", workshop) + "?stage=F"
    assert said(response) == ["2 questions added."]


def test_picking_what_the_bank_does_not_have_changes_nothing(client, workshop):
    response = client.post(address("question_pick", workshop), {"codes": ["F-01", BACK]})

    assert codes(workshop) == []
    assert said(response) == [
        f"The question bank has no question {BACK}. Choose from the list on the page."
    ]


def test_taking_out_twice_is_harmless(client, workshop):
    pick_questions(workshop=workshop, codes=["F-01"])

    for _press in range(2):
        client.post(address("question_unpick", workshop), {"codes": ["F-01"]})

    assert codes(workshop) == []


def test_what_nobody_here_can_answer_is_taken_out_before_opening(client, workshop):
    pick_questions(workshop=workshop, codes=["F-01", "F-02"])
    workshop.questions.filter(code="F-02").update(who=["PARTNER"])
    page = client.get(address("open_workshop", workshop)).text
    assert '<input type="hidden" name="codes" value="F-02">' in page
    assert reverse("alignment:sides", args=[workshop.code]) in page

    response = client.post(
        address("question_unpick", workshop), {"codes": ["F-02"], "back": "open"}
    )

    assert codes(workshop) == ["F-01"]
    assert response["Location"] == address("open_workshop", workshop)
    assert "No side of this workshop can answer" not in client.get(response["Location"]).text


def test_what_is_not_translated_is_told_before_opening(client, workshop):
    pick_questions(workshop=workshop, codes=["F-01", "F-02"])
    told = "questions are not translated into"
    Workshop.objects.update(languages=["en"])
    assert told not in client.get(address("open_workshop", workshop)).text

    Workshop.objects.update(languages=["es", "en"])
    page = client.get(address("open_workshop", workshop)).text
    assert f"2 {told} Español: whoever chooses that language reads them in English." in page
    assert "are not translated into Español yet" in page

    question = workshop.questions.get(code="F-01")
    question.translations = {"es": {"text": "¿Sí?"}}
    question.save()
    assert "1 question is not translated into Español" in (
        client.get(address("open_workshop", workshop)).text
    )


def test_the_short_form_is_one_press(client, workshop):
    response = client.post(address("question_short_form", workshop), {"short_form": "short"})

    assert codes(workshop) == ["F-01", "A-01"]
    assert said(response) == ["2 questions added."]


def test_a_draft_shows_both_texts_before_it_takes_the_newer(client, workshop, tmp_path):
    pick_questions(workshop=workshop, codes=["F-01"])
    files = good_bank()
    files["bank.yaml"]["version"] = "1.1.0"
    files["F-formulation.yaml"]["questions"][0]["question"] = "Does the ceiling come early?"
    load_bank(read_bank(write_bank(tmp_path / "newer", files)))

    page = client.get(address("questions", workshop)).content.decode()
    notice = page[page.index("See what changes") : page.index("Take the newer text")]
    assert "Is the ceiling for health known early?" in notice
    assert "Does the ceiling come early?" in notice
    assert workshop.questions.get(code="F-01").text == "Is the ceiling for health known early?"

    client.post(address("question_newer_text", workshop))
    assert workshop.questions.get(code="F-01").text == "Does the ceiling come early?"
    assert "See what changes" not in client.get(address("questions", workshop)).content.decode()


def test_an_own_question_is_written_changed_and_deleted(client, workshop):
    client.post(address("own_question_add", workshop), own_form(workshop))
    question = workshop.questions.get()
    assert (question.code, question.levels) == ("OWN-1", ["Never", "Seldom", "Often", "Always"])
    assert (question.evidence, question.objectives) == (["Minutes", "Letters"], ["RR-1"])

    changed = own_form(workshop, text=f"Do {BACK} agree?", objectives=[])
    client.post(address("own_question_edit", workshop, "OWN-1"), changed)
    page = client.get(address("questions", workshop)).content.decode()
    assert "Do &lt;a&gt;.b agree?" in page
    assert BACK not in page

    client.post(address("own_question_delete", workshop, "OWN-1"))
    assert codes(workshop) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 501}, "text"),
        ({"text": "null \x00 byte"}, "text"),
        ({"level_2": ""}, "level_2"),
        ({"level_2": "x" * 601}, "level_2"),
        ({"level_4": "never"}, "level_4"),
        ({"who": []}, "who"),
        ({"who": ["PURCHASER"]}, "who"),
        ({"function": "XX"}, "function"),
        ({"objectives": ["XX-1"]}, "objectives"),
        ({"stage": "99999"}, "stage"),
        ({"stage": "F"}, "stage"),
        ({"minutes": "0"}, "minutes"),
        ({"minutes": "many"}, "minutes"),
        ({"minutes": "61"}, "minutes"),
        ({"evidence": "\n".join("abcdefghijk")}, "evidence"),
    ],
)
def test_what_is_wrong_with_an_own_question_is_said_and_typing_is_kept(
    client, workshop, changes, field
):
    form = own_form(workshop, why_health="Kept as typed 🏥", **changes)

    response = client.post(address("own_question_add", workshop), form)

    assert list(response.context["form"].errors) == [field]
    assert "Kept as typed 🏥" in response.content.decode()
    assert codes(workshop) == []


def test_a_question_of_the_bank_cannot_be_changed_as_an_own_one(client, workshop):
    pick_questions(workshop=workshop, codes=["F-01"])

    for name in ("own_question_edit", "own_question_delete"):
        assert client.post(address(name, workshop, "F-01")).status_code == 404
    assert codes(workshop) == ["F-01"]


def test_weights_are_saved_together(client, workshop):
    pick_short_form(workshop=workshop)

    client.post(address("question_weights", workshop), {"F-01": "2", "A-01": "1"})

    assert dict(workshop.questions.values_list("code", "weight")) == {"F-01": 2, "A-01": 1}


@pytest.mark.parametrize("weight", ["0", "11", "", "heavy", "1.5"])
def test_a_wrong_weight_saves_none(client, workshop, weight):
    pick_short_form(workshop=workshop)

    response = client.post(address("question_weights", workshop), {"F-01": "5", "A-01": weight})

    assert list(response.context["form"].errors) == ["A-01"]
    assert set(workshop.questions.values_list("weight", flat=True)) == {1}


def test_opening_asks_first_and_says_what_is_thin(client, workshop):
    pick_short_form(workshop=workshop)

    page = client.get(address("open_workshop", workshop)).content.decode()

    assert "Ministry of finance is asked, but has no seat that may answer." in page
    assert "These objectives have under 3 questions." in page
    workshop.refresh_from_db()
    assert workshop.state == WorkshopState.DRAFT


def test_opening_leads_to_step_4_and_the_list_can_then_only_be_read(client, workshop):
    pick_short_form(workshop=workshop)

    response = client.post(address("open_workshop", workshop))

    assert response["Location"] == address("run", workshop)
    page = client.get(address("questions", workshop)).content.decode()
    assert " for health known early?" in page
    assert address("question_pick", workshop) not in page
    assert client.get(address("open_workshop", workshop))["Location"] == address(
        "questions", workshop
    )


def test_opening_without_questions_says_what_to_do(client, workshop):
    response = client.post(address("open_workshop", workshop))

    assert "Choose at least one question before opening the workshop." in response.content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("question_pick", {"codes": ["F-02"]}),
        ("question_unpick", {"codes": ["F-01"]}),
        ("question_short_form", {"short_form": "short"}),
        ("question_newer_text", {}),
        ("question_weights", {"F-01": "3"}),
        ("open_workshop", {}),
    ],
)
def test_a_press_after_opening_is_refused_with_a_sentence(client, workshop, name, data):
    pick_questions(workshop=workshop, codes=["F-01"])
    open_workshop(workshop=workshop)
    before = list(workshop.questions.values())

    response = client.post(address(name, workshop), data)

    assert said(response) == [
        "The questions are frozen since the workshop was opened. "
        "Create another workshop to choose others."
    ]
    assert list(workshop.questions.values()) == before


def test_printing_shows_the_words_of_every_level(client, workshop):
    pick_questions(workshop=workshop, codes=["F-01"])

    page = client.get(address("question_print", workshop)).content.decode()

    assert [level in page for level in QUESTION["levels"]] == [True] * 4


@pytest.mark.parametrize("name", ["questions", "question_weights", "question_print"])
def test_pages_cost_the_same_queries_for_one_question_and_for_three(
    client, workshop, name, django_assert_num_queries, django_assert_max_num_queries
):
    pick_questions(workshop=workshop, codes=["F-01"])
    client.get(address(name, workshop))  # each process reads the glossary once
    with django_assert_max_num_queries(16) as counted:
        client.get(address(name, workshop))
    pick_questions(workshop=workshop, codes=["F-02", "A-01"])

    with django_assert_num_queries(len(counted)):
        client.get(address(name, workshop))
