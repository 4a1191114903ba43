import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from alignment.models import Event
from alignment.vocabulary import WorkshopState
from diagnostics.models import Question
from diagnostics.services.agreement import (
    clear_outcome,
    record_dissent,
    record_outcome,
    remove_dissent,
)
from diagnostics.services.conclusion import close_workshop, conclude, reopen_workshop
from diagnostics.services.states import set_state
from tests.factories import (
    make_answers,
    make_institution,
    make_participants,
    make_question,
    make_user,
    make_workshop,
    take_seat,
)

BACK = "</b><script>"  # markup must be shown, not obeyed


@pytest.fixture
def workshop(db, client):
    """F-01 in conflict, F-02 in agreement, both revealed; its facilitator is signed in."""
    user = make_user()
    client.force_login(user)
    workshop = make_workshop(by=user, state=WorkshopState.OPEN, disclosure_threshold=3)
    for code, moh, mof in [("F-01", "111", "444"), ("F-02", "333", "333")]:
        question = make_question(workshop, code, state="open")
        make_answers(question, moh, side="MOH")
        make_answers(question, mof, side="MOF")
    for state in ("closed", "revealed"):
        set_state(workshop=workshop, stage="all", state=state)
    return workshop


def question_of(workshop, code="F-01"):
    return Question.objects.get(workshop=workshop, code=code)


def address(name, workshop, *more):
    return reverse(f"diagnostics:{name}", args=[workshop.code, *more])


def recorded(question):
    question.refresh_from_db()
    return (question.outcome, question.agreed_level, question.reason, question.rule_not_applied)


@pytest.mark.parametrize(
    ("decision", "reason", "stored"),
    [
        ("2", "", ("agreed", 2, "", True)),
        ("no_agreement", "The law is read two ways.", ("no_agreement", None, None, False)),
        ("not_applicable", "No insurer here.", ("not_applicable", None, None, False)),
    ],
)
def test_the_plenary_ends_a_question_and_goes_on_to_the_next(
    client, workshop, decision, reason, stored
):
    answer = {"decision": decision, "reason": reason, "rule_not_applied": "on"}

    response = client.post(address("agree_question", workshop, "F-01"), answer)

    assert response.url == address("agree_question", workshop, "F-02")
    outcome, level, _reason, flag = stored
    assert recorded(question_of(workshop)) == (outcome, level, reason, flag)
    assert Event.objects.first().action == f"outcome_{outcome}"


@pytest.mark.parametrize("decision", ["no_agreement", "not_applicable"])
def test_without_a_level_a_reason_is_asked_for_beside_the_field(client, workshop, decision):
    response = client.post(address("agree_question", workshop, "F-01"), {"decision": decision})

    assert list(response.context["form"].errors) == ["reason"]
    assert recorded(question_of(workshop))[0] == ""


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        ({}, "decision"),
        ({"decision": "5"}, "decision"),
        ({"decision": "3", "reason": "x" * 2001}, "reason"),
    ],
)
def test_bad_input_is_refused_with_what_was_typed_kept(client, workshop, answer, field):
    response = client.post(address("agree_question", workshop, "F-01"), answer)

    assert list(response.context["form"].errors) == [field]
    assert recorded(question_of(workshop))[0] == ""


def test_an_agreed_level_needs_a_level(workshop):
    with pytest.raises(ValidationError) as refused:
        record_outcome(question=question_of(workshop), outcome="agreed")

    assert refused.value.code == "level_missing"


def test_the_database_keeps_no_agreement_without_a_level(workshop):
    question = question_of(workshop)
    question.outcome = "agreed"

    with pytest.raises(IntegrityError, match="question_agreed_has_level"):
        question.save()


def test_an_outcome_can_be_taken_back(client, workshop):
    record_outcome(question=question_of(workshop), outcome="agreed", agreed_level=3)

    client.post(address("outcome_clear", workshop, "F-01"))

    assert recorded(question_of(workshop)) == ("", None, "", False)


def test_nothing_is_recorded_before_the_reveal_or_during_the_second_round(workshop):
    set_state(workshop=workshop, stage="F", state="open")

    with pytest.raises(ValidationError) as refused:
        record_outcome(question=question_of(workshop), outcome="agreed", agreed_level=3)

    assert refused.value.code == "not_revealed"


def test_nothing_is_recorded_once_the_workshop_is_over(workshop):
    question = question_of(workshop)
    institution = make_institution(workshop)
    dissent = record_dissent(question=question, institution=institution, text="Too high.")
    conclude(workshop=workshop, signed=True)

    for action in (
        lambda: record_outcome(question=question, outcome="agreed", agreed_level=3),
        lambda: clear_outcome(question=question),
        lambda: record_dissent(question=question, institution=institution, text="Too low."),
        lambda: remove_dissent(dissent=dissent),
    ):
        with pytest.raises(ValidationError) as refused:
            action()
        assert refused.value.code == "workshop_over"


def test_an_institution_dissents_in_a_sentence_that_can_be_reworded_and_removed(client, workshop):
    institution = make_institution(workshop, name="Treasury")
    question = question_of(workshop)
    for text in ("Too high.", BACK):
        client.post(
            address("dissent", workshop, "F-01"), {"institution": institution.pk, "text": text}
        )

    [dissent] = question.dissents.all()
    page = client.get(address("compare_question", workshop, "F-01"))
    assert dissent.text == BACK
    assert "&lt;/b&gt;&lt;script&gt;" in page.text
    assert BACK not in page.text

    client.post(address("dissent_remove", workshop, dissent.pk))
    assert not question.dissents.exists()


def test_a_dissent_names_an_institution_of_this_workshop(client, workshop):
    stranger = make_institution(make_workshop())

    response = client.post(
        address("dissent", workshop, "F-01"), {"institution": stranger.pk, "text": "No."}
    )

    assert list(response.context["dissent_form"].errors) == ["institution"]


def test_the_queue_has_what_is_disputed_first_and_what_is_settled_apart(client, workshop):
    record_outcome(question=question_of(workshop, "F-02"), outcome="agreed", agreed_level=3)

    page = client.get(address("agree", workshop)).context

    assert [row.line.question.code for row in page["queue"].waiting] == ["F-01"]
    assert [row.line.question.code for row in page["queue"].ended] == ["F-02"]


def test_a_second_round_is_opened_for_one_question_from_its_page(client, workshop):
    press = {"stage": "all", "question": "F-01", "state": "open", "back": "agree"}

    response = client.post(address("set_state", workshop), press)

    assert response.url == address("agree", workshop)
    question = question_of(workshop)
    assert (question.state, question.round) == ("open", 2)


PAGES = [
    ("agree", (), "get"),
    ("agree_question", ("F-01",), "get"),
    ("agree_question", ("F-01",), "post"),
    ("outcome_clear", ("F-01",), "post"),
    ("dissent", ("F-01",), "post"),
    ("agree_together", (), "post"),
    ("vote_again", (), "post"),
    ("conclusion", (), "get"),
    ("workshop_close", (), "post"),
    ("workshop_reopen", (), "post"),
    ("set_state", (), "post"),
    ("reveal", (), "get"),
    ("compare", (), "get"),
    ("compare_question", ("F-01",), "get"),
]


@pytest.mark.parametrize(("name", "more", "method"), PAGES)
@pytest.mark.parametrize("who", ["facilitator", "official", "stranger", "nobody"])
def test_only_the_facilitator_reaches_steps_5_and_6(client, workshop, name, more, method, who):
    if who != "facilitator":
        client.logout()
    if who == "stranger":
        client.force_login(make_user())
    if who == "official":
        take_seat(client, make_participants(workshop)[0])

    response = getattr(client, method)(address(name, workshop, *more))

    if who == "facilitator":
        assert response.status_code in (200, 302)
        assert "/accounts/" not in response.get("Location", "")
    elif who == "stranger":
        assert response.status_code == 404
    else:
        assert response.url.startswith(reverse("account_login"))


def test_closing_stops_answering_everywhere(client, workshop):
    question = make_question(workshop, "A-01", state="open")

    client.post(address("workshop_close", workshop))

    workshop.refresh_from_db()
    question.refresh_from_db()
    assert (workshop.state, question.state) == ("closed", "closed")
    assert question.closed_at is not None


def test_a_workshop_ends_unsigned_only_when_closed_and_with_a_reason(client, workshop):
    page = address("conclusion", workshop)
    assert client.post(page, {"reason": "Elections."}).context["form"].non_field_errors() == [
        "Close the workshop first, then conclude it."
    ]
    close_workshop(workshop=workshop)
    assert list(client.post(page, {"reason": " "}).context["form"].errors) == ["reason"]

    client.post(page, {"reason": "Elections."})

    workshop.refresh_from_db()
    assert (workshop.state, workshop.concluded_reason) == ("concluded", "Elections.")
    assert Event.objects.first().action == "workshop_concluded_unsigned"


def test_reopening_is_explicit_and_logged(client, workshop):
    close_workshop(workshop=workshop)
    conclude(workshop=workshop, reason="Elections.")

    client.post(address("workshop_reopen", workshop))

    workshop.refresh_from_db()
    assert (workshop.state, workshop.concluded_reason) == ("open", "")
    assert Event.objects.first().action == "workshop_reopened"


@pytest.mark.parametrize(
    ("action", "state"),
    [(close_workshop, "draft"), (close_workshop, "closed"), (reopen_workshop, "open")],
)
def test_what_makes_no_sense_now_is_refused(db, action, state):
    workshop = make_workshop(state=state)

    with pytest.raises(ValidationError):
        action(workshop=workshop)

    workshop.refresh_from_db()
    assert workshop.state == state
