"""The steps of a workshop as people walk them, for the tests that walk far."""

import re

from playwright.sync_api import expect

from alignment.models import Participant
from roadmaps.models import Bottleneck
from roadmaps.services.priorities import save_scores
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import LAPTOP, PHONE
from tests.factories import PIN

HEALTH, FINANCE = "Ministry of Health", "Ministry of Finance"
# What the five officials of each ministry answer; the first two of each on their phones.
ANSWERS = {
    "F-04": ("22232", "44443"),
    "F-05": ("11222", "33323"),
    "F-10": ("22222", "22233"),
    "F-13": ("33333", "33333"),
    "F-19": ("33334", "43333"),
    "F-22": ("3333d", "33343"),
}
IMPACT = "4 Very much: several objectives hang on it"
FEASIBILITY = "3 Likely: the two ministries can decide it"
URGENCY = "4 In this budget cycle"
looked_at = set()


def look(page):
    """What we pass is fit for everybody, on a phone and on a laptop; each kind of page once."""
    kind = re.sub(r"\d+|[A-Z0-9]{6}", "…", page.url.split("://")[1])
    if kind in looked_at:
        return
    looked_at.add(kind)
    own = page.viewport_size
    for screen in (LAPTOP, PHONE):
        page.set_viewport_size(screen["viewport"])
        assert_fits(page)
    page.set_viewport_size(own)
    assert_accessible(page)


def press(page, name, **options):
    """A button that leads to a page; what follows looks at that page, not at the one before."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, **options).click()


def fill(page, label, value):
    """A field by its label; a star behind the label marks what must be filled in."""
    page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$")).fill(value)


def follow(page, name, **options):
    with page.expect_navigation():
        page.get_by_role("link", name=name, **options).click()


def step(page, name):
    """By the rail to one of the seven steps."""
    page.get_by_role("navigation").get_by_role("link", name=re.compile(name)).first.click()
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()
    look(page)


def agree(page):
    step(page, "Agree")
    for code, view, choice, reason in (
        ("F-04", "Shared with", "2 Emerging", "Outer years are copied forward."),
        ("F-05", "Differ", "We do not agree", "Each ministry dates the ceiling differently."),
    ):
        page.get_by_role("link", name=re.compile(f"^{code} ")).click()
        look(page)
        press(page, re.compile(f"^{view}"))
        expect(
            page.get_by_role("button", name=re.compile(f"^{view}"), pressed=True)
        ).to_be_visible()
        page.get_by_role("radio", name=re.compile(f"^{choice}")).check()
        fill(page, "Reason, in a sentence", reason)
        press(page, "Record and go on")
        expect(page.get_by_text(f"{code} is recorded.")).to_be_visible()
        follow(page, "All questions in order of discussion")
    look(page)


def propose_and_keep_a_bottleneck(page):
    follow(page, "Go on to the bottlenecks")
    look(page)
    press(page, "Propose from the results")
    expect(page.get_by_role("heading", name="Proposed by the results")).to_be_visible()
    look(page)
    expect(page.locator("article")).to_have_count(2)
    page.locator("#B1").get_by_role("button", name=re.compile("^Keep")).click()
    page.locator("#B2").get_by_role("button", name=re.compile("^Drop")).click()
    page.locator("#B1").get_by_role("link", name=re.compile("^Add a cause")).click()
    look(page)
    fill(page, "Why it happens", "Estimates are copied from year to year.")
    page.get_by_label("Kind of cause").select_option("practice")
    press(page, "Save")
    look(page)
    follow(page, "All bottlenecks")


def score(page, phones, workshop):
    follow(page, "Go on to the priorities")
    look(page)
    press(page, "Open the scoring")
    look(page)
    for phone in (*phones[HEALTH], *phones[FINANCE]):
        phone.goto(f"/j/{workshop.code}/me/")
        follow(phone, "Score the priorities")
        look(phone)
        for choice in (IMPACT, FEASIBILITY, URGENCY):
            phone.get_by_role("radio", name=choice).check()
        press(phone, "Save my scores")
        expect(phone.get_by_text("Your scores are saved.")).to_be_visible()
    kept = Bottleneck.objects.get(state="kept")
    seats = Participant.objects.filter(workshop=workshop, seat__gt=len(phones[HEALTH]))
    for person in seats.select_related("workshop", "institution__side"):
        marks = {"impact": 4, "feasibility": 3, "urgency": 4}
        save_scores(participant=person, scores={kept: marks}, mode="individual")
    page.reload()
    follow(page, "Reveal the scores")
    look(page)
    press(page, "Reveal the scores")
    expect(page.get_by_text("The scores are revealed.")).to_be_visible()
    look(page)


def add_an_action(page):
    follow(page, "Go on to the roadmap")
    look(page)
    follow(page, "Add an action")
    look(page)
    fill(page, "Action", "Estimate three years by programme")
    page.get_by_role("checkbox", name=re.compile("^B1")).check()
    fill(page, "Lead", FINANCE)
    fill(page, "Co-lead", HEALTH)
    page.get_by_label("Timeframe").select_option("T1")
    fill(page, "Due", "2026-10-31")
    fill(page, "Indicator", "Programmes with three years of estimates")
    press(page, "Save the action")
    expect(page.get_by_role("heading", level=1, name="Roadmap")).to_be_visible()
    look(page)


def sign(phone, outcome):
    phone.goto(phone.url.split("/j/")[0] + "/j/" + phone.url.split("/j/")[1][:6] + "/me/")
    follow(phone, "The roadmap")
    look(phone)
    fill(phone, "PIN of your seat", PIN)
    press(phone, "Sign the roadmap")
    # The second signature renders the PDF: tests have no worker beside them.
    expect(phone.get_by_text(outcome)).to_be_visible(timeout=90_000)
    look(phone)


def download(page, folder):
    step(page, "Roadmap")
    follow(page, "Documents")
    look(page)
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile("^Download ?: PDF")).first.click()
    started.value.save_as(folder / "roadmap.pdf")
    return folder / "roadmap.pdf"
