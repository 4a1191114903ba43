"""A rehearsal says on every page and document what it is."""

import io
import json

import docx
import pytest
from django.test import Client
from django.urls import reverse

from alignment.models import Workshop
from roadmaps.content import roadmap_content
from roadmaps.documents import render
from roadmaps.documents.pdf import roadmap_html
from roadmaps.editions import draft_edition
from roadmaps.models import Rehearsal
from roadmaps.services.rehearsal import begin_rehearsal
from tests.factories import make_user, take_seat
from tests.roadmaps.people import anew
from tests.roadmaps.rehearsing import make_prepared_workshop

pytestmark = pytest.mark.django_db
BANNER = "Rehearsal: everything entered now will be wiped."


@pytest.fixture
def facilitator():
    return make_user()


@pytest.fixture
def workshop(facilitator):
    return make_prepared_workshop(facilitator)


@pytest.fixture
def rehearsed(workshop):
    begin_rehearsal(workshop=workshop)
    return Workshop.objects.get(pk=workshop.pk)


@pytest.fixture
def desk(facilitator):
    client = Client()
    client.force_login(facilitator)
    return client


def test_the_facilitator_begins_and_ends_it_by_two_presses(desk, workshop):
    path = reverse("roadmaps:rehearsal", args=[workshop.code])

    assert "Begin the rehearsal" in desk.get(path).content.decode()
    begun = desk.post(path, {"press": "begin"}, follow=True).content.decode()
    again = desk.post(path, {"press": "begin"}, follow=True).content.decode()
    asked = desk.get(path).content.decode()
    ended = desk.post(path, {"press": "end", "free_seats": "on"}, follow=True).content.decode()

    assert BANNER in begun
    assert "only one at a time" in again
    assert "End the rehearsal?" in asked
    assert "what was entered is wiped" in ended
    assert BANNER not in ended
    assert Workshop.objects.get(pk=workshop.pk).state == "draft"


def test_ending_it_frees_the_seats_unless_somebody_unticks_that(desk, rehearsed):
    page = desk.get(reverse("roadmaps:rehearsal", args=[rehearsed.code])).text

    assert 'name="free_seats" value="on" checked' in page


def test_a_press_that_says_nothing_does_nothing(desk, rehearsed):
    path = reverse("roadmaps:rehearsal", args=[rehearsed.code])

    page = desk.post(path, {}, follow=True).content.decode()

    assert "Choose on this page what to do" in page
    assert Rehearsal.objects.exists()


@pytest.mark.parametrize("name", ["alignment:setup", "diagnostics:run", "roadmaps:roadmap"])
def test_every_page_says_that_it_is_a_rehearsal(desk, workshop, name):
    path = reverse(name, args=[workshop.code])
    before = desk.get(path).content.decode()
    begin_rehearsal(workshop=workshop)

    page = desk.get(path).content.decode()

    assert BANNER not in before
    assert BANNER in page
    assert f'href="/w/{workshop.code}/rehearsal/">End the rehearsal' in page


def test_phones_say_it_too_and_cannot_end_it(client, rehearsed):
    join = client.get(reverse("diagnostics:join", args=[rehearsed.code])).content.decode()
    take_seat(client, anew(rehearsed.participants.first()))
    mine = client.get(reverse("diagnostics:me", args=[rehearsed.code])).content.decode()

    assert BANNER in join
    assert BANNER in mine
    assert "End the rehearsal" not in join + mine


def test_documents_and_tables_say_it(desk, rehearsed):
    edition = draft_edition(rehearsed, "en")
    word = docx.Document(io.BytesIO(render("docx", edition)))
    table = desk.get(reverse("roadmaps:roadmap_table", args=[rehearsed.code, "csv"]))

    assert BANNER in roadmap_html(edition)
    assert BANNER in [paragraph.text for paragraph in word.paragraphs]
    assert f"rehearsal-roadmap-{rehearsed.code}.csv" in table["Content-Disposition"]


def test_outside_a_rehearsal_the_content_does_not_name_it(workshop):
    assert "rehearsal" not in json.dumps(roadmap_content(workshop, "en"))
