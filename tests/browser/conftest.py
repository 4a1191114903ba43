"""Debian's Chromium against a server with threads; nothing is downloaded."""

import os
import shutil

import pytest
from playwright.sync_api import expect

from tests.browser.traffic import wait_until_quiet
from tests.factories import make_institution, make_participants, make_question, make_workshop

# Playwright keeps an event loop running in the test's thread, which Django would take for
# asynchronous code. The tests themselves are plain functions.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# A slow machine is not a failing one.
expect.set_options(timeout=20_000)

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",  # containers give it little
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
LAPTOP = {"viewport": {"width": 1280, "height": 800}}
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = shutil.which("chromium")
    assert chromium, "Browser tests need Chromium: sudo apt-get install chromium"
    return browser_type_launch_args | {"executable_path": chromium, "args": CHROMIUM_ARGUMENTS}


# A page is seen before its deferred scripts have run, and a test taps faster than any hand. Until
# then its taps find nothing to hit, and Playwright tries again. (Hiding the page would do as
# well, but then a script could not move the focus.)
NO_TAP_BEFORE_SCRIPTS = """
  const held = new MutationObserver(() => {
    if (!document.documentElement) return;
    document.documentElement.style.pointerEvents = "none";
    held.disconnect();
  });
  held.observe(document, { childList: true });
  addEventListener("DOMContentLoaded", () => {
    held.disconnect();
    document.documentElement.style.removeProperty("pointer-events");
  });
"""


def open_device(browser, screen, address=None):
    """A fresh device (own cookies, own storage) with one page.

    Pages may be named by their paths alone when ``address`` is the server's.
    """
    context = browser.new_context(base_url=address, locale="en", **screen)
    context.add_init_script(NO_TAP_BEFORE_SCRIPTS)
    context.set_default_timeout(20_000)
    return context.new_page()


@pytest.fixture
def devices(browser, live_server):
    """Opens any number of devices: ``devices(PHONE)`` is one more phone's page.

    At the end of the test no page may have raised an error or broken the security policy.
    """
    faults, pages = [], []

    def opened(screen=PHONE):
        page = open_device(browser, screen, live_server.url)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "console",
            lambda line: (
                faults.append(line.text) if "Content Security Policy" in line.text else None
            ),
        )
        pages.append(page)
        return page

    yield opened
    leave(pages)
    assert faults == []


def leave(pages):
    """Take the devices off the network before they close.

    A closing page lets go of the routes that a test laid; an answer that still waits would then
    reach the server in the middle of the next test.
    """
    for page in pages:
        page.context.set_offline(True)
    for page in pages:
        page.context.close()
    wait_until_quiet()


@pytest.fixture
def laptop(devices):
    return devices(LAPTOP)


@pytest.fixture
def phone(devices):
    return devices(PHONE)


@pytest.fixture
def room(transactional_db):
    """A workshop with one seat and three open questions."""
    workshop = make_workshop(state="open")
    make_participants(workshop, institution=make_institution(workshop, name="Health ministry"))
    for n in (1, 2, 3):
        make_question(workshop, f"F-0{n}", state="open", why_health="Money must come in time.")
    return workshop
