import re

import pytest

from diagnostics.models import Question
from diagnostics.services.answers import record_answer
from tests.diagnostics.officials import make_room, stage_url, text_of
from tests.factories import make_participants, take_seat


@pytest.mark.parametrize(
    ("state", "answered", "told"),
    [
        ("draft", 0, "Not open yet"),
        ("open", 0, "Open 0 of 2 answered, about 8 minutes"),
        ("open", 1, "Open 1 of 2 answered"),
        ("open", 2, "Done 2 of 2 answered"),
        ("closed", 1, "Closed 1 of 2 answered"),
        ("revealed", 2, "Results are shown 2 of 2 answered"),
    ],
)
def test_ones_own_page_tells_how_far_one_is(client, db, state, answered, told):
    participant, questions = make_room(client)
    for question in questions[:answered]:
        record_answer(participant=participant, question=question, value="dk")
    Question.objects.update(state=state)

    text = text_of(client.get(f"/j/{participant.workshop.code}/me/"))

    assert told in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).replace(" ,", ",")


@pytest.mark.parametrize(("state", "linked"), [("closed", False), ("revealed", True)])
def test_results_are_linked_once_there_are_any(client, db, state, linked):
    participant, _ = make_room(client, state=state)

    text = text_of(client.get(f"/j/{participant.workshop.code}/me/"))

    assert (f"/j/{participant.workshop.code}/results/" in text) is linked


def test_ones_own_page_costs_the_same_however_many_questions(client, db, django_assert_num_queries):
    for count in (1, 6):
        participant, _ = make_room(client, questions=count)
        with django_assert_num_queries(6):
            client.get(f"/j/{participant.workshop.code}/me/")


FACTS = [{"code": "outturn", "label": "Out-turn", "unit": "percent", "where": "Accounts"}]
FIGURE = {
    "code": "outturn",
    "value": "93.5",
    "year": "2024",
    "source": "Final accounts",
    "provided_by": "Treasury",
}


def facts_url(participant, code="F-01"):
    return f"/j/{participant.workshop.code}/questions/{code}/figures/"


def recorded_facts():
    rows = Question.objects.get(code="F-01").recorded_facts
    return list(rows.values_list("code", "value", "year", "source", "provided_by"))


def test_a_figure_is_recorded_corrected_and_taken_back(client, db):
    participant, _ = make_room(client, questions=1, facts=FACTS)
    url = facts_url(participant)
    assert url in text_of(client.get(stage_url(participant)))

    client.post(url, FIGURE)
    assert recorded_facts() == [("outturn", "93.5", "2024", "Final accounts", "Treasury")]
    client.post(url, FIGURE | {"value": "91"})
    assert recorded_facts() == [("outturn", "91", "2024", "Final accounts", "Treasury")]
    fact = Question.objects.get().recorded_facts.get()
    client.post(url, {"remove": fact.pk})
    assert recorded_facts() == []


def test_a_colleagues_figure_is_neither_shown_nor_replaced(client, db):
    participant, _ = make_room(client, questions=1, facts=FACTS)
    client.post(facts_url(participant), FIGURE)
    take_seat(client, make_participants(participant.workshop)[0])

    response = client.post(facts_url(participant), FIGURE | {"value": "50"})

    assert "Somebody else recorded this figure" in text_of(response)
    assert "93.5" not in text_of(client.get(facts_url(participant)))
    assert [row[1] for row in recorded_facts()] == ["93.5"]


@pytest.mark.parametrize(
    "bad",
    [
        {"code": "unknown"},
        {"value": ""},
        {"value": "9" * 61},
        {"year": "2" * 21},
        {"provided_by": ""},
        {"source": "\x00"},
    ],
)
def test_a_faulty_figure_is_refused_at_its_field(client, db, bad):
    participant, _ = make_room(client, questions=1, facts=FACTS)

    response = client.post(facts_url(participant), FIGURE | bad)

    assert list(response.context["form"].errors) == list(bad)
    assert recorded_facts() == []


@pytest.mark.parametrize(("who", "facts"), [(["MOF"], FACTS), (["MOH"], [])])
def test_figures_belong_to_questions_of_record_put_to_ones_side(client, db, who, facts):
    participant, _ = make_room(client, questions=1, who=who, facts=facts)

    assert client.get(facts_url(participant)).status_code == 404
