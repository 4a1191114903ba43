import datetime

import pytest
from django.utils import timezone

from alignment.services.people import side_named
from alignment.vocabulary import AnswerMode, WorkshopState
from diagnostics.models import Answer, Snapshot
from diagnostics.queries import comments_of, results_of
from diagnostics.results import as_json
from diagnostics.services.answers import record_answer
from diagnostics.services.states import set_state
from tests.factories import (
    make_answers,
    make_institution,
    make_participants,
    make_question,
    make_workshop,
)


def make_open_question(*, threshold=3, **fields):
    workshop = make_workshop(state=WorkshopState.OPEN, disclosure_threshold=threshold)
    return make_question(workshop, state="open", **fields)


def reveal(question):
    """The presses up to the reveal; from there on the press for a new snapshot."""
    question.refresh_from_db()
    steps = ("closed", "revealed") if question.state == "open" else ("revealed",)
    for state in steps:
        move = set_state(workshop=question.workshop, stage="all", state=state)
    question.refresh_from_db()
    return move.press


def answer_late(question, values, side="MOH", **fields):
    """Paper counts as late without ado; a phone's answer was given in time, and arrives late."""
    in_time = question.closed_at - datetime.timedelta(seconds=1)
    people = make_participants(question.workshop, side, len(values))
    return make_answers(question, values, participants=people, answered_at=in_time, **fields)


def shown(question, side="MOH"):
    result = results_of(question.workshop).questions[0].side(side)
    return (result.answered, result.counts, result.dont_know, result.suppressed)


def published(question):
    return Answer.objects.filter(question=question).exclude(published_at=None).count()


def test_a_reveal_shows_the_answers_of_a_group_of_k(db):
    question = make_open_question()
    make_answers(question, ["1", "3", "3", "dk"])

    press = reveal(question)

    assert press.shown == (("F-01", "MOH"), ("F-01", "MOF"))
    assert shown(question) == (4, (1, 0, 2, 0), 1, False)
    assert shown(question, "MOF") == (0, None, 0, False)
    assert published(question) == 4


def test_too_few_answers_are_withheld_and_kept_for_a_later_press(db):
    question = make_open_question()
    make_answers(question, "13")

    reveal(question)

    assert shown(question) == (2, None, None, True)
    assert (published(question), Snapshot.objects.get(side__code="MOH").sealed) == (0, [])

    answer_late(question, "4")
    reveal(question)

    assert shown(question) == (3, (1, 0, 1, 1), 0, False)
    assert published(question) == 3


def test_few_levels_among_enough_answers_are_withheld(db):
    question = make_open_question()
    make_answers(question, ["1", "dk", "dk", "na"])

    reveal(question)

    side = results_of(question.workshop).questions[0].side("MOH")
    assert (side.levels, side.dont_know, side.not_applicable) == (1, 2, 1)
    assert (side.counts, side.median, side.suppressed) == (None, None, True)


def test_answers_on_own_devices_are_a_crowd_of_their_own(db):
    question = make_open_question()
    make_answers(question, "3333", origin="paper")
    make_answers(question, "12")

    reveal(question)

    assert shown(question) == (6, None, None, True)


@pytest.mark.parametrize(("late", "answered"), [("4", 3), ("44", 3), ("143", 6)])
def test_a_new_press_adds_only_a_group_of_k(db, late, answered):
    question = make_open_question()
    make_answers(question, "123")
    reveal(question)
    answer_late(question, late)

    press = reveal(question)

    assert shown(question)[0] == answered
    assert (("F-01", "MOH") in press.shown) == (answered == 6)


def test_a_group_that_would_single_somebody_out_closes_the_publication_for_good(db):
    question = make_open_question()
    make_answers(question, "123")
    reveal(question)
    answer_late(question, "4444")
    reveal(question)
    assert shown(question)[0] == 3

    answer_late(question, "123")
    reveal(question)

    assert shown(question)[0] == 3
    assert Snapshot.objects.get(side__code="MOH").final


def test_raising_the_threshold_lets_no_small_group_join_what_was_shown(db):
    question = make_open_question(threshold=3)
    make_answers(question, "123")
    reveal(question)
    question.workshop.disclosure_threshold = 5
    question.workshop.save()
    answer_late(question, "1234")

    reveal(question)

    assert shown(question) == (3, (1, 1, 1, 0), 0, False)


def edit(question, person):
    """Sent from a phone that was out of reach when the question was closed."""
    answer = person.answers.get()
    record_answer(
        participant=person,
        question=question,
        value="4",
        replaces=answer.revision,
        answered_at=question.closed_at - datetime.timedelta(seconds=1),
    )


def withdraw(question, person):
    type(person).objects.filter(pk=person.pk).update(voided_at=timezone.now())


def move(question, person):
    person.institution = make_institution(question.workshop, "MOF")
    person.save()


def delete(question, person):
    person.delete()


def demote(question, person):
    type(person).objects.filter(pk=person.pk).update(role="observer")


@pytest.mark.parametrize("change", [edit, withdraw, move, delete, demote])
@pytest.mark.parametrize("press_again", [False, True])
def test_nothing_later_alters_what_was_shown(db, change, press_again):
    question = make_open_question()
    people = make_answers(question, "123", comment="Because.")
    reveal(question)
    before = as_json(results_of(question.workshop)), comments_of(question)

    question.refresh_from_db()
    change(question, people[0])
    if press_again:
        reveal(question)

    assert (as_json(results_of(question.workshop)), comments_of(question)) == before


def test_a_withdrawn_seat_does_not_count_before_the_reveal(db):
    question = make_open_question()
    [first, *_rest] = make_answers(question, "1333")
    withdraw(question, first)

    reveal(question)

    assert shown(question) == (3, (0, 0, 3, 0), 0, False)


def make_delegation(question, side="MOF"):
    party = side_named(question.workshop, side)
    party.mode = AnswerMode.INSTITUTIONAL
    party.save()
    return make_participants(question.workshop, side, 1, speaks_for_side=True)[0]


def test_a_delegation_shows_its_one_answer_under_its_name(db):
    question = make_open_question()
    before_the_switch = make_answers(question, "1111", side="MOF")
    speaker = make_delegation(question)
    record_answer(participant=speaker, question=question, value="4", comment="We hold the act.")

    reveal(question)

    side = results_of(question.workshop).questions[0].side("MOF")
    assert (side.respondents, side.levels, side.median, side.suppressed) == (1, 1, 4, False)
    assert comments_of(question) == [{"kind": "reason", "text": "We hold the act.", "side": "MOF"}]
    assert not Answer.objects.exclude(published_at=None).filter(participant__in=before_the_switch)


def test_a_delegation_answers_once(db):
    question = make_open_question()
    speaker = make_delegation(question)
    record_answer(participant=speaker, question=question, value="4")
    reveal(question)
    type(speaker).objects.filter(pk=speaker.pk).update(speaks_for_side=False)
    other = make_participants(question.workshop, "MOF", 1, speaks_for_side=True)
    make_answers(question, "1", participants=other, origin="paper")

    reveal(question)

    assert shown(question, "MOF") == (1, (0, 0, 0, 1), 0, False)


def test_comments_come_without_side_in_an_order_of_their_own(db):
    question = make_open_question()
    for side, texts in [("MOH", "abc"), ("MOF", "def")]:
        people = make_participants(question.workshop, side, 3)
        for person, text in zip(people, texts, strict=True):
            record_answer(
                participant=person, question=question, value="3", comment=text, evidence=text * 2
            )
    reveal(question)

    remarks = comments_of(question)

    assert {remark["side"] for remark in remarks} == {""}
    assert sorted(r["text"] for r in remarks if r["kind"] == "reason") == list("abcdef")
    assert [r["text"] for r in remarks if r["kind"] == "reason"] != list("abcdef")
    assert sum(r["kind"] == "evidence" for r in remarks) == 6


def test_comments_of_a_group_under_k_stay_hidden(db):
    question = make_open_question()
    make_answers(question, "12", comment="Only two of us.")

    reveal(question)

    assert comments_of(question) == []


def second_round(question, values, side):
    """Those who answered first answer again, as far as there are values."""
    people = [
        answer.participant
        for answer in Answer.objects.filter(
            question=question, round=1, participant__institution__side__code=side
        ).order_by("pk")
    ][: len(values)]
    question.refresh_from_db()
    make_answers(question, values, participants=people)


def make_disputed_question():
    question = make_open_question()
    make_answers(question, "1112")
    make_answers(question, "4444", side="MOF")
    reveal(question)
    set_state(workshop=question.workshop, stage="F", state="open")
    return question


def test_round_two_replaces_a_sides_figures_when_k_gave_one(db):
    question = make_disputed_question()
    second_round(question, "333", "MOH")
    second_round(question, "11", "MOF")
    assert shown(question) == (4, (3, 1, 0, 0), 0, False)

    reveal(question)

    result = results_of(question.workshop).questions[0]
    assert [(s.side, s.round, s.counts) for s in result.sides] == [
        ("MOH", 2, (0, 0, 3, 0)),
        ("MOF", 1, (0, 0, 0, 4)),
    ]
    assert (result.round, result.gap, result.reading) == (2, -1, "differ")


@pytest.mark.parametrize("people", [3, 30])
def test_a_reveal_costs_the_same_for_few_and_for_many(db, people, django_assert_num_queries):
    question = make_open_question()
    make_answers(question, "3" * people)
    make_answers(question, "2" * people, side="MOF")
    set_state(workshop=question.workshop, stage="F", state="closed")

    with django_assert_num_queries(14):
        set_state(workshop=question.workshop, stage="F", state="revealed")
