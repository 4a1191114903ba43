"""Bottlenecks: proposed from results, decided by the plenary."""

import pytest
from django.core.exceptions import ValidationError

from diagnostics.services.states import set_state
from roadmaps.services.bottlenecks import add_bottleneck, change_bottleneck, decide_bottleneck
from roadmaps.services.causes import add_cause
from roadmaps.services.proposals import _title, propose_from_results
from tests.factories import (
    make_action,
    make_answers,
    make_bottleneck,
    make_question,
    make_workshop,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def revealed():
    """F-01 at level 2, F-02 at level 4, F-03 unknown to MOF; benchmark 3."""
    workshop = make_workshop(disclosure_threshold=3)
    questions = [make_question(workshop, code) for code in ("F-01", "F-02", "F-03")]
    set_state(workshop=workshop, stage="all", state="open")
    for question, health, finance in zip(questions, "244", "24?", strict=True):
        question.refresh_from_db()
        make_answers(question, [health] * 3, side="MOH")
        make_answers(question, [finance.replace("?", "dk")] * 3, side="MOF")
    for state in ("closed", "revealed"):
        set_state(workshop=workshop, stage="all", state=state)
    workshop.refresh_from_db()
    return workshop


def test_questions_short_of_the_benchmark_or_unknown_are_proposed(revealed):
    proposed = propose_from_results(workshop=revealed)

    assert [(row.ref, row.title, row.state) for row in proposed] == [
        ("B1", "Question F-01?", "proposed"),
        ("B2", "Question F-03?", "proposed"),
    ]
    assert proposed[0].description == "Found at level 2: Low"
    assert proposed[1].description == "Half or more of MOF did not know."
    assert [question.code for question in proposed[0].questions.all()] == ["F-01"]


def test_a_second_press_proposes_nothing_again_not_even_what_was_dropped(revealed):
    first, _second = propose_from_results(workshop=revealed)
    decide_bottleneck(bottleneck=first, state="dropped")

    assert propose_from_results(workshop=revealed) == []


def test_nothing_is_proposed_before_the_reveal():
    workshop = make_workshop()
    make_question(workshop)

    assert propose_from_results(workshop=workshop) == []


def test_a_proposed_title_holds_no_semicolon_and_none_is_there_twice():
    question = make_question(make_workshop(), text="Late; or " + "x" * 400)
    taken = {_title(question, set())}

    assert _title(question, set()) == ("Late, or " + "x" * 400)[:300]
    assert _title(question, taken).endswith(" (F-01)")
    assert len(_title(question, taken)) == 300


def test_a_title_with_a_semicolon_is_refused():
    with pytest.raises(ValidationError, match="Write a comma instead"):
        add_bottleneck(workshop=make_workshop(), title="Late; partial")


def test_a_title_is_there_once():
    workshop = make_workshop()
    add_bottleneck(workshop=workshop, title="Late")

    with pytest.raises(ValidationError, match="already in the list"):
        add_bottleneck(workshop=workshop, title="Late")


def test_what_an_action_serves_is_not_dropped():
    workshop = make_workshop()
    bottleneck = make_bottleneck(workshop)
    make_action(workshop, bottleneck, ref="A7")

    with pytest.raises(ValidationError, match="A7"):
        decide_bottleneck(bottleneck=bottleneck, state="dropped")


def test_a_veto_and_a_reworded_title_are_kept():
    bottleneck = make_bottleneck(make_workshop())

    change_bottleneck(bottleneck=bottleneck, title="Reworded", vetoed=True)

    bottleneck.refresh_from_db()
    assert (bottleneck.title, bottleneck.vetoed) == ("Reworded", True)


def test_one_cause_serves_several_bottlenecks():
    workshop = make_workshop()
    first, second = make_bottleneck(workshop), make_bottleneck(workshop)

    cause = add_cause(bottlenecks=[first, second], text="Habit", cause_type="practice")

    assert list(first.causes.all()) == list(second.causes.all()) == [cause]


def test_a_cause_without_words_and_kind_is_refused():
    with pytest.raises(ValidationError, match="Write the cause"):
        add_cause(bottlenecks=[make_bottleneck(make_workshop())], text="")
