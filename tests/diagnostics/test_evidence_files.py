"""Photos and files beside an answer, while they are their owner's alone."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from PIL import Image

from alignment.files import read_file
from alignment.models import Participant, StoredFile
from alignment.services.seats import release_seat
from diagnostics.models import EvidenceFile, Question
from diagnostics.services.evidence import add_evidence_file
from tests.diagnostics.evidence import a_pdf, a_photo, files_url, put_beside, send_file, upload
from tests.diagnostics.officials import make_room, stage_url, text_of
from tests.factories import make_participants, take_seat


def stored():
    return list(EvidenceFile.objects.values_list("file__name", "file__media_type"))


def test_a_file_is_sent_and_stands_in_the_list(client, db):
    participant, [question] = make_room(client, questions=1)

    response = send_file(client, participant, question)

    assert response.url == files_url(participant, question)
    assert stored() == [("gazette.jpg", "image/jpeg")]
    page = text_of(client.get(response.url))
    assert "Received: gazette.jpg." in page
    assert "Send another" in page
    assert "(1)<noscript>" in text_of(client.get(stage_url(participant)))


def test_a_photo_leaves_place_and_owner_behind(client, db):
    participant, [question] = make_room(client, questions=1)
    exif = Image.Exif()
    exif[0x013B] = "Zawadi Ingabire"

    send_file(client, participant, question, upload(content=a_photo(exif=exif)))

    assert b"Zawadi" not in bytes(StoredFile.objects.get().content)


def test_the_script_hears_where_to_go_on_or_why_not(client, db):
    participant, [question] = make_room(client, questions=1)
    client.defaults["HTTP_X_REQUESTED_WITH"] = "participant"

    taken = send_file(client, participant, question)
    refused = send_file(client, participant, question, upload("act.pdf", b"MZ\x90 a program"))

    assert taken.json() == {"at": files_url(participant, question)}
    assert refused.status_code == 409
    assert "not one of the kinds taken here" in refused.json()["error"]
    assert len(stored()) == 1


def test_a_file_sent_twice_is_one_file(client, db):
    participant, [question] = make_room(client, questions=1)
    number = str(uuid.uuid4())

    first = send_file(client, participant, question, upload=number)
    again = send_file(client, participant, question, upload=number)

    assert first.url == again.url
    assert len(stored()) == StoredFile.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"file": ""}, "Choose a photo or a file first."),
        ({"file": upload("a.jpg", b"")}, "This file is empty."),
        ({"file": upload("a.jpg", b"\x00\x01\x02")}, "not one of the kinds taken here"),
        ({"file": upload("a.pdf", b"%PDF-1.7")}, "not one of the kinds taken here"),
        ({"upload": "x"}, "valid UUID"),
        ({"mode": "institutional"}, "How your side answers has changed"),
    ],
)
def test_what_is_not_taken_says_why(client, db, fields, sentence):
    participant, [question] = make_room(client, questions=1)

    response = send_file(client, participant, question, **fields)

    assert response.status_code == 200
    assert sentence in text_of(response)
    assert stored() == []


def test_a_file_of_any_size_is_refused_with_a_sentence_and_only_its_beginning_is_kept(client, db):
    participant, [question] = make_room(client, questions=1)
    large = upload("film.jpg", a_photo() + bytes(14 * 1024 * 1024))

    response = send_file(client, participant, question, large)

    assert "at most 10 MB are taken" in text_of(response)
    assert stored() == []
    kept = response.wsgi_request.FILES["file"].size
    assert 10 * 1024 * 1024 < kept < 11 * 1024 * 1024


def test_three_files_are_the_most(client, db):
    participant, [question, other] = make_room(client)
    for number in range(3):
        put_beside(participant, question, f"{number}.jpg")

    response = send_file(client, participant, question)

    assert "Remove one first" in text_of(response)
    assert len(stored()) == 3
    assert send_file(client, participant, other).status_code == 302


@pytest.mark.parametrize(
    ("state", "sentence"), [("draft", "is not open yet"), ("closed", "its files stay as they are")]
)
def test_only_an_open_question_takes_files(client, db, state, sentence):
    participant, [question] = make_room(client, questions=1, state=state)

    assert sentence in text_of(send_file(client, participant, question))
    assert stored() == []


def test_an_observer_sends_none(client, db):
    participant, [question] = make_room(client, questions=1)
    Participant.objects.update(role="observer")

    assert "observer" in text_of(send_file(client, participant, question))
    assert stored() == []


def test_the_number_of_a_send_is_the_seats_own(db, client):
    participant, [question] = make_room(client, questions=1)
    neighbour = make_participants(participant.workshop)[0]
    first = put_beside(participant, question)

    send = {"question": question, "file": read_file(upload()), "upload": first.upload}
    second = add_evidence_file(participant=neighbour, **send)

    assert second != first


def own_url(file):
    return f"/j/{file.participant.workshop.code}/files/{file.pk}/"


def test_ones_own_file_comes_back_under_its_name(client, db):
    participant, [question] = make_room(client, questions=1)
    file = put_beside(participant, question, "Circular 12.pdf", a_pdf())

    response = client.get(own_url(file))

    assert response["Content-Disposition"] == 'attachment; filename="Circular 12.pdf"'
    assert response.content.startswith(b"%PDF")


def test_another_seats_file_is_not_there(client, db):
    participant, [question] = make_room(client, questions=1)
    neighbour = make_participants(participant.workshop)[0]
    file = put_beside(neighbour, question)

    assert client.get(own_url(file)).status_code == 404
    assert client.post(own_url(file) + "remove/").status_code == 404
    assert "gazette.jpg" not in text_of(client.get(files_url(participant, question)))


def test_the_next_holder_of_a_seat_sees_no_file_of_the_last(client, db):
    participant, [question] = make_room(client, questions=1)
    file = put_beside(participant, question)
    release_seat(participant=participant)
    take_seat(client, Participant.objects.get(pk=participant.pk))

    assert client.get(own_url(file)).status_code == 404
    assert "gazette.jpg" not in text_of(client.get(files_url(participant, question)))
    assert "(1)" not in text_of(client.get(stage_url(participant)))


def test_a_file_is_removed_after_one_was_asked(client, db):
    participant, [question] = make_room(client, questions=1)
    file = put_beside(participant, question)

    asked = client.get(own_url(file) + "remove/")
    assert "Remove this file?" in text_of(asked)
    assert len(stored()) == 1
    response = client.post(own_url(file) + "remove/")

    assert response.url == files_url(participant, question)
    assert (stored(), StoredFile.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"state": "closed", "closed_at": timezone.now()}, "its files stay as they are"),
        ({"round": 2}, "belongs to the first round"),
    ],
)
def test_a_file_stays_once_its_question_moved_on(client, db, fields, sentence):
    participant, [question] = make_room(client, questions=1)
    file = put_beside(participant, question)
    Question.objects.update(**fields)

    response = client.post(own_url(file) + "remove/", follow=True)

    assert sentence in text_of(response)
    assert len(stored()) == 1


def test_a_withdrawn_seat_sends_nothing(db, client):
    participant, [question] = make_room(client, questions=1)
    participant.voided_at = timezone.now()

    with pytest.raises(ValidationError, match="withdrawn"):
        put_beside(participant, question)


@pytest.mark.parametrize("files", [0, 2])
def test_a_stage_costs_the_same_with_files(client, db, files, django_assert_num_queries):
    participant, questions = make_room(client, questions=3)
    for question in questions[:files]:
        put_beside(participant, question)
    client.get(stage_url(participant))

    with django_assert_num_queries(5):
        client.get(stage_url(participant))
