"""The facilitator finds out who signs, where, and who is missing."""

import pytest
from django.urls import reverse

from tests.factories import make_institution, make_participants, make_user, make_workshop

pytestmark = pytest.mark.django_db
NOBODY = "has no signatory yet"


@pytest.fixture
def workshop():
    return make_workshop(by=make_user(), state="open")


@pytest.fixture
def page_of(client):
    def page(workshop):
        client.force_login(workshop.facilitators.get().user)
        return client.get(reverse("roadmaps:roadmap", args=[workshop.code])).content.decode()

    return page


def test_a_ministry_without_a_signatory_is_named_with_the_way_out(workshop, page_of):
    make_participants(workshop, "MOH", 2)
    make_participants(workshop, "MOF", role="signatory")

    page = page_of(workshop)

    assert page.count(NOBODY) == 1
    assert f'href="/w/{workshop.code}/people/">Choose a seat' in page


def test_with_both_signatories_it_says_where_they_sit_and_sign(workshop, page_of):
    for side in ("MOH", "MOF"):
        institution = make_institution(workshop, side, name=f"Office of {side}")
        make_participants(workshop, institution=institution, role="signatory")

    page = page_of(workshop)

    assert NOBODY not in page
    assert "Office of MOH" in page
    assert f"/j/{workshop.code}/" in page


def test_once_it_is_over_nobody_is_asked_to_sign(workshop, page_of):
    type(workshop).objects.update(state="concluded")

    page = page_of(workshop)

    assert NOBODY not in page
    assert "Where and how the ministries sign" not in page
