"""A photo beside an answer: from the phone, with and without the script, on a broken network."""

import io
import os
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from diagnostics.models import EvidenceFile
from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import PHONE, open_device
from tests.browser.stage import (
    RECEIVED,
    card,
    choose,
    open_stage,
    state,
    stored,
)

pytestmark = pytest.mark.any_database


def photo(tmp_path, *, size=(40, 20), name="gazette.jpg"):
    """With noise in it, so that it weighs as much as a real one."""
    path = tmp_path / name
    picture = Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3))
    picture.save(path, quality=95)
    return path


def open_files(page, n=1):
    card(page, n).get_by_role("link", name="Add a photo or a file").click()
    expect(page.get_by_role("heading", name="Photos and files as evidence")).to_be_visible()


def send(page, path):
    page.get_by_label("Photo or file").set_input_files(path)
    page.get_by_role("button", name=re.compile("Send|Try again")).click()


def test_a_large_photo_shrinks_on_the_phone_and_is_received(phone, room, tmp_path):
    open_stage(phone, room)
    card(phone, 1).get_by_label("Reason").fill("See the gazette")
    open_files(phone)
    assert_fits(phone)
    assert_accessible(phone)
    large = photo(tmp_path, size=(2600, 1300))

    with phone.expect_request(lambda request: request.method == "POST") as sent:
        send(phone, large)

    expect(phone.get_by_text("Received: gazette.jpg.")).to_be_visible()
    assert_accessible(phone)
    assert int(sent.value.header_value("content-length")) < large.stat().st_size
    with Image.open(io.BytesIO(EvidenceFile.objects.get().file.content)) as picture:
        assert picture.size == (2000, 1000)
    phone.get_by_role("link", name="Back to the question").click()
    expect(card(phone, 1).get_by_label("Reason")).to_have_value("See the gazette")


def test_a_photo_that_did_not_arrive_is_sent_again(phone, room, tmp_path):
    open_stage(phone, room)
    open_files(phone)
    phone.route("**/files/", lambda route: route.abort())

    send(phone, photo(tmp_path))
    expect(phone.get_by_text("Not sent: no connection.")).to_be_visible()
    assert EvidenceFile.objects.count() == 0
    phone.unroute("**/files/")
    phone.get_by_role("button", name="Try again").click()

    expect(phone.get_by_text("Received: gazette.jpg.")).to_be_visible()
    assert EvidenceFile.objects.count() == 1


def test_a_photo_whose_receipt_was_lost_is_there_once(phone, room, tmp_path):
    open_stage(phone, room)
    open_files(phone)

    def lose_the_reply(route):
        route.fetch()
        route.abort()

    phone.route("**/files/", lose_the_reply)
    send(phone, photo(tmp_path))
    expect(phone.get_by_text("Not sent: no connection.")).to_be_visible()
    phone.unroute("**/files/")
    phone.get_by_role("button", name="Try again").click()

    expect(phone.get_by_text("Received: gazette.jpg.")).to_be_visible()
    assert EvidenceFile.objects.count() == 1


def test_a_file_that_lies_about_its_kind_is_refused(phone, room, tmp_path):
    open_stage(phone, room)
    open_files(phone)
    program = tmp_path / "act.pdf"
    program.write_bytes(b"MZ\x90\x00 a program")

    send(phone, program)

    expect(phone.get_by_text("not one of the kinds taken here")).to_be_visible()
    assert EvidenceFile.objects.count() == 0


def test_without_the_script_from_joining_to_the_last_answer(browser, live_server, room, tmp_path):
    page = open_device(browser, PHONE | {"java_script_enabled": False}, live_server.url)
    open_stage(page, room)

    choose(page, 1, "2 Emerging")
    card(page, 1).get_by_label("Reason").fill("Nobody told us")
    page.get_by_role("button", name="Save my answers").click()
    expect(page.get_by_text("1 answer is stored.")).to_be_visible()
    open_files(page)
    send(page, photo(tmp_path))
    expect(page.get_by_text("Received: gazette.jpg.")).to_be_visible()
    page.get_by_role("link", name="Back to the question").click()
    page.get_by_role("link", name="Check what is stored").click()
    expect(page.get_by_text("1 of 3 answered")).to_be_visible()
    page.get_by_role("link", name=re.compile("F-02")).click()
    choose(page, 2, "I don’t know")
    choose(page, 3, "Does not apply here")
    page.get_by_role("button", name="Save my answers").click()
    expect(page.get_by_text("2 answers are stored.")).to_be_visible()
    page.get_by_role("link", name="All stages").click()
    expect(page.get_by_text("You have answered everything that is open.")).to_be_visible()

    assert stored() == [("F-01", "2", "Nobody told us"), ("F-02", "dk", ""), ("F-03", "na", "")]
    assert EvidenceFile.objects.count() == 1
    page.context.close()


def test_two_phones_with_one_identity_share_one_seat(phone, devices, room):
    open_stage(phone, room)
    other = devices(PHONE)
    open_stage(other, room)

    choose(phone, 1, "2 Emerging")
    expect(state(phone, 1)).to_have_text(RECEIVED)
    other.get_by_role("button", name="Next").click()
    choose(other, 2, "3 Mostly aligned")
    expect(state(other, 2)).to_have_text(RECEIVED)
    phone.reload()
    expect(phone.get_by_text("2 of 3", exact=True)).to_be_visible()
    phone.goto(f"/j/{room.code}/stages/F/#q-F-02")
    expect(card(phone, 2).get_by_role("radio", name="3 Mostly aligned")).to_be_checked()
    choose(phone, 2, "1 Misaligned")
    expect(state(phone, 2)).to_have_text(RECEIVED)
    other.get_by_role("button", name="Next").click()
    choose(other, 3, "4 Aligned")
    expect(state(other, 3)).to_have_text(RECEIVED)
    other.get_by_role("link", name="Check my answers").click()

    expect(other.get_by_text("3 of 3 answered")).to_be_visible()
    assert stored() == [("F-01", "2", ""), ("F-02", "1", ""), ("F-03", "4", "")]
