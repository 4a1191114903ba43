"""The projector keeps itself up to date, and says so when it cannot."""

from playwright.sync_api import expect

from diagnostics.services.agreement import record_outcome
from diagnostics.services.answers import record_answer
from diagnostics.services.states import set_state
from diagnostics.wall import wall_token
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import PHONE
from tests.factories import make_answers, make_participants, make_question, make_workshop

PROJECTOR = {"viewport": {"width": 1920, "height": 1080}}


def make_room():
    workshop = make_workshop(state="open")
    seats = make_participants(workshop, count=2, joined_at=workshop.created_at)
    return workshop, seats, make_question(workshop, "F-01", state="open")


def address_of(workshop):
    return f"/wall/{workshop.code}/{wall_token(workshop)}/"


def test_the_wall_fits_projector_and_phone(transactional_db, devices):
    workshop, _, _ = make_room()

    for screen in (PROJECTOR, PHONE):
        page = devices(screen)
        page.goto(address_of(workshop))
        assert_accessible(page)
        assert_fits(page)


def test_an_answer_shows_by_itself_and_a_lost_network_is_told(transactional_db, devices):
    workshop, [first, _], question = make_room()
    page = devices(PROJECTOR)
    page.goto(address_of(workshop))
    expect(page.get_by_role("cell", name="0 of 2")).to_be_visible()

    record_answer(participant=first, question=question, value="3")
    expect(page.get_by_role("cell", name="1 of 2")).to_be_visible()

    page.context.set_offline(True)
    expect(page.get_by_text("Out of reach since")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Last updated")).to_be_visible()


def test_without_javascript_the_wall_loads_itself_anew(transactional_db, devices):
    workshop, _, _ = make_room()
    page = devices(PROJECTOR | {"java_script_enabled": False})

    page.goto(address_of(workshop))

    expect(page.locator("noscript meta, meta[http-equiv=refresh]")).to_have_count(1)
    expect(page.get_by_role("cell", name="0 of 2")).to_be_visible()


def test_a_question_on_the_projector_fits_and_changes_by_itself(transactional_db, devices):
    workshop, _, question = make_room()
    make_answers(question, "33333", side="MOH")
    for state in ("closed", "revealed"):
        set_state(workshop=workshop, stage="F", state=state)
    page = devices(PROJECTOR)
    page.goto(f"{address_of(workshop)}F-01/")
    assert_accessible(page)
    assert_fits(page)
    sentence = page.locator(".wall-sentence")
    expect(sentence).to_contain_text("Only one ministry chose a level")

    question.refresh_from_db()
    record_outcome(question=question, outcome="agreed", agreed_level=2)

    expect(sentence).to_contain_text("Agreed level: 2", timeout=20_000)
