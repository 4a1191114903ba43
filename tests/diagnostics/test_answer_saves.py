import uuid

import pytest
from django.test import Client
from django.utils import timezone

from alignment.models import Participant
from alignment.services.seats import release_seat
from diagnostics.models import Answer, AnswerRevision
from tests.diagnostics.officials import answers, make_room
from tests.factories import take_seat


def send(client, participant, **fields):
    said = {
        "question": "F-01",
        "value": "3",
        "mode": "individual",
        "round": "1",
        "revision": str(uuid.uuid4()),
        "answered": "1000",
        "now": "1000",
    }
    return client.post(f"/j/{participant.workshop.code}/answers/", said | fields)


def test_a_save_echoes_what_is_stored(client, db):
    participant, _ = make_room(client)
    revision = str(uuid.uuid4())

    response = send(client, participant, revision=revision, comment="Why", evidence="Gazette")

    assert response.json() == {
        "question": "F-01",
        "value": "3",
        "revision": revision,
        "received": response.json()["received"],
        "state": "received",
    }
    assert response.json()["received"].endswith("+02:00")
    assert len(response.content) <= 500
    assert answers(participant) == [("F-01", 1, "3", "Why")]


def test_a_save_sent_twice_echoes_the_same(client, db):
    participant, _ = make_room(client)
    revision = str(uuid.uuid4())

    first = send(client, participant, revision=revision)
    again = send(client, participant, revision=revision)

    assert first.json() == again.json()
    assert AnswerRevision.objects.count() == 1


def test_how_long_an_answer_waited_is_told_by_the_phones_own_clock(client, db):
    participant, _ = make_room(client)
    Participant.objects.update(joined_at=timezone.now() - timezone.timedelta(hours=2))

    send(client, participant, answered="1000", now=str(1000 + 90 * 60 * 1000))

    answer = Answer.objects.get()
    assert 5399 < (answer.received_at - answer.answered_at).total_seconds() < 5401


def test_two_phones_meet_and_the_person_is_told(client, db):
    participant, _ = make_room(client)
    send(client, participant, value="2")

    response = send(client, participant, value="4")

    assert response.json()["state"] == "conflict"
    assert response.json()["value"] == "4"
    assert AnswerRevision.objects.count() == 2


def test_the_answer_before_a_reset_is_never_echoed(client, db):
    participant, _ = make_room(client)
    send(client, participant, value="4")
    release_seat(participant=participant)
    take_seat(client, Participant.objects.get(pk=participant.pk))

    response = send(client, participant, value="1", answered="0", now="999999999999")

    assert response.json()["value"] == "1"


@pytest.mark.parametrize(
    ("fields", "status", "sentence"),
    [
        ({"value": "9"}, 409, "Choose a level"),
        ({"value": ""}, 409, "Choose a level"),
        ({"revision": "x"}, 409, "valid UUID"),
        ({"answered": "x"}, 409, "whole number"),
        ({"now": "9" * 40, "answered": "-" + "9" * 40}, 200, ""),
        ({"comment": "x" * 2001}, 409, "at most 2000"),
        ({"question": "Z-99"}, 404, "no longer asked"),
        ({"mode": "institutional"}, 409, "How your side answers has changed"),
        ({"round": "2"}, 409, "not open yet"),
    ],
)
def test_a_refused_save_says_why(client, db, fields, status, sentence):
    participant, _ = make_room(client)

    response = send(client, participant, **fields)

    assert response.status_code == status
    if status != 200:
        assert list(response.json()) == ["error"]
        assert sentence in response.json()["error"]
        assert answers(participant) == []


@pytest.mark.parametrize(
    ("who", "status"), [("holder", 200), ("withdrawn", 403), ("stranger", 404), ("observer", 409)]
)
def test_who_may_save(client, db, who, status):
    participant, _ = make_room(client)
    if who == "stranger":
        client.cookies.clear()
    if who == "withdrawn":
        Participant.objects.update(voided_at=timezone.now())
    if who == "observer":
        Participant.objects.update(role="observer")

    response = send(client, participant)

    assert response.status_code == status
    assert ("error" in response.json()) == (status != 200)
    assert Answer.objects.count() == (status == 200)


def test_a_save_reads_once_and_writes_two_rows(client, db, django_assert_num_queries):
    participant, _ = make_room(client)
    send(client, participant)

    # The seat with the question; the answer and its revision within one transaction.
    with django_assert_num_queries(5):
        send(client, participant, question="F-02")


def test_a_save_is_posted(client, db):
    participant, _ = make_room(client)

    assert client.get(f"/j/{participant.workshop.code}/answers/").status_code == 405


def test_a_save_needs_the_pages_token(db):
    client = Client(enforce_csrf_checks=True)
    participant, _ = make_room(client)

    assert send(client, participant).status_code == 403
    assert Answer.objects.count() == 0
