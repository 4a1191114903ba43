"""A facilitator pairs a phone with the laptop, and runs the room from it."""

import pytest
from playwright.sync_api import expect

from alignment.models import Event
from diagnostics.services.parking import park
from diagnostics.wall import wall_token
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import LAPTOP, PHONE
from tests.factories import make_answers, make_participants, make_question, make_user, make_workshop

pytestmark = pytest.mark.any_database
PASSWORD = "a-long-password"
PROJECTOR = {"viewport": {"width": 1920, "height": 1080}}


@pytest.fixture
def workshop(transactional_db):
    """Six of each ministry have answered the one open question; one more has a seat."""
    facilitator = make_user(email="lead@example.org", password=PASSWORD)
    workshop = make_workshop(by=facilitator, state="open", title="A " + "long title " * 12)
    question = make_question(workshop, "F-01", state="open")
    for side in ("MOH", "MOF"):
        make_answers(question, "333444", side=side)
    make_participants(workshop)
    return workshop


@pytest.fixture
def laptop(devices, workshop):
    page = devices(LAPTOP)
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("lead@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.goto(f"/w/{workshop.code}/run/")
    return page


@pytest.fixture
def wall(devices, workshop):
    page = devices(PROJECTOR)
    page.goto(f"/wall/{workshop.code}/{wall_token(workshop)}/")
    return page


def looked_at(page):
    assert_fits(page)
    assert_accessible(page)


def pair(laptop, phone, workshop):
    laptop.get_by_role("link", name="Pair a phone").click()
    laptop.get_by_role("button", name="Make a code for a phone").click()
    expect(laptop.get_by_role("img", name="QR code that pairs a phone")).to_be_visible()
    looked_at(laptop)
    phone.goto(f"/pair/{workshop.code}/")
    looked_at(phone)
    phone.get_by_label("Code on the laptop").fill(laptop.locator(".join-code").inner_text())
    phone.get_by_label("Name for this phone").fill("Blue phone")
    phone.get_by_role("button", name="Pair this phone").click()
    expect(phone.get_by_role("heading", name="Run the room")).to_be_visible()


def test_a_paired_phone_runs_the_room_and_the_wall_follows(laptop, wall, devices, workshop):
    phone = devices(PHONE)
    pair(laptop, phone, workshop)
    looked_at(phone)

    phone.get_by_label("Minutes").fill("20")
    phone.get_by_role("button", name="Start").click()
    expect(phone.get_by_text("The timer runs.")).to_be_visible()
    expect(wall.locator("[data-left]")).to_contain_text("19:")

    phone.get_by_role("button", name="Close").click()
    phone.get_by_role("button", name="Reveal…").click()
    expect(phone.get_by_text("It cannot be taken back")).to_be_visible()
    phone.get_by_role("button", name="Reveal to everybody").click()
    expect(phone.get_by_role("button", name="Hide the results from the wall")).to_be_visible()
    expect(wall.get_by_role("heading", name="reaches the benchmark")).to_be_visible()
    expect(wall.locator("figure.picture-heat svg:visible")).to_be_visible()
    assert_stays_on_screen(wall)
    assert Event.objects.get(action="questions_revealed").from_phone is True

    phone.get_by_role("button", name="Hide the results from the wall").click()
    expect(wall.get_by_text("The results are not shown at the moment.")).to_be_visible()
    expect(wall.get_by_role("heading", name="reaches the benchmark")).to_be_hidden()


def assert_stays_on_screen(page):
    """Nobody scrolls a projector."""
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollHeight - {root}.clientHeight") <= 0


def test_the_laptops_page_follows_the_room_while_somebody_types(laptop, workshop):
    looked_at(laptop)
    laptop.get_by_text("Park something").click()
    laptop.get_by_label("What came up").fill("Half a sent")

    park(workshop=workshop, text="From another device")

    expect(laptop.get_by_text("From another device", exact=True)).to_be_visible()
    expect(laptop.get_by_label("What came up")).to_have_value("Half a sent")
    laptop.context.set_offline(True)
    expect(laptop.get_by_text("Out of reach since")).to_be_visible()
    laptop.context.set_offline(False)
    expect(laptop.get_by_text("Last updated")).to_be_visible()
    laptop.get_by_role("button", name="Park it").click()
    expect(laptop.get_by_text("It is in the parking lot.")).to_be_visible()


def test_an_unpaired_phone_is_told_by_itself(laptop, devices, workshop):
    phone = devices(PHONE)
    pair(laptop, phone, workshop)

    laptop.reload()
    laptop.get_by_role("button", name="Unpair").click()

    expect(phone.get_by_role("heading", name="This phone no longer runs the room")).to_be_visible()
