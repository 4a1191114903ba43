"""What comes too late, twice, damaged or from elsewhere: a sentence each, and no text is lost."""

import uuid

import pytest
from django.test import Client
from django.utils import timezone

from alignment.models import Participant, Side, Workshop
from diagnostics.models import Answer, AnswerRevision, Question
from tests.diagnostics.officials import answers, make_room, stage_url, text_of
from tests.diagnostics.test_answer_saves import send
from tests.factories import make_workshop

TYPED = "Four months late, every year"


def post_stage(client, participant, **fields):
    said = {"F-01-value": "3", "F-01-comment": TYPED, "F-01-round": "1", "mode": "individual"}
    return client.post(stage_url(participant), said | fields)


def close():
    Question.objects.update(state="closed", closed_at=timezone.now())


def reveal():
    Question.objects.update(state="revealed", closed_at=timezone.now())


def withdraw():
    Participant.objects.update(voided_at=timezone.now())


def free():
    Participant.objects.update(session_key="another")


def put_away():
    Workshop.objects.update(archived_at=timezone.now())


def make_observers():
    Participant.objects.update(role="observer")


def let_the_delegation_answer():
    Side.objects.update(mode="institutional")


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        (close, 200, "Ask the facilitator to open it again"),
        (reveal, 200, "Ask the facilitator to open it again"),
        (withdraw, 403, "Your seat was withdrawn"),
        (free, 404, "This phone holds no seat here"),
        (put_away, 409, "It can be read but not changed"),
        (make_observers, 200, "Your seat is an observer's"),
        (let_the_delegation_answer, 200, "Your side gives one answer together"),
    ],
)
def test_a_form_that_comes_too_late_says_so_and_gives_the_text_back(
    client, db, change, status, sentence
):
    participant, _ = make_room(client)
    change()

    response = post_stage(client, participant)

    assert response.status_code == status
    assert sentence in text_of(response).replace("&#x27;", "'")
    assert TYPED in text_of(response)
    assert answers(participant) == []


def test_a_stale_form_gives_the_text_back(db):
    client = Client(enforce_csrf_checks=True)
    participant, _ = make_room(client)

    response = post_stage(client, participant, **{"initial-F-01-comment": "Before"})

    assert response.status_code == 403
    page = text_of(response)
    assert "The page was open for a long time" in page
    assert TYPED in page
    assert "Before" not in page


def test_an_untouched_stage_that_closed_meanwhile_is_only_read(client, db):
    participant, _ = make_room(client)
    close()

    response = client.post(stage_url(participant), {"mode": "individual"})

    assert response.status_code == 302


def test_five_megabytes_are_refused_with_a_sentence(client, db):
    participant, _ = make_room(client)

    by_script = send(client, participant, comment="x" * 5 * 1024 * 1024)
    by_form = post_stage(client, participant, **{"F-01-comment": "x" * 5 * 1024 * 1024})

    assert (by_script.status_code, by_form.status_code) == (400, 400)
    assert "Shorten what you wrote" in by_script.json()["error"]
    assert "what you wrote is still there" in text_of(by_form)


def test_an_answer_for_another_workshop_is_refused(client, db):
    participant, _ = make_room(client)
    other = make_workshop(state="open")
    here = participant.workshop
    participant.workshop = other

    response = send(client, participant)

    assert response.status_code == 404
    assert "no longer holds a seat" in response.json()["error"]
    assert here.code != other.code


def test_an_old_revision_sent_again_changes_nothing(client, db):
    participant, _ = make_room(client)
    first, second = str(uuid.uuid4()), str(uuid.uuid4())
    send(client, participant, value="2", revision=first)
    send(client, participant, value="4", revision=second, replaces=first)

    response = send(client, participant, value="2", revision=first)

    assert (response.json()["value"], response.json()["revision"]) == ("4", second)
    assert answers(participant) == [("F-01", 1, "4", "")]
    assert AnswerRevision.objects.count() == 2


def test_a_revision_from_the_future_is_from_now(client, db):
    participant, _ = make_room(client)
    tomorrow = str(1000 + 24 * 3600 * 1000)

    send(client, participant, value="2", answered=tomorrow, now="1000")
    send(client, participant, value="4", replaces=Answer.objects.get().revision)

    answer = Answer.objects.get()
    assert answer.value == "4"
    assert answer.answered_at <= answer.received_at <= timezone.now()


def test_a_revision_that_builds_on_one_never_seen_is_kept(client, db):
    participant, _ = make_room(client)

    response = send(client, participant, value="2", replaces=str(uuid.uuid4()))

    assert response.json()["value"] == "2"
    assert answers(participant) == [("F-01", 1, "2", "")]


def test_a_refusal_speaks_the_seats_language_not_the_browsers(client, db, settings):
    settings.LANGUAGES = [("en", "English"), ("fr", "Français")]
    participant, _ = make_room(client)
    Participant.objects.update(language="fr")

    response = send(client, participant, revision="x")

    assert response.json()["error"] == "Saisissez un UUID valide."


def test_a_question_that_no_database_takes_is_refused(client, db):
    participant, _ = make_room(client)

    response = send(client, participant, question="\x00")

    assert response.status_code == 409
