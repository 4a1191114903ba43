"""Reviews on the facilitators' pages."""

import datetime

import pytest
from django.urls import reverse

from roadmaps.follow_up import today_at
from roadmaps.forms import reviews as review_forms
from roadmaps.models import Review
from roadmaps.services.reviews import record_review

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(client, workshop):
    client.force_login(workshop.facilitators.get().user)
    return client


def at(name, workshop, *args):
    return reverse(f"roadmaps:{name}", args=[workshop.code, *args])


def text(response):
    return response.content.decode()


def test_a_review_is_recorded_with_what_it_decided(lead, workshop):
    action = workshop.actions.first()
    page = {
        "held_on": today_at(workshop).isoformat(),
        "attendance": "Treasury\nMinistry of Health",
        "decision": "Go on",
        f"decision_{action.pk}": "stop",
        f"remark_{action.pk}": "No law",
    }

    assert lead.post(at("review_add", workshop), page).status_code == 302

    shown = text(lead.get(at("follow_up", workshop)))
    assert "Go on" in shown
    assert "<strong>Stop</strong>. <bdi>No law</bdi>" in shown
    workshop.refresh_from_db()
    assert workshop.state == "followed_up"


def test_a_planned_review_is_shown_as_planned(lead, workshop):
    record_review(workshop=workshop, held_on=today_at(workshop) + datetime.timedelta(days=5))

    assert "planned" in text(lead.get(at("reviews", workshop)))


def test_a_held_review_without_a_decision_is_refused(lead, workshop):
    page = lead.post(at("review_add", workshop), {"held_on": today_at(workshop).isoformat()})

    assert "Say in a sentence what was decided" in text(page)
    assert not Review.objects.exists()


def test_a_review_is_changed_and_deleted(lead, workshop):
    review = record_review(workshop=workshop, held_on=today_at(workshop), decision="Go on")
    change = {"held_on": review.held_on.isoformat(), "decision": "Go on faster"}

    lead.post(at("review", workshop, review.pk), change)
    review.refresh_from_db()
    assert review.decision == "Go on faster"

    lead.post(at("review_delete", workshop, review.pk))
    assert not Review.objects.exists()


def test_too_many_actions_are_not_asked_about_one_by_one(lead, workshop, monkeypatch):
    monkeypatch.setattr(review_forms, "MOST_ACTIONS", 2)
    action = workshop.actions.first()
    given = {"workshop": workshop, "held_on": today_at(workshop), "decision": "Go on"}
    review = record_review(actions={action.pk: ("stop", "")}, **given)

    page = text(lead.get(at("review", workshop, review.pk)))
    lead.post(at("review", workshop, review.pk), given | {"decision": "Go on faster"})

    assert "too many actions" in page
    assert review.actions.get().decision == "stop"
