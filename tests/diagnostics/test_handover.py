"""Answers that waited on a phone without network come in as a sealed file, unread."""

import json
import time
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from alignment.models import Participant
from alignment.services.seats import release_seat
from diagnostics.handover import FORMAT, VERSION, seal_key, sealed_with, seat_mark
from diagnostics.models import Answer, AnswerRevision, Question
from tests.diagnostics.officials import answers, make_room, text_of
from tests.factories import make_user, make_workshop

NONCE = "0b1e8b4e-6f5b-4f5a-9d8e-0f0f0f0f0f0f"


def an_answer(code="F-01", value="3", *, ago=60, **fields):
    """Given so many seconds ago."""
    said = {
        "question": code,
        "value": value,
        "mode": "individual",
        "round": "1",
        "revision": str(uuid.uuid4()),
        "replaces": "",
        "comment": "Because of the gazette",
        "evidence": "",
        "answered": int((time.time() - ago) * 1000),
    }
    return said | fields


def file_of(participant, *said, **changed):
    """As the phone's script makes it."""
    sealed = sealed_with(seal_key(participant), NONCE, json.dumps({"answers": said}))
    about = {"format": FORMAT, "version": VERSION, "seat": seat_mark(participant)}
    return json.dumps(about | sealed | changed)


@pytest.fixture
def room(client, db):
    participant, _ = make_room(client)
    Participant.objects.update(joined_at=timezone.now() - timezone.timedelta(hours=1))
    participant.refresh_from_db()
    client.force_login(participant.workshop.facilitators.get().user)
    return participant


def bring(client, participant, content):
    upload = SimpleUploadedFile("accord-waiting.json", content.encode())
    return client.post(f"/w/{participant.workshop.code}/waiting/", {"file": upload})


def test_a_file_is_taken_up_and_only_counts_are_shown(client, room):
    page = text_of(bring(client, room, file_of(room, an_answer(), an_answer("F-02", "dk"))))

    assert answers(room) == [
        ("F-01", 1, "3", "Because of the gazette"),
        ("F-02", 1, "dk", "Because of the gazette"),
    ]
    assert set(Answer.objects.values_list("origin", flat=True)) == {"device"}
    assert "2 answers stored" in page
    assert "0 answers were here already" in page
    assert "gazette" not in page


def test_the_file_itself_tells_nothing(room):
    file = file_of(room, an_answer())

    assert "gazette" not in file
    assert "F-01" not in file


def test_bringing_it_twice_changes_nothing(client, room):
    file = file_of(room, an_answer())
    bring(client, room, file)

    page = text_of(bring(client, room, file))

    assert "1 answer was here already" in page
    assert AnswerRevision.objects.count() == 1


def test_an_answer_counts_from_when_it_was_given(client, room):
    bring(client, room, file_of(room, an_answer(ago=600)))

    answer = Answer.objects.get()
    assert 599 < (answer.received_at - answer.answered_at).total_seconds() < 602


@pytest.mark.parametrize(("ago", "stored"), [(60, 1), (1, 0)])
def test_after_the_close_only_what_was_given_in_time(client, room, ago, stored):
    closed = timezone.now() - timezone.timedelta(seconds=30)
    Question.objects.update(state="closed", closed_at=closed)

    page = text_of(bring(client, room, file_of(room, an_answer(ago=ago))))

    assert Answer.objects.count() == stored
    assert ("1 answer not taken: F-01 was closed before" in page) == (not stored)


def test_a_later_answer_stands(client, room):
    early, late = an_answer(value="1", ago=90), an_answer(value="4", ago=10)
    bring(client, room, file_of(room, late))

    page = text_of(bring(client, room, file_of(room, early)))

    assert "1 answer stored" in page
    assert Answer.objects.get().value == "4"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"value": "9"}, "Choose a level"),
        ({"revision": ["x"]}, "valid UUID"),
        ({"question": "Z-99"}, "no longer asked"),
        ({"round": "2"}, "not open yet"),
        ({"mode": "institutional"}, "How your side answers has changed"),
        ({"comment": "x" * 2001}, "at most 2000"),
    ],
)
def test_what_is_refused_is_counted_with_its_reason(client, room, fields, sentence):
    page = text_of(bring(client, room, file_of(room, an_answer() | fields, an_answer("F-02"))))

    assert "1 answer stored" in page
    assert "1 answer not taken:" in page
    assert sentence in page


def test_nobody_can_write_answers_into_a_file(client, room):
    """A facilitator has files, and with them marks of seats, but no seat's key."""
    forged = sealed_with("0" * 64, NONCE, json.dumps({"answers": [an_answer()]}))

    page = text_of(bring(client, room, file_of(room, **forged)))

    assert "not whole, or was changed" in page
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("part", ["nonce", "sealed", "proof", "seat"])
def test_a_changed_file_is_refused(client, room, part):
    file = json.loads(file_of(room, an_answer()))
    changed = file[part][:-5] + "AAAA" + file[part][-1]

    assert "not whole, or was changed" in text_of(
        bring(client, room, json.dumps(file | {part: changed}))
    )
    assert Answer.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "not a file of waiting answers"),
        ("%PDF-1.7", "not a file of waiting answers"),
        ("[]", "not a file of waiting answers"),
        ("[" * 100_000, "not a file of waiting answers"),
        (json.dumps({"format": FORMAT, "version": 2}), "another version"),
        (json.dumps({"format": FORMAT, "version": 1}), "not whole, or was changed"),
        ("x" * (5 * 1024 * 1024 + 1), "too large"),
    ],
)
def test_what_is_no_file_of_ours_is_refused(client, room, content, sentence):
    assert sentence in text_of(bring(client, room, content))


def test_a_file_of_another_workshop_names_it(client, room):
    other = make_workshop(by=room.workshop.facilitators.get().user, state="open")

    response = client.post(
        f"/w/{other.code}/waiting/",
        {"file": SimpleUploadedFile("w.json", file_of(room, an_answer()).encode())},
    )

    assert f"belongs to the workshop {room.workshop.code}" in text_of(response)


def test_a_freed_seats_file_is_refused(client, room):
    file = file_of(room, an_answer())
    release_seat(participant=room)

    assert "was freed since" in text_of(bring(client, room, file))
    assert Answer.objects.count() == 0


def test_a_withdrawn_seats_answers_are_not_taken(client, room):
    file = file_of(room, an_answer())
    Participant.objects.update(voided_at=timezone.now())

    assert "This seat was withdrawn" in text_of(bring(client, room, file))
    assert Answer.objects.count() == 0


def test_another_workshops_facilitator_does_not_reach_the_page(client, room):
    client.force_login(make_user())

    assert bring(client, room, file_of(room, an_answer())).status_code == 404
    assert Answer.objects.count() == 0
