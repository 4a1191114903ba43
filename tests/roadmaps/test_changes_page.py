"""People see what a draft changes in the text that both ministries signed."""

import pytest
from django.urls import reverse

from tests.factories import make_action, make_workshop, take_seat
from tests.roadmaps.test_documents import sign_both

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop():
    workshop = make_workshop(state="open")
    make_action(workshop, text="Publish the ceilings", lead="Budget office")
    sign_both(workshop)
    workshop.actions.update(lead="Treasury")
    return workshop


def test_the_facilitator_reads_the_list_beside_the_documents(client, workshop):
    client.force_login(workshop.facilitators.get().user)
    path = reverse("roadmaps:changes", args=[workshop.code, 0])

    listed = client.get(reverse("roadmaps:documents", args=[workshop.code])).content.decode()
    roadmap = client.get(reverse("roadmaps:roadmap", args=[workshop.code])).content.decode()
    page = client.get(path).content.decode()

    assert path in listed
    assert path in roadmap
    assert "What changed since version 1" in page
    assert "Budget office" in page
    assert "Treasury" in page


def test_a_signatory_reads_it_before_signing_again(client, workshop):
    take_seat(client, workshop.participants.get(institution__side__code="MOH"))
    path = reverse("roadmaps:participant_changes", args=[workshop.code])

    roadmap = client.get(reverse("roadmaps:participant_roadmap", args=[workshop.code]))
    page = client.get(path).content.decode()

    assert path in roadmap.content.decode()
    assert "Treasury" in page


@pytest.mark.parametrize("number", [1, 2])
def test_a_first_version_and_one_that_does_not_exist_have_no_list(client, workshop, number):
    client.force_login(workshop.facilitators.get().user)

    path = reverse("roadmaps:changes", args=[workshop.code, number])

    assert client.get(path).status_code == 404
