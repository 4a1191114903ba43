"""No visible word escapes translation, on any page, in any state of a workshop."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from tests.i18n.catalogue import CODE
from tests.i18n.marking import mark_everything
from tests.i18n.words import plain_words
from tests.walk.addresses import addresses
from tests.walk.demonstration import sign_demo, standing_demo
from tests.walk.pages import forms_on, pages, send
from tests.walk.roles import device_of

pytestmark = pytest.mark.any_database

ROLES = ("nobody", "facilitator", "respondent", "silent", "observer", "voided", "mof_signatory")
WRONG = ["", "字"]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with standing_demo(django_db_blocker) as people:
        mark_everything()
        yield people


def visitor(role, demo):
    return device_of(role, demo, accept_language=CODE)


def filled_in(client, form, text):
    return send(client, form.method, form.action, form.filled_with(text), follow=True)


def untranslated(shown) -> dict:
    """Address to plain words, of the pages where any are left."""
    found = {path: plain_words(page) for path, page in shown}
    return {path: words for path, words in found.items() if words}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("place", ["workshop", "draft"])
def test_every_page_and_what_its_forms_say(db, demo, role, place):
    client = visitor(role, demo)
    shown = list(pages(client, addresses(demo[place])))
    said = [
        (f"{form.action} {text}", filled_in(client, form, text).content)
        for form in forms_on(shown)
        for text in WRONG
        if "/language/" not in form.action
    ]

    assert untranslated(shown + said) == {}


@pytest.mark.parametrize("role", ["facilitator", "respondent", "mof_signatory"])
def test_every_page_after_both_ministries_signed(db, demo, role):
    sign_demo(demo)

    shown = pages(visitor(role, demo), addresses(demo["workshop"]))

    assert untranslated(shown) == {}


def test_the_pages_that_say_what_went_wrong(db, demo):
    client = visitor("nobody", demo)
    client.handler.enforce_csrf_checks = True
    shown = {"404": client.get("/nowhere/").content, "csrf": client.post("/j/").content}
    with translation.override(CODE):
        for name in ("400.html", "403.html", "500.html"):
            shown[name] = render_to_string(name).encode()

    assert untranslated(shown.items()) == {}
