"""A workshop in which nothing has been done yet says on every page what to do next."""

import pytest
from django.urls import reverse

from tests.factories import make_user, make_workshop
from tests.walk.addresses import parameters, routes
from tests.walk.pages import addresses_in, pages, parsed


@pytest.fixture
def workshop(client, db):
    user = make_user()
    client.force_login(user)
    return make_workshop(by=user)


def first_things(page) -> list[str]:
    """The buttons that a page puts forward."""
    words = "//main//*[contains(@class, 'btn-primary')][not(@aria-hidden)]"
    return [button.text_content() for button in parsed(page).xpath(words)]


def test_no_page_of_an_empty_workshop_puts_two_things_forward(client, workshop):
    names = [name for name in routes() if parameters(name) == ["code"]]
    shown = pages(client, [reverse(name, args=[workshop.code]) for name in names])

    found = {path: first_things(page) for path, page in shown}

    assert len(found) > 20
    assert {path: things for path, things in found.items() if len(things) > 1} == {}


@pytest.mark.parametrize(
    ("page", "leads_to"),
    [
        ("diagnostics:run", "alignment:people"),
        ("diagnostics:run", "diagnostics:questions"),
        ("diagnostics:compare", "diagnostics:questions"),
        ("diagnostics:agree", "diagnostics:compare"),
        ("diagnostics:open_workshop", "diagnostics:questions"),
        ("diagnostics:conclusion", "diagnostics:open_workshop"),
        ("roadmaps:priorities", "roadmaps:bottlenecks"),
        ("roadmaps:roadmap", "roadmaps:bottlenecks"),
    ],
)
def test_an_empty_page_leads_to_what_it_needs(client, workshop, page, leads_to):
    main = client.get(reverse(page, args=[workshop.code])).content.split(b"<main")[1]

    assert reverse(leads_to, args=[workshop.code]) in addresses_in(b"<div" + main)
