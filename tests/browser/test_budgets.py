"""What a phone is made to fetch and send, counted on the wire of the product as `make run` starts
it, and how long that takes on a bad network."""

import re
import time
from collections import Counter

import pytest
from playwright.sync_api import expect

from scripts.postgres import free_port
from tests import laptop
from tests.browser.conftest import PHONE, open_device
from tests.browser.seats import join_here

# The laptop's database is SQLite's, whatever the tests use.
pytestmark = pytest.mark.any_database

# 400 kbit/s both ways and 400 ms from question to answer.
SLOW = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
SAVE = re.compile("/answers/$")


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    checkout = laptop.copy_to(tmp_path_factory.mktemp("budgets") / "accord")
    started = laptop.start(checkout, free_port())
    yield started
    started.stop()


@pytest.fixture
def page(browser):
    page = open_device(browser, PHONE)
    page.set_default_timeout(30_000)
    yield page
    page.context.close()


class Wire:
    """Bytes that came in, headers too, by kind of resource; counted by the browser itself."""

    def __init__(self, page):
        self.kinds, self.bytes, self.fetched = {}, Counter(), []
        self.session = page.context.new_cdp_session(page)
        self.session.on("Network.responseReceived", self._answered)
        self.session.on("Network.loadingFinished", self._finished)
        self.session.send("Network.enable")

    def _answered(self, event):
        self.kinds[event["requestId"]] = event["type"]
        self.fetched.append(event["response"]["url"])

    def _finished(self, event):
        self.bytes[self.kinds[event["requestId"]]] += event["encodedDataLength"]

    def begin(self):
        """As on a first visit: nothing is kept from before, and nothing counted."""
        self.session.send("Network.clearBrowserCache")
        self.bytes, self.fetched = Counter(), []

    def slow_down(self):
        self.session.send("Network.emulateNetworkConditions", SLOW)


def take_a_seat(page, running):
    page.goto(f"{running.address}/j/{running.told('join with the code')}/")
    join_here(page, "Ministry of Health", 10)


def open_stage(page):
    page.get_by_role("link", name=re.compile("Begin|Go on answering")).click()
    expect(page.locator("[data-steps]")).to_be_visible()
    return page.url.partition("#")[0]


def seconds(task) -> float:
    begun = time.monotonic()
    task()
    return time.monotonic() - begun


def test_the_way_in_is_light(page, running):
    wire = Wire(page)
    wire.begin()

    page.goto(f"{running.address}/j/{running.told('join with the code')}/")
    page.wait_for_load_state("networkidle")

    assert wire.bytes["Document"] > 0
    assert wire.bytes.total() <= 50_000


def test_a_stage_and_a_save_are_light(page, running):
    take_a_seat(page, running)
    stage = open_stage(page)
    wire = Wire(page)
    wire.begin()

    page.goto(stage)
    page.wait_for_load_state("networkidle")

    assert len(wire.fetched) <= 3, wire.fetched
    assert 0 < wire.bytes["Document"] <= 25_000
    assert 0 < wire.bytes["Stylesheet"] <= 15_000
    assert 0 < wire.bytes["Script"] <= 15_000

    card = page.locator("[data-question]:visible")
    with page.expect_response(SAVE) as saved:
        card.get_by_role("radio").first.check()

    assert len(saved.value.request.post_data_buffer) <= 1_000
    assert len(saved.value.body()) <= 500


def test_a_bad_network_is_good_enough(page, running):
    take_a_seat(page, running)
    stage = open_stage(page)
    home = page.get_by_role("link", name="All stages").get_attribute("href")
    wire = Wire(page)
    wire.slow_down()

    def first_question():
        wire.begin()
        page.goto(stage, wait_until="commit")
        expect(page.locator("[data-steps]")).to_be_visible()
        expect(page.get_by_role("radio").first).to_be_enabled()

    def next_page():
        page.goto(running.address + home)
        expect(page.get_by_role("heading", name="My questions")).to_be_visible()

    def back_again():
        page.goto(stage, wait_until="commit")
        expect(page.locator("[data-steps]")).to_be_visible()

    # The network is slow, the machine only busy: of three tries the best one counts.
    assert min(seconds(first_question) for _try in range(3)) <= 5
    assert min(seconds(next_page) for _try in range(3)) <= 2
    assert min(seconds(back_again) for _try in range(3)) <= 2
