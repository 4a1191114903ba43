import gzip
import uuid

import pytest
from django.contrib.staticfiles import finders
from django.utils import timezone

from alignment.models import Participant, Side
from alignment.services.seats import release_seat
from diagnostics.models import Answer, AnswerRevision, Question
from diagnostics.services.answers import record_answer
from diagnostics.vocabulary import Origin
from tests.diagnostics.officials import answers, make_room, stage_url, text_of
from tests.factories import make_participants, make_question, make_workshop, take_seat


def fields_of(response):
    """What a browser would send back: the fields of the page as they stand."""
    form = response.context["form"]
    data = {"mode": "individual"}
    for part in form.forms.values():
        for name in ("value", "comment", "evidence"):
            data[part[name].html_name] = part[name].value() or ""
            data[part[name].html_initial_name] = part[name].initial or ""
        for name in ("replaces", "round"):
            data[part[name].html_name] = str(part[name].value() or "")
    return data


def test_the_page_has_every_question_with_its_four_levels_in_full(client, db):
    participant, _ = make_room(client, levels=["Never <b>", "Low", "High", "Always"])

    text = text_of(client.get(stage_url(participant)))

    assert text.count('type="radio"') == 2 * 6
    assert "Never &lt;b&gt;" in text
    assert "Always" in text


def test_which_level_is_right_is_told_as_on_paper(client, db):
    participant, _ = make_room(client)

    page = text_of(client.get(stage_url(participant)))
    assert page.count("Choose the highest level whose whole text is true.") == 2
    assert "Level 1 is right when none of the others is wholly true." in page

    Question.objects.update(state="closed")
    assert "whole text is true" not in text_of(client.get(stage_url(participant)))


def test_the_page_carries_what_it_showed(client, db):
    participant, [question] = make_room(client, questions=1)
    record_answer(participant=participant, question=question, value="2", comment="Two & <more>")

    page = client.get(stage_url(participant)).content.decode()

    assert '<input type="hidden" name="initial-F-01-value" value="2"' in page
    assert 'name="initial-F-01-comment" value="Two &amp; &lt;more&gt;"' in page


def test_a_plain_form_stores_all_that_was_changed(client, db):
    participant, [_first, _second] = make_room(client)
    data = fields_of(client.get(stage_url(participant)))

    response = client.post(
        stage_url(participant),
        data | {"F-01-value": "3", "F-02-value": "na", "F-02-comment": "Why"},
    )

    assert response.url == stage_url(participant)
    assert answers(participant) == [("F-01", 1, "3", ""), ("F-02", 1, "na", "Why")]
    assert "2 answers are stored." in text_of(client.get(stage_url(participant)))


def test_sending_the_page_again_unchanged_stores_nothing(client, db):
    participant, [first, _] = make_room(client)
    record_answer(participant=participant, question=first, value="2", comment="One\nTwo")
    data = fields_of(client.get(stage_url(participant)))
    # Browsers send line ends as CR LF, hidden fields included.
    data = {name: value.replace("\n", "\r\n") for name, value in data.items()}

    response = client.post(stage_url(participant), data, follow=True)

    assert "Nothing was changed" in text_of(response)
    assert AnswerRevision.objects.count() == 1


def test_an_old_page_leaves_alone_what_another_phone_changed(client, db):
    participant, [first, _second] = make_room(client)
    stored = record_answer(participant=participant, question=first, value="2")
    old_page = fields_of(client.get(stage_url(participant)))
    record_answer(participant=participant, question=first, value="4", replaces=stored.revision)

    client.post(stage_url(participant), old_page | {"F-02-value": "1"})

    assert answers(participant) == [("F-01", 1, "4", ""), ("F-02", 1, "1", "")]


def test_a_reason_without_an_answer_is_kept_and_asked_about(client, db):
    participant, _ = make_room(client)
    data = fields_of(client.get(stage_url(participant)))

    response = client.post(
        stage_url(participant),
        data | {"F-01-comment": "Because <i>", "F-02-value": "2"},
    )

    text = text_of(response)
    assert "A reason alone is not an answer." in text
    assert "Because &lt;i&gt;" in text
    assert answers(participant) == []
    assert 'value="2" checked' in text


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"F-01-value": "5"}, "Choose a level"),
        ({"F-01-value": "3", "F-01-comment": "x" * 2001}, "at most 2000 characters"),
        ({"F-01-value": "3", "F-01-comment": "a\x00b"}, "Null characters"),
        ({"F-01-value": "3", "F-01-replaces": "<script>"}, "valid UUID"),
        ({"F-01-value": "3", "F-01-round": "7"}, "less than or equal to 2"),
    ],
)
def test_what_is_not_an_answer_is_refused_at_its_place(client, db, bad, sentence):
    participant, _ = make_room(client)

    response = client.post(
        stage_url(participant), fields_of(client.get(stage_url(participant))) | bad
    )

    assert sentence in text_of(response)
    assert answers(participant) == []


@pytest.mark.parametrize("text", ["\u202eabc", "😀 𝟛", "=1+1", "<script>alert(1)</script>"])
def test_any_text_is_stored_and_shown_as_it_is(client, db, text):
    participant, _ = make_room(client)
    data = fields_of(client.get(stage_url(participant)))

    client.post(stage_url(participant), data | {"F-01-value": "3", "F-01-comment": text})

    assert answers(participant) == [("F-01", 1, "3", text)]
    shown = client.get(stage_url(participant))
    assert "<script>alert" not in shown.content.decode()
    assert shown.context["form"].forms["F-01"]["comment"].value() == text


def test_a_question_closed_meanwhile_is_told_and_the_rest_is_stored(client, db):
    participant, [first, _] = make_room(client)
    data = fields_of(client.get(stage_url(participant)))
    Question.objects.filter(pk=first.pk).update(state="closed", closed_at=timezone.now())

    response = client.post(
        stage_url(participant), data | {"F-01-value": "3", "F-02-value": "2"}, follow=True
    )

    assert answers(participant) == [("F-02", 1, "2", "")]
    assert "Closed: answers can no longer be changed." in text_of(response)


@pytest.mark.parametrize("state", ["draft", "closed", "revealed"])
def test_what_is_not_open_is_shown_read_only_with_ones_own_answer(client, db, state):
    participant, [question] = make_room(client, questions=1)
    record_answer(participant=participant, question=question, value="4", comment="My reason")
    Question.objects.filter(pk=question.pk).update(state=state)

    response = client.get(stage_url(participant))

    text = text_of(response)
    assert '<fieldset class="level-cards" disabled>' in text
    assert 'value="4" checked' in text
    assert "My reason" in text
    assert "Save my answers" not in text


def test_when_an_answer_was_received_is_told_in_the_workshops_own_time(client, db):
    participant, [question] = make_room(client, questions=1)
    recorded = record_answer(participant=participant, question=question, value="4")

    text = text_of(client.get(stage_url(participant)))

    hour = (recorded.received_at.hour + 2) % 24  # Kigali
    assert f"Received {hour:02}:{recorded.received_at:%M}" in text


def test_after_a_reset_earlier_values_stay_hidden_on_the_phone(client, db):
    participant, [question] = make_room(client, questions=1)
    record_answer(participant=participant, question=question, value="4", comment="Private")
    release_seat(participant=participant)
    take_seat(client, Participant.objects.get(pk=participant.pk))

    response = client.get(stage_url(participant))

    text = text_of(response)
    assert "checked" not in text
    assert "Private" not in text
    assert "What was answered stays hidden." in text
    client.post(stage_url(participant), fields_of(response) | {"F-01-value": "1"})
    assert answers(participant) == [("F-01", 1, "1", "")]


def test_paper_answers_stay_hidden_from_whoever_claims_the_seat_later(client, db):
    workshop = make_workshop(state="open")
    [participant] = make_participants(workshop)
    question = make_question(workshop, state="open")
    record_answer(participant=participant, question=question, value="1", origin=Origin.PAPER)
    take_seat(client, participant)

    assert "checked" not in text_of(client.get(stage_url(participant)))


def test_the_second_round_offers_to_keep_ones_first_answer(client, db):
    participant, [question] = make_room(client, questions=1)
    record_answer(participant=participant, question=question, value="2")
    Question.objects.filter(pk=question.pk).update(round=2)
    response = client.get(stage_url(participant))

    assert "Your first answer was: <strong>2 Emerging</strong>" in text_of(response)
    client.post(stage_url(participant), fields_of(response) | {"keep": "F-01"})

    assert answers(participant) == [("F-01", 1, "2", ""), ("F-01", 2, "2", "")]


def test_keeping_an_answer_that_one_never_gave_stores_nothing(client, db):
    participant, _ = make_room(client, questions=1)

    client.post(
        stage_url(participant), fields_of(client.get(stage_url(participant))) | {"keep": "F-01"}
    )

    assert answers(participant) == []


def test_an_answer_meant_to_be_confidential_is_not_stored_under_the_ministrys_name(client, db):
    participant, _ = make_room(client, questions=1)
    data = fields_of(client.get(stage_url(participant)))
    Side.objects.filter(pk=participant.side.pk).update(mode="institutional")
    Participant.objects.filter(pk=participant.pk).update(speaks_for_side=True)

    response = client.post(stage_url(participant), data | {"F-01-value": "3"})

    assert "How your side answers has changed" in text_of(response)
    assert answers(participant) == []


@pytest.mark.parametrize("role", ["observer", "respondent"])
def test_a_seat_without_a_voice_reads_and_cannot_answer(client, db, role):
    participant, _ = make_room(client)
    Participant.objects.filter(pk=participant.pk).update(role=role)
    if role == "respondent":
        Side.objects.filter(pk=participant.side.pk).update(mode="institutional")

    text = text_of(client.get(stage_url(participant)))

    assert ("gives no answers" if role == "observer" else "another seat") in text
    assert "Save my answers" not in text
    client.post(stage_url(participant), {"F-01-value": "3", "mode": "individual"})
    assert Answer.objects.count() == 0


def test_only_questions_put_to_ones_side_are_shown(client, db):
    participant, _ = make_room(client, questions=1)
    make_question(participant.workshop, "F-09", who=["MOF"], state="open")
    make_question(participant.workshop, "A-01", who=["MOF"], state="open")

    assert list(client.get(stage_url(participant)).context["form"].forms) == ["F-01"]
    assert client.get(stage_url(participant, "A")).status_code == 404


def test_the_number_of_queries_does_not_grow_with_the_questions(
    client, db, django_assert_num_queries
):
    for count in (1, 6):
        participant, _ = make_room(client, questions=count)
        with django_assert_num_queries(5):
            client.get(stage_url(participant))


def test_ten_full_questions_weigh_under_25_kilobytes(client, db):
    # Words that do not repeat, so that compression gains no more than with real wording.
    def prose(n):
        return " ".join(
            uuid.uuid5(uuid.NAMESPACE_URL, f"{n}{w}").hex[: 3 + w % 7] for w in range(38)
        )

    participant, questions = make_room(client, questions=10)
    for n, question in enumerate(questions):
        question.text, question.why_health, question.why_finance = (prose((n, i)) for i in range(3))
        question.levels = [prose((n, "level", level)) for level in range(4)]
        question.evidence = [prose((n, "evidence"))]
        question.save()

    page = client.get(stage_url(participant)).content

    weight = len(gzip.compress(page, 6))
    assert weight <= 25_000


def test_the_script_weighs_under_15_kilobytes():
    with open(finders.find("js/participant.js"), "rb") as script:
        assert len(gzip.compress(script.read())) <= 15_000
