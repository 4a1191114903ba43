"""Pages travel compressed to whoever can unpack them, and nothing else does."""

import gzip

from django.test import Client

from tests.diagnostics.evidence import a_pdf, put_beside
from tests.diagnostics.officials import make_room, stage_url
from tests.diagnostics.test_answer_saves import send


def test_a_stage_travels_compressed(db):
    client = Client(headers={"accept-encoding": "gzip, deflate"})
    participant, _ = make_room(client, questions=10)

    response = client.get(stage_url(participant))

    assert response["Content-Encoding"] == "gzip"
    assert b"Question F-10?" in gzip.decompress(response.content)


def test_a_file_and_an_echo_travel_as_they_are(db):
    client = Client(headers={"accept-encoding": "gzip"})
    participant, [question] = make_room(client, questions=1)
    file = put_beside(participant, question, "act.pdf", a_pdf())

    download = client.get(f"/j/{participant.workshop.code}/files/{file.pk}/")

    assert "Content-Encoding" not in download
    assert "Content-Encoding" not in send(client, participant)


def test_who_cannot_unpack_gets_plain_pages(client, db):
    participant, _ = make_room(client)

    response = client.get(stage_url(participant))

    assert "Content-Encoding" not in response
    assert b"Question F-01?" in response.content
