"""Answering on a phone with the network of a conference room."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from diagnostics.models import Answer, AnswerRevision, Question
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import PHONE, open_device
from tests.browser.stage import (
    CUT,
    KEPT,
    RECEIVED,
    SAVE,
    card,
    choose,
    cut_network,
    mend_network,
    open_stage,
    state,
    stored,
    try_now,
)


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


def test_without_the_script_the_whole_stage_is_one_form(browser, live_server, room):
    page = open_device(browser, PHONE | {"java_script_enabled": False}, live_server.url)
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
