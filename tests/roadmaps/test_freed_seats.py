"""Whoever frees a seat can also claim it: a signature from such a seat says who freed it."""

import datetime
import io

import docx
import pytest
from django.urls import reverse

from alignment.models import Participant
from alignment.services.joining import claim_seat
from alignment.services.seats import release_seat
from roadmaps.content import content_digest, roadmap_content
from roadmaps.documents import render
from roadmaps.documents.pdf import roadmap_html
from roadmaps.editions import draft_edition
from roadmaps.models import Signature
from roadmaps.services.signing import sign
from roadmaps.transfer.reading import read_workshop
from roadmaps.transfer.writing import write_workshop
from tests.factories import (
    PIN,
    make_action,
    make_participants,
    make_user,
    make_workshop,
    remove_workshop,
    take_seat,
)
from tests.roadmaps.people import make_signatory

pytestmark = pytest.mark.django_db
DAY = datetime.datetime(2026, 3, 2, 9, 30, tzinfo=datetime.UTC)
TAKEN_AGAIN = (
    "The seat was freed by Grace Hopper on {} and taken again before this signature.".format
)
FREED = TAKEN_AGAIN("2 March 2026")


@pytest.fixture
def facilitator():
    return make_user(name="Grace Hopper")


@pytest.fixture
def workshop(facilitator):
    workshop = make_workshop(by=facilitator, state="open")
    make_action(workshop, text="Publish the ceilings")
    return workshop


@pytest.fixture
def freed(workshop, facilitator):
    """A signatory's seat that the facilitator freed and somebody claimed again."""
    participant = make_signatory(workshop, "MOH")
    release_seat(participant=participant, by=facilitator)
    Participant.objects.filter(pk=participant.pk).update(reset_at=DAY)
    participant.refresh_from_db()
    return claim_seat(participant=participant, pin=PIN)


def sign_from(participant):
    digest = content_digest(roadmap_content(participant.workshop, "en"))
    return sign(participant=participant, pin=PIN, name="Ada", post="Director", digest=digest)


def roadmap_seen_by(client, workshop):
    return client.get(reverse("roadmaps:roadmap", args=[workshop.code])).content.decode()


def test_a_signature_from_a_freed_seat_keeps_who_freed_it_and_when(freed):
    signature = sign_from(freed)

    assert (signature.seat_freed_by, signature.seat_freed_at) == ("Grace Hopper", DAY)


def test_a_signature_from_a_seat_that_nobody_freed_says_nothing(workshop):
    signature = sign_from(make_signatory(workshop, "MOH"))

    assert (signature.seat_freed_by, signature.seat_freed_at) == ("", None)


def test_freeing_a_seat_that_nobody_had_taken_leaves_no_note(workshop, facilitator):
    (participant,) = make_participants(workshop, "MOH", role="signatory")
    release_seat(participant=participant, by=facilitator)

    signature = sign_from(claim_seat(participant=participant, pin=PIN))

    assert signature.seat_freed_at is None


def test_the_name_stays_with_the_signature_when_the_account_goes(freed, facilitator):
    sign_from(freed)
    facilitator.delete()

    assert Signature.objects.get().seat_freed_by == "Grace Hopper"


def test_the_roadmap_page_says_it_beside_the_signature(client, facilitator, workshop, freed):
    client.force_login(facilitator)
    before = roadmap_seen_by(client, workshop)
    sign_from(freed)

    assert "taken again" not in before
    assert FREED in roadmap_seen_by(client, workshop)


def test_the_roadmap_page_gives_times_as_the_workshop_has_them(
    client, facilitator, workshop, freed
):
    type(workshop).objects.update(time_zone="Africa/Kigali")
    sign_from(freed)
    Signature.objects.update(signed_at=DAY)
    client.force_login(facilitator)

    assert "2 March 2026, 11:30" in roadmap_seen_by(client, workshop)


def test_the_signatory_is_told_before_signing(client, workshop, freed):
    take_seat(client, freed)

    page = client.get(reverse("roadmaps:participant_roadmap", args=[workshop.code]))

    assert "This seat was freed by Grace Hopper on 2 March 2026" in page.content.decode()


def test_the_documents_say_it_in_the_sign_off(workshop, freed):
    sign_from(freed)
    edition = draft_edition(workshop, "en")

    word = docx.Document(io.BytesIO(render("docx", edition)))

    assert FREED in roadmap_html(edition)
    assert FREED in [paragraph.text for paragraph in word.paragraphs]


def test_the_statement_travels_with_the_workshop(workshop, freed, tmp_path):
    sign_from(freed)
    path = tmp_path / "workshop.zip"
    write_workshop(workshop, path)
    remove_workshop(workshop)

    read_workshop(path)

    signature = Signature.objects.get()
    assert (signature.seat_freed_by, signature.seat_freed_at) == ("Grace Hopper", DAY)
