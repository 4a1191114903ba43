"""The plenary's queue: agreeing in one go, the time for the rest, and the second round."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from alignment.models import AgendaItem
from alignment.vocabulary import WorkshopState
from diagnostics.comparison import comparison_of
from diagnostics.models import Question
from diagnostics.queue import minutes_of_session, queue_of
from diagnostics.services.agreement import agree_together, record_outcome
from diagnostics.services.states import set_state
from tests.factories import make_answers, make_question, make_user, make_workshop

ASKED = [
    ("F-01", "111", "444"),  # a conflict
    ("F-02", "333", "333"),
    ("F-03", "222", "222"),
    ("F-04", "222n", "222"),  # somebody says that it does not apply
]
SPECIAL = {"n": "na", "d": "dk"}


@pytest.fixture
def workshop(db, client):
    """All of ASKED are revealed; its facilitator is signed in."""
    user = make_user()
    client.force_login(user)
    workshop = make_workshop(by=user, state=WorkshopState.OPEN, disclosure_threshold=3)
    for code, *sides in ASKED:
        question = make_question(workshop, code, state="open")
        for side, answers in zip(("MOH", "MOF"), sides, strict=True):
            make_answers(question, [SPECIAL.get(a, a) for a in answers], side=side)
    for state in ("closed", "revealed"):
        set_state(workshop=workshop, stage="all", state=state)
    return workshop


def address(name, workshop, *more):
    return reverse(f"diagnostics:{name}", args=[workshop.code, *more])


def press(client, name, workshop, **data):
    response = client.post(address(name, workshop), data, follow=True)
    assert response.redirect_chain[0][0] == address("agree", workshop)
    return [str(message) for message in response.context["messages"]]


def outcomes(workshop):
    rows = Question.objects.filter(workshop=workshop).values_list("code", "outcome", "agreed_level")
    return {code: (outcome, level) for code, outcome, level in rows if outcome}


def codes(rows):
    return [row.line.question.code for row in rows]


def test_what_is_close_stands_apart_with_its_proposed_level(workshop):
    queue = queue_of(comparison_of(workshop))

    assert queue.proposed == {"F-03": 2, "F-02": 3}
    assert codes(queue.waiting) == ["F-01", "F-04"]
    assert codes(queue.disputed) == ["F-01"]


def test_the_ticked_questions_are_agreed_in_one_press_and_logged_one_by_one(client, workshop):
    said = press(client, "agree_together", workshop, agreed=["F-02:3", "F-03:2"])

    assert said == ["2 questions are agreed."]
    assert outcomes(workshop) == {"F-02": ("agreed", 3), "F-03": ("agreed", 2)}
    events = workshop.events.filter(action="outcome_agreed").values_list("subject", flat=True)
    assert set(events) == {"F-02", "F-03"}


def test_each_can_be_taken_back_by_itself_from_the_queue(client, workshop):
    press(client, "agree_together", workshop, agreed=["F-02:3", "F-03:2"])

    response = client.post(address("outcome_clear", workshop, "F-02"), {"back": "agree"})

    assert response.url == address("agree", workshop)
    assert outcomes(workshop) == {"F-03": ("agreed", 2)}


CHANGED = "Something changed meanwhile. Look at the list again, then press once more."


@pytest.mark.parametrize(
    ("ticked", "refusal"),
    [
        ([], "Tick at least one question, or settle them one by one."),
        (["F-01:3"], CHANGED),
        (["F-02:3", "F-03:4"], CHANGED),
        (["nonsense"], CHANGED),
    ],
)
def test_what_is_not_proposed_is_refused_as_a_whole(client, workshop, ticked, refusal):
    assert press(client, "agree_together", workshop, agreed=ticked) == [refusal]
    assert outcomes(workshop) == {}


def test_the_service_refuses_what_was_settled_meanwhile(workshop):
    question = Question.objects.get(workshop=workshop, code="F-02")
    record_outcome(question=question, outcome="no_agreement", reason="We read it two ways.")

    with pytest.raises(ValidationError) as refused:
        agree_together(workshop=workshop, levels={"F-02": 3, "F-03": 2})

    assert refused.value.code == "proposal_changed"
    assert outcomes(workshop) == {"F-02": ("no_agreement", None)}


def test_a_second_round_opens_for_the_ticked_disputed_questions_only(client, workshop):
    assert press(client, "vote_again", workshop, again=["F-01"]) == [
        "The second round is open. Close it in step 4, then reveal it."
    ]

    question = Question.objects.get(workshop=workshop, code="F-01")
    assert (question.state, question.round) == ("open", 2)
    queue = queue_of(comparison_of(workshop))
    assert queue.disputed == []
    assert queue.waiting[0].is_voted_on


def test_a_question_that_nobody_is_asked_points_to_nobody(client, workshop):
    make_question(workshop, "F-09", who=["PROVIDER"], state="revealed")

    page = client.get(address("agree", workshop)).content.decode()

    assert "Nobody was asked: settle the level here, if somebody present can tell it." in page
    assert "with those who are asked" not in page


@pytest.mark.parametrize("again", [[], ["F-02"], ["X-99"]])
def test_what_is_not_disputed_is_not_voted_on_again(client, workshop, again):
    [refusal] = press(client, "vote_again", workshop, again=again)

    assert refusal.startswith(("Tick at least one", "Something changed meanwhile."))
    assert not Question.objects.filter(workshop=workshop, round=2).exists()


def test_the_page_says_what_the_rule_suggests_and_who_disputes_that_it_applies(client, workshop):
    text = " ".join(client.get(address("agree", workshop)).text.split())

    assert (
        "Suggestion: <strong>Differ</strong> (the medians are 3 levels apart). Hear both sides"
        in text
    )
    dispute = (
        "Some say that it does not apply here (Ministry of health: 1 of 4). Settle that first."
    )
    assert text.count(dispute) == 1
    assert dispute in client.get(address("agree_question", workshop, "F-04")).text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("60", "60 min for 2 questions: about 30 min each."),
        ("1", "1 min for 2 questions: about 1 min each."),
        ("", None),
        ("-5", None),
        ("soon", None),
    ],
)
def test_the_time_that_is_typed_is_shared_out(client, workshop, typed, sentence):
    response = client.get(address("agree", workshop), {"minutes": typed})

    assert response.context["queue"].time_box == (sentence or "")
    assert sentence is None or sentence in response.text


@pytest.mark.parametrize(
    ("start", "end", "now", "left"),
    [
        ("14:00", "15:30", "14:30:30", 59),
        ("14:00", "15:30", "15:30:00", None),
        ("14:00", "15:30", "13:59:59", None),
    ],
)
def test_the_agenda_tells_how_much_time_is_left(workshop, start, end, now, left):
    day = datetime.date(2026, 3, 2)
    AgendaItem.objects.create(workshop=workshop, day=day, start=start, end=end, title="Plenary")
    there = datetime.datetime.combine(day, datetime.time.fromisoformat(now), workshop.zone)

    assert minutes_of_session(workshop, there.astimezone(timezone.get_default_timezone())) == left


def test_the_queue_is_empty_in_words_when_all_is_settled(client, workshop):
    for question in Question.objects.filter(workshop=workshop):
        record_outcome(question=question, outcome="agreed", agreed_level=2)

    text = client.get(address("agree", workshop)).text

    assert "Every revealed question is settled." in text
    assert "Agree quickly" not in text
