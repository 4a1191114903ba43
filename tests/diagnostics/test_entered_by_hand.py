"""Paper forms and figures that a facilitator types in."""

import pytest

from diagnostics.models import Answer, AnswerRevision, Question
from diagnostics.services.answers import record_answer
from tests.diagnostics.facilitated import make_room, text_of, url
from tests.factories import (
    make_question,
    make_user,
)


@pytest.fixture
def facilitator(client, db):
    user = make_user()
    client.force_login(user)
    return user


def test_one_persons_paper_form_is_typed_in(client, facilitator):
    workshop, [first, _], _question = make_room(facilitator)
    make_question(workshop, "F-02", state="closed")
    make_question(workshop, "F-03", state="draft")

    response = client.post(
        url(workshop, "paper", first.pk),
        {"F-01-value": "2", "F-01-comment": "As written", "F-02-value": "dk", "F-03-value": "1"},
    )

    assert response.url == url(workshop, "run")
    rows = Answer.objects.values_list("question__code", "value", "origin", "comment")
    assert sorted(rows) == [("F-01", "2", "paper", "As written"), ("F-02", "dk", "paper", "")]
    assert {r.entered_by for r in AnswerRevision.objects.all()} == {facilitator}


def test_the_paper_form_neither_shows_nor_replaces_what_is_stored(client, facilitator):
    workshop, [first, _], question = make_room(facilitator)
    record_answer(participant=first, question=question, value="4", comment="Secret reason")

    text = text_of(client.get(url(workshop, "paper", first.pk)))
    client.post(url(workshop, "paper", first.pk), {"F-01-value": "1"})

    assert "Answered already: F-01" in text
    assert "Secret reason" not in text
    assert [a.value for a in Answer.objects.all()] == ["4"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "The form is empty"),
        ({"F-01-value": "7"}, "Choose one of the answers"),
        ({"F-01-comment": "Only a reason"}, "Choose what the form says"),
        ({"F-01-value": "1", "F-02-value": "1", "F-02-comment": "x" * 2001}, "at most 2000"),
    ],
)
def test_a_faulty_paper_form_stores_nothing(client, facilitator, fields, sentence):
    workshop, [first, _], _ = make_room(facilitator)
    make_question(workshop, "F-02", state="open")

    response = client.post(url(workshop, "paper", first.pk), fields)

    assert sentence in text_of(response)
    assert Answer.objects.count() == 0


def test_the_facilitator_records_figures_and_sees_only_own_ones_before_the_reveal(
    client, facilitator
):
    workshop, [first, _], question = make_room(
        facilitator, facts=[{"code": "outturn", "label": "Out-turn", "unit": "percent"}]
    )
    figure = {"code": "outturn", "value": "93", "year": "2024", "provided_by": "Treasury"}
    question.recorded_facts.create(code="outturn", value="77", participant=first)

    client.post(url(workshop, "run/figures/F-01"), figure)

    assert [
        f.value for f, _name in client.get(url(workshop, "run/figures/F-01")).context["facts"]
    ] == ["93"]
    Question.objects.update(state="revealed")
    shown = client.get(url(workshop, "run/figures/F-01")).context["facts"]
    assert sorted(f.value for f, _name in shown) == ["77", "93"]
