"""From bottlenecks to two signatures, on one laptop and the phones of both ministries."""

import pytest
from playwright.sync_api import expect

from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.seats import join
from tests.factories import (
    PIN,
    make_action,
    make_bottleneck,
    make_cause,
    make_institution,
    make_participants,
    make_user,
    make_workshop,
)

PASSWORD = "a-long-password"
MINISTRIES = {"MOH": "Health ministry", "MOF": "Finance ministry"}


@pytest.fixture
def workshop(transactional_db, settings):
    """Open, with one delegation seat for each ministry, which scores and signs."""
    # Documents are another process's work.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    workshop = make_workshop(by=make_user(email="lead@example.org"), state="open")
    workshop.sides.update(mode="institutional")
    for side, name in MINISTRIES.items():
        institution = make_institution(workshop, side, name=name)
        make_participants(workshop, institution=institution, role="signatory")
    return workshop


def sign_in(page):
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("lead@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").click()


def looked_at(page):
    assert_fits(page)
    assert_accessible(page)


def score(page, workshop, choices):
    page.goto(f"/j/{workshop.code}/priorities/")
    looked_at(page)
    for words in choices:
        page.get_by_label(words).check()
    page.get_by_role("button", name="Save my scores").click()
    expect(page.get_by_role("status")).to_contain_text("Your scores are saved.")


def sign(page, workshop, name):
    page.goto(f"/j/{workshop.code}/roadmap/")
    looked_at(page)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Your post").fill("Director")
    page.get_by_label("PIN of your seat").fill(PIN)
    page.get_by_role("button", name="Sign the roadmap").click()
    expect(page.get_by_role("status")).to_contain_text("You have signed.")


def test_two_ministries_score_plan_and_sign(laptop, devices, workshop):
    sign_in(laptop)
    phones = {side: devices(PHONE) for side in MINISTRIES}
    for side, phone in phones.items():
        join(phone, workshop.code, MINISTRIES[side])

    laptop.goto(f"/w/{workshop.code}/bottlenecks/add/")
    laptop.get_by_label("What stands in the way").fill("Cash is released late")
    laptop.get_by_role("button", name="Save").click()
    laptop.get_by_role("link", name="Go on to the priorities").click()
    laptop.get_by_role("button", name="Open the scoring").click()

    score(phones["MOH"], workshop, ["4 Very much", "3 Likely", "4 In this budget cycle"])
    score(phones["MOF"], workshop, ["2 Some", "2 With difficulty", "2 Within three years"])

    laptop.reload()
    laptop.get_by_role("link", name="Reveal the scores").click()
    laptop.get_by_role("button", name="Reveal the scores").click()
    ranked = laptop.get_by_role("row", name="Cash is released late").filter(has_text="4 × 3")
    expect(ranked).to_contain_text("4 × 3 = 12")
    looked_at(laptop)

    laptop.get_by_role("link", name="Go on to the roadmap").click()
    laptop.get_by_role("link", name="Add an action").click()
    laptop.get_by_label("Action", exact=True).fill("Agree a cash plan with the health profile")
    laptop.get_by_label("B1 Cash is released late").check()
    laptop.get_by_label("Lead", exact=True).fill("Treasury")
    laptop.get_by_role("button", name="Save the action").click()
    expect(laptop.get_by_text("A1 still needs a date, an indicator")).to_be_visible()

    sign(phones["MOH"], workshop, "Ada")
    laptop.reload()
    expect(laptop.get_by_text("One of two ministries has signed.")).to_be_visible()
    sign(phones["MOF"], workshop, "Ben")
    laptop.reload()
    expect(laptop.get_by_text("Signed by both ministries: version 1.")).to_be_visible()
    looked_at(laptop)


@pytest.mark.parametrize("screen", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_every_page_fits_and_is_accessible(devices, workshop, screen):
    bottleneck = make_bottleneck(workshop, "Ceilings " + "arrivelate" * 25, vetoed=True)
    make_bottleneck(workshop, state="proposed")
    cause = make_cause(bottleneck, cause_type="law", evidence="Audit " * 40)
    action = make_action(workshop, bottleneck, text="x" * 3000, lead="Budget office " * 10)
    page = devices(screen)
    sign_in(page)

    for place in (
        "bottlenecks/",
        "bottlenecks/1/",
        "bottlenecks/1/cause/",
        f"causes/{cause.pk}/",
        f"causes/{cause.pk}/delete/",
        "priorities/",
        "priorities/reveal/",
        "roadmap/",
        "roadmap/import/",
        f"roadmap/actions/{action.pk}/",
        f"roadmap/actions/{action.pk}/delete/",
    ):
        page.goto(f"/w/{workshop.code}/{place}")
        looked_at(page)
