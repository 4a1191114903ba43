"""The laptop loses its power in the middle of a run: what a phone saw received is there after."""

import re
import sqlite3
import uuid
from contextlib import closing

import pytest
from playwright.sync_api import expect

from scripts.postgres import free_port
from tests import laptop
from tests.browser.conftest import PHONE, open_device
from tests.browser.seats import join_here

KEPT = "Kept on this phone, waiting for the network"
RECEIVED = re.compile(r"^Received \d\d:\d\d$")

# One save after the other, as fast as the server takes them; each one that it has echoed is
# written down in the page.
SEND_ON = """() => {
  window.echoed = [];
  const { save } = document.querySelector("[data-outbox]").dataset;
  const card = document.querySelector("[data-question]").dataset;
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const once = async (n) => {
    const revision = `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
    const body = new URLSearchParams({
      question: card.question, round: card.round, mode: "individual", value: 1 + (n % 4),
      comment: "", evidence: "", replaces: "", revision, answered: Date.now(), now: Date.now(),
    });
    const reply = await fetch(save, { method: "POST", headers: { "X-CSRFToken": token }, body });
    if ((await reply.json()).revision === revision) window.echoed.push(revision);
  };
  (async () => { for (let n = 0; ; n += 1) await once(n); })().catch(() => {});
}"""


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    return laptop.copy_to(tmp_path_factory.mktemp("power") / "accord")


@pytest.fixture
def phones(browser):
    pages = [open_device(browser, PHONE) for _ in range(2)]
    yield pages
    for page in pages:
        page.context.close()


@pytest.fixture
def start(checkout):
    """Starts the laptop, again and again at the same address."""
    port, started = free_port(), []

    def once_more():
        started.append(laptop.start(checkout, port))
        return started[-1]

    yield once_more
    for running in started[-1:]:
        running.stop()


def begin(page, running, institution, seat):
    page.goto(f"{running.address}/j/{running.told('join with the code')}/")
    join_here(page, institution, seat)
    page.get_by_role("link", name="Begin").click()
    expect(page.locator("[data-question]:visible")).to_be_visible()


def state(page):
    return page.locator("[data-question]:visible [data-state]")


def choose(page, level):
    page.locator("[data-question]:visible").get_by_role("radio", name=re.compile(level)).check()


def revisions_on(checkout) -> set[str]:
    with closing(sqlite3.connect(checkout / "data" / "accord.sqlite3")) as database:
        rows = database.execute("SELECT id FROM diagnostics_answerrevision").fetchall()
    return {str(uuid.UUID(row[0])) for row in rows}


# The laptop's database is SQLite's, whatever the tests use.
@pytest.mark.any_database
def test_after_a_power_cut_every_received_answer_is_there_and_the_others_follow(
    checkout, start, phones
):
    running = start()
    ours, busy = phones
    begin(ours, running, "Ministry of Health", 10)
    begin(busy, running, "Rwanda Biomedical Centre", 3)
    choose(ours, "^2 ")
    expect(state(ours)).to_have_text(RECEIVED)
    busy.evaluate(SEND_ON)
    while len(busy.evaluate("window.echoed")) < 20:
        busy.wait_for_timeout(50)

    running.cut_the_power()
    choose(ours, "^3 ")
    expect(state(ours)).to_have_text(KEPT)
    echoed = set(busy.evaluate("window.echoed"))
    start()

    ours.evaluate("window.dispatchEvent(new Event('online'))")
    expect(state(ours)).to_have_text(RECEIVED)
    ours.reload()
    expect(ours.get_by_role("radio", name=re.compile("^3 ")).first).to_be_checked()
    assert len(echoed) >= 20
    assert echoed - revisions_on(checkout) == set()
