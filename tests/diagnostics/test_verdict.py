"""Whether both ministries share a view: suggested from the figures, decided by the plenary."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from alignment.vocabulary import WorkshopState
from diagnostics.comparison import comparison_of
from diagnostics.models import Question
from diagnostics.queries import results_of
from diagnostics.queue import queue_of
from diagnostics.results import as_json
from diagnostics.services.agreement import record_dissent, record_outcome, record_verdict
from diagnostics.services.states import set_state
from diagnostics.wall import wall_token
from tests.factories import (
    make_answers,
    make_institution,
    make_question,
    make_user,
    make_workshop,
)

ASKED = [
    ("F-01", "111", "444"),  # a conflict
    ("F-02", "333", "333"),
    ("F-03", "222", ""),  # the second ministry is not asked
]


@pytest.fixture
def workshop(db, client):
    """All of ASKED are revealed; its facilitator is signed in."""
    user = make_user()
    client.force_login(user)
    workshop = make_workshop(by=user, state=WorkshopState.OPEN, disclosure_threshold=3)
    for code, *sides in ASKED:
        who = ["MOH", "MOF"] if all(sides) else ["MOH"]
        question = make_question(workshop, code, state="open", who=who)
        for side, answers in zip(("MOH", "MOF"), sides, strict=True):
            make_answers(question, answers, side=side)
    for state in ("closed", "revealed"):
        set_state(workshop=workshop, stage="all", state=state)
    return workshop


def question_of(workshop, code="F-01"):
    return Question.objects.get(workshop=workshop, code=code)


def press(client, workshop, verdict, code="F-01"):
    address = reverse("diagnostics:verdict", args=[workshop.code, code])
    response = client.post(address, {"verdict": verdict}, follow=True)
    page = reverse("diagnostics:agree_question", args=[workshop.code, code])
    assert response.redirect_chain[0][0] == f"{page}#verdict"
    return [str(message) for message in response.context["messages"]]


def disputed(workshop):
    return [row.line.question.code for row in queue_of(comparison_of(workshop)).disputed]


def words_of(response):
    return " ".join(response.text.split())


def test_nothing_is_decided_until_somebody_presses(workshop):
    assert [q.verdict for q in results_of(workshop).questions] == ["", "", ""]
    assert {q["verdict"] for q in as_json(results_of(workshop))["questions"]} == {None}


@pytest.mark.parametrize("verdict", ["shared", "shared_with_different_reasons", "differ"])
def test_one_press_records_the_verdict_and_logs_it(client, workshop, verdict):
    assert press(client, workshop, verdict) == ["F-01 is recorded."]

    assert question_of(workshop).verdict == verdict
    assert as_json(results_of(workshop))["questions"][0]["verdict"] == verdict
    event = workshop.events.first()
    assert (event.action, event.subject) == (f"verdict_{verdict}", "F-01")


def test_a_verdict_is_taken_back_with_a_press(client, workshop):
    press(client, workshop, "differ")

    assert press(client, workshop, "") == ["The verdict on F-01 is taken back."]

    assert question_of(workshop).verdict == ""
    assert workshop.events.first().action == "verdict_cleared"


def test_what_is_no_verdict_is_refused(client, workshop):
    said = press(client, workshop, "perhaps")

    assert said == ["Press one of the three, or take the verdict back."]
    assert question_of(workshop).verdict == ""


def test_one_ministry_alone_shares_no_view(client, workshop):
    said = press(client, workshop, "shared", "F-03")

    assert said == ["F-03 does not ask both ministries. Record its level instead."]
    page = reverse("diagnostics:agree_question", args=[workshop.code, "F-03"])
    assert "Do both ministries share a view?" not in client.get(page).text


def test_before_the_reveal_there_is_nothing_to_share(workshop):
    question = make_question(workshop, "F-09", state="closed")

    with pytest.raises(ValidationError) as refused:
        record_verdict(question=question, verdict="shared")

    assert refused.value.code == "not_revealed"


def test_the_page_marks_what_is_suggested_and_then_what_was_decided(client, workshop):
    page = reverse("diagnostics:agree_question", args=[workshop.code, "F-01"])
    before = words_of(client.get(page))

    press(client, workshop, "shared_with_different_reasons")

    assert (
        "Suggestion: <strong>Differ</strong> (the medians are 3 levels apart). Hear both sides"
        in before
    )
    assert 'aria-pressed="true"' not in before
    after = words_of(client.get(page))
    assert "Recorded: <strong>Shared with different reasons</strong>." in after
    assert after.count('aria-pressed="true"') == 1


def test_differ_leads_to_the_second_round(client, workshop):
    assert disputed(workshop) == ["F-01"]

    press(client, workshop, "differ", "F-02")
    press(client, workshop, "shared", "F-01")

    assert disputed(workshop) == ["F-02"]
    queue = reverse("diagnostics:agree", args=[workshop.code])
    assert 'checked name="again" value="F-02"' in client.get(queue).text
    set_state(workshop=workshop, stage="F", state="open")
    rounds = workshop.questions.values_list("code", "round")
    assert dict(rounds) == {"F-01": 1, "F-02": 2, "F-03": 1}


def test_a_second_round_begins_without_a_verdict(client, workshop):
    press(client, workshop, "differ")

    set_state(workshop=workshop, stage="F", state="open")

    question = question_of(workshop)
    assert (question.round, question.verdict) == (2, "")


def test_the_verdict_stays_when_the_question_is_settled(workshop):
    record_verdict(question=question_of(workshop), verdict="differ")
    record_outcome(question=question_of(workshop), outcome="agreed", agreed_level=2)

    assert disputed(workshop) == []
    [told, *_rest] = [line.sentence for line in comparison_of(workshop).lines]
    assert told == (
        "A conflict: health 1, finance 4, gap 3. In plenary: the views differ. "
        "Agreed level: 2 (1 below the benchmark, 3)."
    )


CONTRADICTION = "“We do not agree” and a shared view contradict each other."


def test_no_agreement_and_a_shared_view_are_not_recorded_together(client, workshop):
    record_verdict(question=question_of(workshop), verdict="shared_with_different_reasons")
    with pytest.raises(ValidationError) as refused:
        record_outcome(question=question_of(workshop), outcome="no_agreement", reason="Two laws.")
    assert refused.value.code == "contradiction"

    record_verdict(question=question_of(workshop), verdict="differ")
    record_outcome(question=question_of(workshop), outcome="no_agreement", reason="Two laws.")
    [said] = press(client, workshop, "shared")

    assert said.startswith(CONTRADICTION)
    assert question_of(workshop).verdict == "differ"


def test_the_wall_tells_it_beside_the_picture(client, workshop):
    press(client, workshop, "shared_with_different_reasons")
    places = [workshop.code, wall_token(workshop), "F-01"]

    text = words_of(client.get(reverse("diagnostics:wall_question", args=places)))

    assert "In plenary: a shared view, with different reasons." in text


def test_the_wall_reads_back_the_reason_and_who_holds_otherwise(client, workshop):
    question = question_of(workshop)
    record_outcome(question=question, outcome="no_agreement", reason="Two <laws>.")
    bureau = make_institution(workshop, "MOF", name="Budget bureau")
    record_dissent(question=question, institution=bureau, text="One law is enough.")
    places = [workshop.code, wall_token(workshop), "F-01"]

    text = words_of(client.get(reverse("diagnostics:wall_question", args=places)))

    assert "Reason the plenary gave: <bdi>Two &lt;laws&gt;.</bdi>" in text
    assert "<strong><bdi>Budget bureau</bdi></strong>: <bdi>One law is enough.</bdi>" in text
    assert "Answers of each side to F-01" in text  # the table under the picture
