"""Somebody in a district answers on a phone before the workshop."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from alignment.early_links import early_token
from alignment.services.early_links import close_early_link, open_early_link
from diagnostics.models import Answer
from tests.browser.checks import assert_accessible, assert_fits
from tests.factories import PIN, make_institution, make_question, make_workshop


@pytest.fixture
def link(transactional_db):
    workshop = make_workshop(state="open")
    make_question(workshop, "F-01", who=("LOCAL",))
    return open_early_link(
        workshop=workshop,
        institution=make_institution(workshop, "LOCAL", name="North district"),
        stages=["F"],
        last_day=timezone.localdate() + datetime.timedelta(days=7),
        most_seats=5,
    )


def test_from_the_link_to_an_answer_and_to_the_closed_link(phone, link):
    address = reverse("diagnostics:early", args=[link.workshop.code, early_token(link)])
    phone.goto(address)
    expect(phone.get_by_role("heading", name="Who sees what")).to_be_visible()
    assert_accessible(phone)
    assert_fits(phone)
    for field in phone.locator("input[type=password]").all():
        field.fill(PIN)
    phone.get_by_role("button", name="Take a seat and begin").click()
    expect(phone.get_by_text("You are answering before the workshop.")).to_be_visible()
    assert_accessible(phone)

    phone.get_by_role("link", name="Begin").click()
    phone.get_by_text("3 Mostly aligned").click()
    expect(phone.locator("[data-state]").first).to_contain_text("Received")
    assert Answer.objects.values_list("value", "origin").get() == ("3", "early")

    close_early_link(link=link)
    phone.goto(address)
    expect(phone.get_by_text("Your answers are stored.")).to_be_visible()
    phone.get_by_role("link", name="Stage F").click()
    expect(phone.get_by_text("Not open yet.")).to_be_visible()
