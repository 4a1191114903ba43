"""Answering on a phone with the network of a conference room."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from diagnostics.models import Answer, AnswerRevision, Question
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import PHONE, open_device
from tests.browser.seats import join
from tests.factories import (
    make_institution,
    make_participants,
    make_question,
    make_workshop,
)

SAVE = "**/answers/"
KEPT = "Kept on this phone, waiting for the network"
RECEIVED = re.compile(r"^Received \d\d:\d\d$")


@pytest.fixture
def room(transactional_db):
    """A workshop with one seat and three open questions."""
    workshop = make_workshop(state="open")
    make_participants(workshop, institution=make_institution(workshop, name="Health ministry"))
    for n in (1, 2, 3):
        make_question(workshop, f"F-0{n}", state="open", why_health="Money must come in time.")
    return workshop


def open_stage(page, workshop):
    join(page, workshop.code, "Health ministry")
    page.get_by_role("link", name=re.compile("Begin|Go on answering")).click()
    expect(card(page, 1)).to_be_visible()


# What is sent while a page goes away passes by Playwright's routes, so the network is cut
# inside the page.
CUT = """
  const send = window.fetch;
  window.fetch = (...args) =>
    sessionStorage.cut ? Promise.reject(new TypeError("no network")) : send(...args);
"""


def cut_network(page):
    page.evaluate("sessionStorage.cut = 1")


def mend_network(page):
    """The phone notices, as it does in the room; it would also try again by itself."""
    page.evaluate("delete sessionStorage.cut; window.dispatchEvent(new Event('online'))")


def try_now(page):
    # Wherever the button is by now: the script may be trying by itself at this moment.
    page.locator("[data-try]").dispatch_event("click")


def card(page, n):
    return page.locator(f"#q-F-0{n}")


def choose(page, n, level):
    card(page, n).get_by_role("radio", name=level).check()


def state(page, n):
    return card(page, n).locator("[data-state]")


def stored():
    rows = Answer.objects.order_by("question__code")
    return list(rows.values_list("question__code", "value", "comment"))


def test_one_question_at_a_time_each_stored_at_once(phone, room):
    open_stage(phone, room)

    choose(phone, 1, "2 Emerging")
    expect(state(phone, 1)).to_have_text(RECEIVED)
    phone.get_by_role("button", name="Next").click()
    expect(card(phone, 1)).to_be_hidden()
    choose(phone, 2, "I don’t know")
    card(phone, 2).get_by_label("Reason").fill("Nobody told us.")
    expect(state(phone, 2)).to_have_text(RECEIVED)
    expect(phone.get_by_text("2 of 3", exact=True)).to_be_visible()

    assert stored() == [("F-01", "2", ""), ("F-02", "dk", "Nobody told us.")]


def test_back_and_reload_keep_the_place_and_the_answers(phone, room):
    open_stage(phone, room)
    choose(phone, 1, "3 Mostly aligned")
    expect(state(phone, 1)).to_have_text(RECEIVED)
    phone.get_by_role("button", name="Next").click()
    phone.get_by_role("button", name="Next").click()
    expect(phone.get_by_text("Question 3 of 3")).to_be_visible()

    phone.go_back()
    expect(phone.get_by_text("Question 2 of 3")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("Question 2 of 3")).to_be_visible()
    phone.get_by_role("button", name="Previous").click()

    expect(card(phone, 1).get_by_role("radio", name="3 Mostly aligned")).to_be_checked()
    expect(state(phone, 1)).to_have_text(RECEIVED)


def test_without_network_answers_wait_on_the_phone_and_survive_a_reload(phone, room):
    phone.add_init_script(CUT)
    open_stage(phone, room)
    cut_network(phone)

    choose(phone, 1, "4 Aligned")
    card(phone, 1).get_by_label("Reason").fill("Gazette 12")
    expect(state(phone, 1)).to_have_text(KEPT)
    expect(phone.get_by_text("Answers waiting on this phone: ")).to_be_visible()
    expect(phone.get_by_role("button", name="Try now")).to_be_visible()
    phone.reload()
    expect(card(phone, 1).get_by_role("radio", name="4 Aligned")).to_be_checked()
    expect(card(phone, 1).get_by_label("Reason")).to_have_value("Gazette 12")
    expect(state(phone, 1)).to_have_text(KEPT)
    assert stored() == []
    phone.evaluate("delete sessionStorage.cut")
    try_now(phone)

    expect(state(phone, 1)).to_have_text(RECEIVED)
    expect(phone.get_by_text("Answers waiting on this phone")).to_be_hidden()
    assert stored() == [("F-01", "4", "Gazette 12")]


def test_waiting_answers_go_out_by_themselves_also_from_another_page(phone, room):
    phone.add_init_script(CUT)
    open_stage(phone, room)
    cut_network(phone)
    choose(phone, 1, "4 Aligned")
    expect(state(phone, 1)).to_have_text(KEPT)
    phone.get_by_role("link", name="All stages").click()
    expect(phone.get_by_text("Answers waiting on this phone: 1")).to_be_visible()

    mend_network(phone)

    expect(phone.get_by_text("Answers waiting on this phone")).to_be_hidden()
    phone.wait_for_load_state("networkidle")
    assert stored() == [("F-01", "4", "")]


def test_without_network_no_link_leads_away_from_the_questions(phone, room):
    open_stage(phone, room)
    here = phone.url
    phone.context.set_offline(True)

    phone.get_by_role("link", name="All stages").click()
    expect(phone.get_by_text("no other page would open")).to_be_visible()
    assert phone.url == here
    choose(phone, 1, "2 Emerging")
    expect(state(phone, 1)).to_have_text(KEPT)

    phone.context.set_offline(False)
    expect(state(phone, 1)).to_have_text(RECEIVED)
    phone.get_by_role("link", name="All stages").click()
    expect(phone.get_by_role("heading", name="My questions")).to_be_visible()


def test_what_is_written_to_the_delegation_is_not_sent_into_nothing(phone, room):
    room.sides.filter(code="MOH").update(mode="institutional")
    join(phone, room.code, "Health ministry")
    phone.goto(f"/j/{room.code}/questions/F-01/note/")
    phone.get_by_label("What you think").fill("I would say 2.")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Write it into the note").click()
    expect(phone.get_by_text("no other page would open")).to_be_visible()

    phone.context.set_offline(False)
    phone.get_by_role("button", name="Write it into the note").click()

    expect(phone.get_by_text("I would say 2.", exact=True)).to_be_visible()


def test_whoever_seemed_cut_off_leaves_as_soon_as_the_server_is_in_reach(phone, room):
    phone.add_init_script(CUT)
    open_stage(phone, room)
    cut_network(phone)
    choose(phone, 1, "2 Emerging")
    expect(state(phone, 1)).to_have_text(KEPT)
    phone.evaluate("delete sessionStorage.cut")

    phone.get_by_role("link", name="All stages").click()

    expect(phone.get_by_role("heading", name="My questions")).to_be_visible()


def test_received_is_never_shown_before_the_echo(phone, room):
    open_stage(phone, room)

    def lose_the_reply(route):
        route.fetch()
        route.abort()

    phone.route(SAVE, lose_the_reply)
    choose(phone, 1, "1 Misaligned")
    expect(state(phone, 1)).to_have_text(KEPT)
    assert stored() == [("F-01", "1", "")]
    phone.unroute(SAVE, lose_the_reply)
    try_now(phone)

    expect(state(phone, 1)).to_have_text(RECEIVED)
    assert AnswerRevision.objects.count() == 1


@pytest.mark.parametrize("reply", ["<html>Sign in to the hotel network</html>", "{}", ""])
def test_a_page_of_the_hotel_is_not_an_echo(phone, room, reply):
    open_stage(phone, room)
    phone.route(SAVE, lambda route: route.fulfill(status=200, body=reply))

    choose(phone, 1, "1 Misaligned")

    expect(state(phone, 1)).to_have_text(KEPT)
    assert stored() == []


def test_an_answer_after_the_close_is_refused_with_what_to_do_and_kept(phone, room):
    open_stage(phone, room)
    Question.objects.update(state="closed", closed_at=timezone.now())

    choose(phone, 1, "2 Emerging")
    card(phone, 1).get_by_label("Reason").fill("Too late?")

    expect(state(phone, 1)).to_contain_text("Ask the facilitator to open it again")
    expect(state(phone, 1)).to_contain_text("What you wrote stays here.")
    expect(card(phone, 1).get_by_label("Reason")).to_have_value("Too late?")
    assert stored() == []


def test_a_reason_that_comes_too_late_leaves_the_answer_that_was_received(phone, room):
    open_stage(phone, room)
    choose(phone, 1, "2 Emerging")
    expect(state(phone, 1)).to_have_text(RECEIVED)
    Question.objects.update(state="closed", closed_at=timezone.now())

    card(phone, 1).get_by_label("Reason").fill("Too late?")

    expect(state(phone, 1)).to_contain_text("What was received before still counts.")
    assert stored() == [("F-01", "2", "")]


def test_what_was_refused_is_told_on_every_page_and_stays_to_be_read(phone, room):
    open_stage(phone, room)
    card(phone, 1).locator("textarea").first.fill("US$'000 reach us late.")
    Question.objects.update(state="closed", closed_at=timezone.now())
    card(phone, 1).get_by_role("radio").nth(1).check()
    expect(state(phone, 1)).to_contain_text("Not stored.")

    phone.goto(f"/j/{room.code}/me/")
    expect(phone.get_by_text("Not stored: F-01. Open the question to see why")).to_be_visible()

    phone.goto(f"/j/{room.code}/stages/F/")
    kept = "Not stored, kept on this phone: 2 Emerging · US$'000 reach us late."
    expect(card(phone, 1).get_by_text(kept)).to_be_visible()
    card(phone, 1).get_by_role("button", name="Discard it").click()
    expect(phone.get_by_text("Not stored")).to_be_hidden()


def test_an_answer_given_before_the_close_is_taken_after_it(phone, room):
    phone.add_init_script(CUT)
    open_stage(phone, room)
    cut_network(phone)
    choose(phone, 1, "2 Emerging")
    expect(state(phone, 1)).to_have_text(KEPT)
    phone.wait_for_timeout(1100)
    Question.objects.update(state="closed", closed_at=timezone.now())

    mend_network(phone)

    expect(state(phone, 1)).to_have_text(RECEIVED)
    assert stored() == [("F-01", "2", "")]


def test_a_clock_put_right_meanwhile_does_not_make_an_answer_late(phone, room):
    phone.add_init_script(CUT)
    phone.add_init_script(
        "const ahead = Date.now; Date.now = () => ahead() - (sessionStorage.right ? 3.6e6 : 0);"
    )
    open_stage(phone, room)
    cut_network(phone)
    choose(phone, 1, "2 Emerging")
    phone.wait_for_timeout(500)
    Question.objects.update(state="closed", closed_at=timezone.now())

    phone.evaluate("sessionStorage.right = 1")
    mend_network(phone)

    expect(state(phone, 1)).to_have_text(RECEIVED)
    assert stored() == [("F-01", "2", "")]


def test_a_page_without_any_form_sends_what_waits_and_lets_go(phone, room):
    phone.add_init_script(CUT)
    open_stage(phone, room)
    cut_network(phone)
    choose(phone, 1, "2 Emerging")
    expect(state(phone, 1)).to_have_text(KEPT)
    phone.wait_for_timeout(1100)
    Question.objects.update(state="closed", closed_at=timezone.now())
    phone.goto(f"/j/{room.code}/questions/F-01/files/")

    with phone.expect_response("**/answers/"):
        mend_network(phone)
    phone.get_by_role("link", name="Back to the question").click()

    expect(card(phone, 1)).to_be_visible()
    assert stored() == [("F-01", "2", "")]


def test_what_is_typed_last_is_sent_when_the_page_is_left(phone, room):
    open_stage(phone, room)
    choose(phone, 1, "2 Emerging")
    expect(state(phone, 1)).to_have_text(RECEIVED)

    card(phone, 1).get_by_label("Reason").fill("Typed at the last moment")
    phone.get_by_role("link", name="All stages").click()
    expect(phone.get_by_role("heading", name="My questions")).to_be_visible()
    phone.wait_for_load_state("networkidle")

    assert stored() == [("F-01", "2", "Typed at the last moment")]


def test_a_reason_without_a_level_waits_for_one(phone, room):
    open_stage(phone, room)

    card(phone, 1).get_by_label("Reason").fill("First the reason")
    expect(state(phone, 1)).to_contain_text("Choose a level")
    phone.reload()
    expect(card(phone, 1).get_by_label("Reason")).to_have_value("First the reason")
    choose(phone, 1, "2 Emerging")

    expect(state(phone, 1)).to_have_text(RECEIVED)
    assert stored() == [("F-01", "2", "First the reason")]


def test_two_tabs_build_on_each_other(phone, room):
    open_stage(phone, room)
    choose(phone, 1, "2 Emerging")
    expect(state(phone, 1)).to_have_text(RECEIVED)
    other = phone.context.new_page()
    other.goto(phone.url)

    choose(other, 1, "3 Mostly aligned")
    expect(state(other, 1)).to_have_text(RECEIVED)
    choose(phone, 1, "4 Aligned")

    expect(state(phone, 1)).to_have_text(RECEIVED)
    assert stored() == [("F-01", "4", "")]


def test_a_later_answer_from_another_phone_stands_and_the_person_is_told(phone, devices, room):
    phone.add_init_script(CUT)
    open_stage(phone, room)
    other = devices(PHONE)
    open_stage(other, room)
    cut_network(phone)
    choose(phone, 1, "2 Emerging")
    expect(state(phone, 1)).to_have_text(KEPT)
    phone.wait_for_timeout(1100)
    choose(other, 1, "4 Aligned")
    expect(state(other, 1)).to_have_text(RECEIVED)

    mend_network(phone)

    expect(state(phone, 1)).to_contain_text("a later answer was given, and it stands: 4 Aligned")
    expect(card(phone, 1).get_by_role("radio", name="4 Aligned")).to_be_checked()
    choose(phone, 1, "2 Emerging")
    expect(state(phone, 1)).to_have_text(RECEIVED)
    assert stored() == [("F-01", "2", "")]
    assert AnswerRevision.objects.count() == 3


def test_a_browser_that_keeps_nothing_says_so_and_sends_at_once(phone, room):
    phone.add_init_script(CUT)
    phone.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})"
    )
    open_stage(phone, room)
    choose(phone, 1, "2 Emerging")
    expect(state(phone, 1)).to_have_text(RECEIVED)
    cut_network(phone)

    choose(phone, 1, "3 Mostly aligned")

    expect(state(phone, 1)).to_contain_text("This browser keeps nothing")
    assert stored() == [("F-01", "2", "")]


def test_a_phone_without_a_random_source_of_its_own_still_numbers_its_answers(phone, room):
    phone.add_init_script("Object.defineProperty(window, 'crypto', {value: undefined})")
    open_stage(phone, room)

    choose(phone, 1, "2 Emerging")

    expect(state(phone, 1)).to_have_text(RECEIVED)


# The server is there and gives pages, but takes no answer.
UNWELL = """
  const send = window.fetch;
  window.fetch = (...args) => sessionStorage.unwell && args[0].endsWith("/answers/")
    ? Promise.resolve(new Response("", { status: 503 })) : send(...args);
"""


def test_the_next_holder_of_the_phone_does_not_send_the_last_ones_answers(phone, room):
    phone.add_init_script(UNWELL)
    open_stage(phone, room)
    phone.evaluate("sessionStorage.unwell = 1")
    choose(phone, 1, "2 Emerging")
    expect(state(phone, 1)).to_have_text(KEPT)
    phone.get_by_role("link", name="Leave this phone").click()
    expect(phone.get_by_text("Answers not sent yet: 1.")).to_be_visible()
    phone.get_by_role("button", name="Leave this phone").click()
    phone.evaluate("delete sessionStorage.unwell")

    open_stage(phone, room)

    expect(card(phone, 1).locator(":checked")).to_have_count(0)
    assert phone.evaluate("localStorage.length") == 0
    assert stored() == []


def test_without_the_script_the_whole_stage_is_one_form(browser, live_server, room):
    page = open_device(browser, live_server, PHONE | {"java_script_enabled": False})
    open_stage(page, room)

    choose(page, 1, "2 Emerging")
    choose(page, 3, "Does not apply here")
    page.get_by_role("button", name="Save my answers").click()

    expect(page.get_by_text("2 answers are stored.")).to_be_visible()
    expect(state(page, 1)).to_have_text(RECEIVED)
    assert stored() == [("F-01", "2", ""), ("F-03", "na", "")]
    page.context.close()


def test_keeping_the_first_answer_in_the_second_round(phone, room):
    open_stage(phone, room)
    choose(phone, 1, "2 Emerging")
    expect(state(phone, 1)).to_have_text(RECEIVED)
    Question.objects.update(round=2)
    phone.reload()

    phone.get_by_role("button", name="Keep my first answer").click()

    expect(state(phone, 1)).to_have_text(RECEIVED)
    rows = Answer.objects.order_by("round").values_list("round", "value")
    assert list(rows) == [(1, "2"), (2, "2")]


def test_every_page_of_an_official_fits_and_is_accessible(phone, room):
    phone.goto(f"/j/{room.code}/")
    for step in (None, "Health ministry", "Seat 1"):
        if step:
            phone.get_by_role("link", name=step).click()
        assert_fits(phone)
        assert_accessible(phone)
    open_stage(phone, room)
    for address in ("me", "stages/F", "leave"):
        phone.goto(f"/j/{room.code}/{address}/")
        assert_fits(phone)
        assert_accessible(phone)
