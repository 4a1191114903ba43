"""After the workshop: an owner writes on a phone, the facilitator reads it and keeps the dates."""

import re

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.checks import assert_accessible, assert_fits
from tests.factories import make_action, make_user, make_workshop

PASSWORD = "a-long-password"


@pytest.fixture
def workshop(transactional_db):
    workshop = make_workshop(by=make_user(email="lead@example.org"), state="concluded")
    make_action(workshop, text="Publish the ceilings", lead="Treasury", due="2027-03-31")
    make_action(workshop, text="Pay clinics directly", lead="Health ministry")
    return workshop


def looked_at(page):
    assert_fits(page)
    assert_accessible(page)


def sign_in(page):
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("lead@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def make_link(page, workshop, lead="Treasury"):
    """The address of a personal link for what this lead owns."""
    page.goto(f"/w/{workshop.code}/follow-up/owners/")
    page.get_by_label("For whom").fill("Budget office")
    page.get_by_label(f"{lead} (1)").check()
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_role("heading", name="The link for Budget office")).to_be_visible()
    looked_at(page)
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    return page.get_by_label("Copy this link now").input_value()


def tell(page, address, action):
    """An owner opens the link and says how one action goes."""
    page.goto(re.sub("https?://[^/]+", "", address))
    expect(page.get_by_role("heading", name="My actions")).to_be_visible()
    looked_at(page)
    page.get_by_role("link", name=re.compile(action)).click()
    expect(page.get_by_role("heading", name="Say how it goes")).to_be_visible()
    looked_at(page)
    page.get_by_label("Under way").check()
    page.get_by_label("What happened").fill("The circular is drafted")
    page.get_by_text("Percent, milestone, evidence").click()
    page.get_by_label("How much is done").fill("40")
    page.get_by_role("button", name="Store the note").click()
    expect(page.get_by_role("status")).to_contain_text("Your note is stored.")
    looked_at(page)


def hold_a_review(page, workshop):
    page.goto(f"/w/{workshop.code}/follow-up/")
    expect(page.get_by_text("Under way, 40 %")).to_be_visible()
    looked_at(page)
    page.get_by_role("link", name="Reviews", exact=True).click()
    page.get_by_role("link", name="Plan or record a review").click()
    page.get_by_label("Date of the review").fill("2026-03-20")
    page.get_by_label("What was decided").fill("Go on as planned")
    page.get_by_label("Next review").fill("2027-06-01")
    looked_at(page)
    page.get_by_role("button", name="Save the review").click()
    expect(page.get_by_text("Go on as planned")).to_be_visible()
    looked_at(page)


def days_in_the_calendar(page, workshop):
    page.goto(f"/w/{workshop.code}/follow-up/")
    expect(page.get_by_role("heading", name="Follow-up", exact=True)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Save the dates and reviews to a calendar").click()
    with open(download.value.path(), "rb") as file:
        found = Calendar.from_ical(file.read()).walk("VEVENT")
    return [str(event["DTSTART"].dt) for event in found]


@pytest.mark.any_database
def test_an_owner_writes_and_the_facilitator_reviews(laptop, phone, workshop):
    sign_in(laptop)
    address = make_link(laptop, workshop)

    tell(phone, address, "Publish the ceilings")
    expect(phone.get_by_text("Pay clinics directly")).to_have_count(0)
    hold_a_review(laptop, workshop)

    days = days_in_the_calendar(laptop, workshop)
    assert days == ["2027-03-31", "2026-03-20", "2027-06-01"]
