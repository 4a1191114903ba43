"""Bottlenecks: proposed from results, decided by the plenary."""

import pytest
from django.core.exceptions import ValidationError

from diagnostics.services.states import set_state
from roadmaps.findings import free_title
from roadmaps.services.bottlenecks import add_bottleneck, change_bottleneck, decide_bottleneck
from roadmaps.services.causes import add_cause
from roadmaps.services.proposals import Proposals, propose_from_results
from tests.factories import (
    make_action,
    make_answers,
    make_bottleneck,
    make_question,
    make_workshop,
)
from tests.roadmaps.catalogue import make_revealed_workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def revealed():
    """F-01 at level 2, F-02 at level 4, F-03 unknown to MOF; benchmark 3."""
    return make_revealed_workshop({"F-01": "2", "F-02": "4", "F-03": "?"})


def test_questions_that_no_catalogue_names_are_proposed_in_their_own_words(revealed):
    proposed = propose_from_results(workshop=revealed).new

    assert [(row.ref, row.title, row.state) for row in proposed] == [
        ("B1", "Question F-01?", "proposed"),
        ("B2", "Question F-03?", "proposed"),
    ]
    assert proposed[0].description == "Found at level 2: Low"
    assert proposed[1].description == "Half or more of MOF did not know."
    assert [question.code for question in proposed[0].questions.all()] == ["F-01"]
    assert proposed[0].bank_code == ""


@pytest.mark.parametrize(
    ("moh", "mof", "told"),
    [
        ("222", "222", "Found at level 2: Low"),
        ("222", "333", "Found between levels 2 and 3. Level 2: Low"),
        ("2233", "333", "Found between levels 2 and 3. Level 2: Low"),
        ("222", "", "By one ministry only. Found at level 2: Low"),
    ],
)
def test_a_proposal_quotes_the_level_and_what_it_rests_on(moh, mof, told):
    workshop = make_workshop(state="open", disclosure_threshold=3)
    question = make_question(workshop, state="open")
    make_answers(question, moh, side="MOH")
    make_answers(question, mof, side="MOF")
    for state in ("closed", "revealed"):
        set_state(workshop=workshop, stage="F", state=state)

    (row,) = propose_from_results(workshop=workshop).new

    assert row.description == told


def test_a_second_press_proposes_nothing_again_not_even_what_was_dropped(revealed):
    first, _second = propose_from_results(workshop=revealed).new
    decide_bottleneck(bottleneck=first, state="dropped")

    assert propose_from_results(workshop=revealed) == Proposals(new=[], joined=0)


def test_nothing_is_proposed_before_the_reveal():
    workshop = make_workshop()
    make_question(workshop)

    assert propose_from_results(workshop=workshop).new == []


def test_a_proposed_title_holds_no_semicolon_and_none_is_there_twice():
    words = "Late; or " + "x" * 400
    first = free_title(words, "F-01", set())
    second = free_title(words, "F-01", {first})

    assert first == ("Late, or " + "x" * 400)[:300]
    assert second.endswith("x (F-01)")
    assert len(second) == 300


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
