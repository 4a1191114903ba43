"""The whole job in the browser: from an empty workshop to a roadmap that both ministries signed."""

import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from alignment.models import Workshop
from alignment.services.joining import claim_seat
from diagnostics.queries import results_of
from diagnostics.services.answers import record_answer
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.seats import join
from tests.browser.steps import (
    ANSWERS,
    FINANCE,
    HEALTH,
    add_an_action,
    agree,
    download,
    fill,
    follow,
    look,
    press,
    propose_and_keep_a_bottleneck,
    score,
    sign,
    step,
)
from tests.factories import PIN, make_user
from tests.walk.demonstration import BANK

PASSWORD = "a-long-password"
# Neither names the columns as we do, and a ministry's list knows no sides.
PEOPLE = f"""Institution\tNo. of participants\tFull name\tPosition\tRole
{HEALTH}\t\tHabiba Noor\tDirector of Planning\tsignatory
{HEALTH}\t4\t\t\t
{FINANCE}\t\tKwame Asante\tDirector of the Budget\tsignatory
{FINANCE}\t4\t\t\t
"""
AGENDA = """Time\tSession title/topic\tResponsible
09:00 – 10:00\tOpening\tPermanent secretaries
10:00 – 12:30\tAnswering and comparing\tFacilitator
"""


@pytest.fixture
def facilitator(transactional_db):
    call_command("load_bank", str(BANK), verbosity=0)
    return make_user(email="facilitator@example.org", password=PASSWORD)


def test_from_an_empty_workshop_to_a_signed_roadmap(devices, facilitator, tmp_path):
    laptop = devices(LAPTOP)
    code = make_the_workshop(laptop)
    bring(laptop, "Institutions and seats", PEOPLE)
    choose_sides(laptop, {HEALTH: "MOH", FINANCE: "MOF"})
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


def choose_sides(page, sides):
    follow(page, "Choose the sides")
    look(page)
    for institution, side in sides.items():
        page.get_by_label(re.compile(institution)).select_option(side)
    press(page, "Save the sides")
    expect(page.get_by_role("link", name="Choose the sides")).to_have_count(0)


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
