"""Two laptops edit one row of the roadmap in its place."""

import re

import pytest
from playwright.sync_api import expect

from alignment.models import Facilitator
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import LAPTOP
from tests.factories import make_action, make_user, make_workshop

PASSWORD = "a-long-password"
CHANGE = re.compile(r"Change\s*: A1")


@pytest.fixture
def workshop(transactional_db):
    workshop = make_workshop(by=make_user(email="anna@example.org", name="Anna"), state="open")
    Facilitator.objects.create(
        workshop=workshop, user=make_user(email="ben@example.org", name="Ben")
    )
    make_action(workshop, text="Publish the ceilings", lead="Treasury")
    return workshop


def at_the_roadmap(page, email, workshop):
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.goto(f"/w/{workshop.code}/roadmap/")
    page.get_by_role("link", name=CHANGE).click()
    expect(page.get_by_role("heading", name="Change action A1")).to_be_focused()
    return page


def test_two_laptops_on_one_row_lose_nothing(devices, workshop):
    anna, ben = (
        at_the_roadmap(devices(LAPTOP), f"{name}@example.org", workshop) for name in ("anna", "ben")
    )

    anna.get_by_label("Lead", exact=True).fill("Budget office")
    anna.get_by_role("button", name="Save the action").click()
    expect(anna.get_by_text("A1 is saved.")).to_be_visible()
    expect(anna.get_by_role("link", name=CHANGE)).to_be_focused()

    ben.get_by_label("Lead", exact=True).fill("Planning office")
    ben.get_by_label("Risk", exact=True).fill("Revision")
    ben.get_by_role("button", name="Save the action").click()
    asked = ben.get_by_role("group", name="Lead")
    expect(asked).to_contain_text("Planning office")
    expect(asked).to_contain_text("Budget office")
    assert_fits(ben)
    assert_accessible(ben)

    asked.get_by_label("As Anna saved it").check()
    ben.get_by_role("button", name="Save the action").click()

    expect(ben.get_by_text("A1 is saved.")).to_be_visible()
    action = workshop.actions.get()
    assert (action.lead, action.risk) == ("Budget office", "Revision")
