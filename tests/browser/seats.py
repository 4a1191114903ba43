"""What officials do on their phones before they answer."""

import re

from playwright.sync_api import expect

from tests.factories import PIN


def join(page, code, institution, seat=1, look=lambda page: None):
    """From the code to one's own page; a seat that is taken opens with its PIN.

    ``look`` is called with every page on the way.
    """
    page.goto("/j/")
    look(page)
    page.get_by_label("Workshop code").fill(code.lower())
    page.get_by_role("button", name="Go on").click()
    return join_here(page, institution, seat, look)


def join_here(page, institution, seat=1, look=lambda page: None):
    """From the page that lists the institutions."""
    expect(page.get_by_role("link", name=institution)).to_be_visible()
    look(page)
    page.get_by_role("link", name=institution).click()
    expect(page.get_by_role("link", name=re.compile(f"^Seat {seat}"))).to_be_visible()
    look(page)
    page.get_by_role("link", name=re.compile(f"^Seat {seat}")).click()
    expect(page.locator("input[type=password]").first).to_be_visible()
    look(page)
    for field in page.locator("input[type=password]").all():
        field.fill(PIN)
    page.get_by_role("button", name=re.compile("Take this seat|phone")).click()
    expect(page.get_by_role("heading", name="My questions")).to_be_visible()
    look(page)
    return page
