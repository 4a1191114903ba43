"""A phone that finds no network hands its answers over as a file."""

import json
import re

import pytest
from playwright.sync_api import expect

from diagnostics.models import Answer, AnswerRevision
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import LAPTOP
from tests.browser.stage import (
    CUT,
    KEPT,
    RECEIVED,
    card,
    choose,
    cut_network,
    mend_network,
    open_stage,
    state,
)

pytestmark = pytest.mark.any_database
PASSWORD = "a-long-password"
REASON = "Gazette 12 – “ça va” 🎈" * 20


def sign_in(page, workshop):
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(workshop.facilitators.get().user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def save_file(page, tmp_path):
    page.get_by_text("No network for long?").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a file").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_waiting_answers_come_in_as_a_sealed_file_and_later_again_by_network(
    phone,
    devices,
    room,
    tmp_path,
):
    phone.add_init_script(CUT)
    open_stage(phone, room)
    cut_network(phone)
    card(phone, 1).get_by_label("Reason").fill(REASON)
    choose(phone, 1, "4 Aligned")
    expect(state(phone, 1)).to_have_text(KEPT)
    phone.get_by_role("button", name="Next").click()
    choose(phone, 2, "I don’t know")
    expect(state(phone, 2)).to_have_text(KEPT)
    path = save_file(phone, tmp_path)
    expect(phone.get_by_text("Saved as a file: 2.")).to_be_visible()
    assert_fits(phone)
    assert_accessible(phone)

    assert path.name == f"accord-waiting-{room.code}.json"
    assert "Gazette" not in path.read_text()
    assert set(json.loads(path.read_text())) == {
        "format", "version", "seat", "nonce", "sealed", "proof"
    }  # fmt: skip
    laptop = devices(LAPTOP)
    sign_in(laptop, room)
    laptop.goto(f"/w/{room.code}/waiting/")
    laptop.get_by_label("The file from the phone").set_input_files(path)
    laptop.get_by_role("button", name="Take up its answers").click()
    expect(laptop.get_by_text("2 answers stored")).to_be_visible()
    assert_accessible(laptop)
    stored = Answer.objects.order_by("question__code").values_list("value", "comment")
    assert list(stored) == [("4", REASON), ("dk", "")]

    mend_network(phone)

    expect(state(phone, 2)).to_have_text(re.compile(RECEIVED.pattern))
    expect(phone.get_by_text("Answers waiting on this phone")).to_be_hidden()
    assert AnswerRevision.objects.count() == 2
