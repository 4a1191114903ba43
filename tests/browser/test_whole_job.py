"""The whole job in the browser: from an empty workshop to a roadmap that both ministries signed."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from alignment.models import Participant, Workshop
from alignment.services.joining import claim_seat
from diagnostics.queries import results_of
from diagnostics.services.answers import record_answer
from roadmaps.models import Bottleneck
from roadmaps.services.priorities import save_scores
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.seats import join
from tests.factories import PIN, make_user
from tests.walk.demonstration import BANK

PASSWORD = "a-long-password"
HEALTH, FINANCE = "Ministry of Health", "Ministry of Finance"
PEOPLE = f"""institution\tside\tseats\tname\tpost\trole
{HEALTH}\tMOH\t\tHabiba Noor\tDirector of Planning\tsignatory
{HEALTH}\tMOH\t4\t\t\t
{FINANCE}\tMOF\t\tKwame Asante\tDirector of the Budget\tsignatory
{FINANCE}\tMOF\t4\t\t\t
"""
# As it is copied out of a concept note in Word.
AGENDA = """Time\tSession title/topic\tResponsible
09:00 – 10:00\tOpening\tPermanent secretaries
10:00 – 12:30\tAnswering and comparing\tFacilitator
"""
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


@pytest.fixture
def facilitator(transactional_db):
    call_command("load_bank", str(BANK), verbosity=0)
    return make_user(email="facilitator@example.org", password=PASSWORD)


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


def test_from_an_empty_workshop_to_a_signed_roadmap(devices, facilitator, tmp_path):
    laptop = devices(LAPTOP)
    code = make_the_workshop(laptop)
    bring(laptop, "Institutions and seats", PEOPLE)
    bring(laptop, "Agenda", AGENDA)
    keep_objectives(laptop)
    choose_the_short_form_and_open(laptop)
    workshop = Workshop.objects.get(code=code)
    phones = {
        name: [join(devices(PHONE), code, name, seat, look) for seat in (1, 2)]
        for name in (HEALTH, FINANCE)
    }
    others_answer = seat_the_others(workshop)

    open_the_first_stage(laptop)
    for place, name in enumerate((HEALTH, FINANCE)):
        for turn, phone in enumerate(phones[name]):
            answer(phone, [ANSWERS[code][place][turn] for code in ANSWERS])
    others_answer()
    close_and_reveal(laptop)
    compare(laptop, phones[HEALTH][0])
    agree(laptop)
    propose_and_keep_a_bottleneck(laptop)
    score(laptop, phones, workshop)
    add_an_action(laptop)
    sign(phones[HEALTH][0], "One of two ministries has signed.")
    sign(phones[FINANCE][0], "Signed by both ministries: version 1.")
    pdf = download(laptop, tmp_path)

    results = results_of(Workshop.objects.get(code=code))
    outcomes = {q.code: (q.basis, q.joint) for q in results.questions if q.stage == "F"}
    assert outcomes == {
        "F-04": ("agreed", 2),
        "F-05": ("no_agreement", None),
        "F-10": ("provisional", 2),
        "F-13": ("provisional", 3),
        "F-19": ("provisional", 3),
        "F-22": (None, None),  # four levels and a "don't know" are too few to show
    }
    assert (results.at_benchmark.at, results.at_benchmark.of) == (2, 4)
    assert Workshop.objects.get(code=code).state == "concluded"
    call_command("verify_roadmap", str(pdf))


def make_the_workshop(page) -> str:
    page.goto("/")
    look(page)
    follow(page, re.compile("Sign in"))
    look(page)
    fill(page, "Email", "facilitator@example.org")
    fill(page, "Password", PASSWORD)
    press(page, "Sign in")
    look(page)
    follow(page, "Make a workshop")
    look(page)
    fill(page, "Title", "Health and finance at one table")
    page.get_by_label("Country").select_option(label="Rwanda")
    for field in ("First day", "Last day"):
        fill(page, field, "2026-03-02")
    fill(page, "Participants expected", "10")
    press(page, "Make the workshop")
    expect(page.get_by_role("heading", level=1, name="Set up")).to_be_visible()
    look(page)
    return page.locator(".join-code").inner_text()


def bring(page, task, table):
    step(page, "Set up")
    follow(page, task, exact=True)
    look(page)
    follow(page, "Bring a table")
    look(page)
    fill(page, "Or paste the rows here", table)
    press(page, "Show what it would do")
    look(page)
    press(page, "Import")
    look(page)


def keep_objectives(page):
    step(page, "Objectives")
    page.get_by_role("checkbox").first.uncheck()
    press(page, "Save the objectives")
    expect(page.get_by_text("23 of 24 objectives are kept.")).to_be_visible()


def choose_the_short_form_and_open(page):
    step(page, "Questions")
    press(page, re.compile("Add “Short form”"))
    expect(page.get_by_role("heading", name="23 questions chosen")).to_be_visible()
    look(page)
    follow(page, "Go on: open the workshop")
    look(page)
    press(page, "Open the workshop")
    expect(page.get_by_role("heading", level=1, name="Answer")).to_be_visible()


def seat_the_others(workshop):
    """The other three of each ministry, on phones that we do not open one by one."""
    seats = workshop.participants.select_related("workshop", "institution__side")
    others = [
        (place, claim_seat(participant=person, pin=PIN))
        for place, name in enumerate((HEALTH, FINANCE))
        for person in seats.filter(institution__name=name, seat__gt=2)
    ]

    def give_their_answers():
        for place, person in others:
            for question in workshop.questions.filter(code__in=ANSWERS):
                value = ANSWERS[question.code][place][person.seat - 1]
                value = "dk" if value == "d" else value
                record_answer(participant=person, question=question, value=value)

    return give_their_answers


def open_the_first_stage(page):
    step(page, "Answer")
    press(page, re.compile("^Open ?: Formulation"))
    expect(page.get_by_text("6 questions are open.")).to_be_visible()
    look(page)


def answer(page, values):
    page.reload()
    follow(page, "Begin")
    for number, value in enumerate(values, start=1):
        expect(page.get_by_text(f"Question {number} of {len(values)}")).to_be_visible()
        look(page) if number == 1 else None
        card = page.locator("[data-question]:visible")
        card.get_by_role("radio", name=re.compile(f"^{value} ")).check()
        expect(card.locator("[data-state]")).to_contain_text("Received")
        if number < len(values):
            press(page, "Next")
    follow(page, "Check my answers")
    expect(page.get_by_text(f"{len(values)} of {len(values)} answered")).to_be_visible()
    look(page)
    follow(page, "Finish this stage")
    expect(page.get_by_text("You have answered everything that is open.")).to_be_visible()
    look(page)


def close_and_reveal(page):
    step(page, "Answer")
    press(page, re.compile("^Close ?: Formulation"))
    expect(page.get_by_text("6 questions are closed.")).to_be_visible()
    press(page, re.compile("^Reveal….*Formulation"))
    look(page)
    press(page, "Reveal to everybody")
    expect(page.get_by_text("6 questions are revealed.")).to_be_visible()


def compare(page, phone):
    step(page, "Compare")
    follow(page, re.compile("^F-04"))
    look(page)
    phone.reload()
    follow(phone, "Results: the sides beside each other")
    look(phone)


def agree(page):
    step(page, "Agree")
    for code, choice, reason in (
        ("F-04", "2 Emerging", "Outer years are copied forward."),
        ("F-05", "We do not agree", "Each ministry dates the ceiling differently."),
    ):
        page.get_by_role("link", name=re.compile(f"^{code} ")).click()
        look(page)
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
    seats = Participant.objects.filter(workshop=workshop, seat__gt=2)
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
    expect(phone.get_by_text(outcome)).to_be_visible()
    look(phone)


def download(page, folder):
    step(page, "Roadmap")
    follow(page, "Documents")
    look(page)
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile("^Download ?: PDF")).first.click()
    started.value.save_as(folder / "roadmap.pdf")
    return folder / "roadmap.pdf"
