"""Answers that wait on the phone for the network, and what becomes of them."""

from django.utils import timezone
from playwright.sync_api import expect

from diagnostics.models import Question
from tests.browser.seats import join
from tests.browser.stage import (
    CUT,
    KEPT,
    RECEIVED,
    card,
    choose,
    cut_network,
    keep_one_answer,
    mend_network,
    open_stage,
    state,
    stored,
    try_now,
)


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
    keep_one_answer(phone, room, "4 Aligned")
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
    keep_one_answer(phone, room, "2 Emerging")
    phone.evaluate("delete sessionStorage.cut")

    phone.get_by_role("link", name="All stages").click()

    expect(phone.get_by_role("heading", name="My questions")).to_be_visible()


def test_an_answer_given_before_the_close_is_taken_after_it(phone, room):
    keep_one_answer(phone, room, "2 Emerging")
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
    keep_one_answer(phone, room, "2 Emerging")
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
