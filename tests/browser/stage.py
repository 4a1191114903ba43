"""A stage on a phone: opened, answered, cut off and mended, for the tests of answering."""

import re

from playwright.sync_api import expect

from diagnostics.models import Answer
from tests.browser.seats import join

SAVE = "**/answers/"
KEPT = "Kept on this phone, waiting for the network"
RECEIVED = re.compile(r"^Received \d\d:\d\d$")


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


def keep_one_answer(phone, workshop, level):
    """The stage is open, the network gone, and one answer waits on the phone."""
    phone.add_init_script(CUT)
    open_stage(phone, workshop)
    cut_network(phone)
    choose(phone, 1, level)
    expect(state(phone, 1)).to_have_text(KEPT)


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
