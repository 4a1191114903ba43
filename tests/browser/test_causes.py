"""From a bottleneck to its causes, and two bottlenecks into one, on a laptop and a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import LAPTOP, PHONE
from tests.factories import make_action, make_bottleneck, make_cause, make_user, make_workshop
from tests.roadmaps.test_lettering import AMHARIC, ARABIC, LAO

pytestmark = pytest.mark.any_database

PASSWORD = "a-long-password"


@pytest.fixture
def workshop(transactional_db):
    return make_workshop(by=make_user(email="lead@example.org"), state="open")


def sign_in(page):
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("lead@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Workshops")


def looked_at(page):
    assert_fits(page)
    assert_accessible(page)


def test_causes_are_asked_for_drawn_and_go_along_when_two_become_one(laptop, workshop):
    make_bottleneck(workshop, "Cash is released late")
    make_action(workshop, make_bottleneck(workshop, "Cash comes in parts"), ref="A1")
    sign_in(laptop)

    laptop.goto(f"/w/{workshop.code}/bottlenecks/2/causes/")
    laptop.get_by_role("link", name="Add a cause").click()
    laptop.get_by_label("Why it happens").fill("The cash plan leaves health out")
    laptop.get_by_label("Kind of cause").select_option("practice")
    laptop.get_by_role("button", name="Save").click()
    laptop.get_by_role("link", name="Ask why once more").click()
    expect(laptop.get_by_role("heading", level=1)).to_have_text("Why is that so?")
    laptop.get_by_label("Why it happens").fill("Nobody was trained in the format")
    laptop.get_by_role("button", name="Save").click()
    picture = laptop.get_by_role("img", name="B2: why it is there")
    expect(picture).to_contain_text("Nobody was trained in the format")
    looked_at(laptop)

    laptop.goto(f"/w/{workshop.code}/bottlenecks/1/merge/")
    looked_at(laptop)
    laptop.get_by_label("B2 Cash comes in parts").check()
    laptop.get_by_role("button", name="Look at what happens").click()
    expect(laptop.get_by_role("heading", level=1)).to_have_text("Merge B2 into B1?")
    expect(laptop.get_by_role("main")).to_contain_text("These actions serve B1 from now on: A1")
    looked_at(laptop)
    laptop.get_by_role("button", name="Merge B2 into B1").click()
    expect(laptop.get_by_role("status")).to_contain_text("B2 is merged into B1.")
    kept = laptop.get_by_role("article").filter(has_text="Cash is released late").first
    expect(kept).to_contain_text("Nobody was trained in the format")


@pytest.mark.parametrize("screen", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_the_pages_of_a_bottleneck_fit_and_are_accessible(devices, workshop, screen):
    row = make_bottleneck(workshop, "Late " + "arrivelate" * 20, vetoed=True, apart_reason="No")
    row.depends_on.add(make_bottleneck(workshop, state="parked", parked_reason="later" * 40))
    for text, kind in ((LAO, "law"), (AMHARIC, "data"), (ARABIC, "practice"), ("x" * 900, "")):
        make_cause(row, text=text, parent=make_cause(row, text=text, cause_type=kind))
    page = devices(screen)
    sign_in(page)

    for place in ("1/causes/", "1/merge/?with=2", "1/split/", "1/gates/", "1/park/", ""):
        page.goto(f"/w/{workshop.code}/bottlenecks/{place}")
        looked_at(page)
    page.goto(f"/w/{workshop.code}/priorities/")
    looked_at(page)
