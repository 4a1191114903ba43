"""From revealed answers to a version signed by both, and on to its follow-up, in one go."""

import io
import re

import pypdf
import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from alignment.models import Workshop
from alignment.services.joining import claim_seat
from diagnostics.queries import results_of
from diagnostics.services.answers import record_answer
from diagnostics.services.freeze import open_workshop
from diagnostics.services.questions import pick_questions
from diagnostics.services.states import set_state
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
from tests.browser.test_follow_up import days_in_the_calendar, hold_a_review, make_link, tell
from tests.factories import (
    PIN,
    make_institution,
    make_participants,
    make_user,
    make_workshop,
)
from tests.walk.demonstration import BANK

PASSWORD = "a-long-password"
SIGNATORIES = {"MOH": "Habiba Noor", "MOF": "Kwame Asante"}
ACTION = "Estimate three years by programme"


@pytest.fixture
def workshop(transactional_db):
    """Five officials of each ministry have answered one stage, and it is revealed."""
    call_command("load_bank", str(BANK), verbosity=0)
    lead = make_user(email="lead@example.org", password=PASSWORD)
    workshop = make_workshop(by=lead, time_zone="UTC")
    pick_questions(workshop=workshop, codes=list(ANSWERS))
    open_workshop(workshop=workshop, by=lead)
    set_state(workshop=workshop, stage="F", state="open")
    for place, (side, name) in enumerate((("MOH", HEALTH), ("MOF", FINANCE))):
        institution = make_institution(workshop, side, name=name)
        make_participants(
            workshop,
            institution=institution,
            role="signatory",
            name=SIGNATORIES[side],
            post="Director",
        )
        make_participants(workshop, count=4, institution=institution)
        for person in workshop.participants.filter(institution=institution).order_by("seat"):
            answer(claim_seat(participant=person, pin=PIN), place)
    for state in ("closed", "revealed"):
        set_state(workshop=workshop, stage="F", state=state)
    return Workshop.objects.get(pk=workshop.pk)


def answer(person, place):
    for question in person.workshop.questions.all():
        value = ANSWERS[question.code][place][person.seat - 1]
        record_answer(participant=person, question=question, value="dk" if value == "d" else value)


def words_of(path):
    pages = pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_from_revealed_answers_to_a_signed_version_and_its_follow_up(devices, workshop, tmp_path):
    laptop, owner = devices(LAPTOP), devices(PHONE)
    phones = {name: [join(devices(PHONE), workshop.code, name)] for name in (HEALTH, FINANCE)}
    (health,), (finance,) = phones.values()
    sign_in(laptop, workshop)

    agree(laptop)
    propose_and_keep_a_bottleneck(laptop)
    score(laptop, phones, workshop)
    add_an_action(laptop)
    sign(health, "One of two ministries has signed.")
    move_the_date(laptop)
    expect(laptop.get_by_text("signed an earlier text")).to_be_visible()
    sign(finance, "One of two ministries has signed.")
    sign(health, "Signed by both ministries: version 1.")
    for phone in (health, finance):
        release(phone)
    pdf = download(laptop, tmp_path)
    call_command("verify_roadmap", str(pdf))

    told = words_of(pdf)
    reached = results_of(workshop).at_benchmark
    assert f"{reached.at} of {reached.of} questions with a joint level reach" in told
    assert "ot for circulation" not in told
    assert ACTION in told
    assert "30 September 2026" in told

    tell(owner, make_link(laptop, workshop, FINANCE), ACTION)
    hold_a_review(laptop, workshop)
    assert days_in_the_calendar(laptop, workshop) == ["2026-09-30", "2026-03-20", "2027-06-01"]
    report = words_of(follow_up_report(laptop, tmp_path))
    assert "The circular is drafted" in report
    assert "Go on as planned" in report
    make_the_next_round(laptop, workshop)
    call_command("verify_roadmap", str(pdf))  # nothing of all this touched what was signed


def sign_in(page, workshop):
    page.goto(f"/w/{workshop.code}/")
    fill(page, "Email", "lead@example.org")
    fill(page, "Password", PASSWORD)
    press(page, "Sign in")
    step(page, "Compare")
    expect(page.get_by_role("link", name=re.compile("^F-04")).first).to_be_visible()


def move_the_date(page):
    """At the last moment, in the list itself."""
    step(page, "Roadmap")
    page.get_by_role("link", name=re.compile("^Change")).click()
    expect(page.get_by_role("heading", name="Change action A1")).to_be_visible()
    look(page)
    fill(page, "Due", "2026-09-30")
    page.get_by_role("button", name="Save the action").click()
    expect(page.get_by_role("cell", name=re.compile("30 September 2026"))).to_be_visible()


def release(phone):
    phone.reload()
    follow(phone, "Release for circulation")
    look(phone)
    fill(phone, "PIN of your seat", PIN)
    press(phone, "Release for my ministry")


def follow_up_report(page, folder):
    step(page, "Roadmap")
    follow(page, "Follow-up")
    follow(page, "Report as PDF")
    look(page)
    press(page, re.compile("^Prepare"))
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile("^Download")).click()
    started.value.save_as(folder / "report.pdf")
    return folder / "report.pdf"


def make_the_next_round(page, workshop):
    page.goto(f"/w/{workshop.code}/follow-up/")
    follow(page, "Make the next round")
    look(page)
    fill(page, "Title", "A year later")
    for field in ("First day", "Last day"):
        fill(page, field, "2027-03-01")
    press(page, re.compile("Make"))
    assert Workshop.objects.get(title="A year later").last_round == workshop.code
