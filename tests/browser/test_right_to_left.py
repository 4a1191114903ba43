"""Every page on a phone, in a language a third longer that is written from right to left."""

import pytest

from tests.browser.conftest import PHONE
from tests.i18n.catalogue import CODE, make_catalogue
from tests.i18n.marking import mark_everything
from tests.i18n.words import plain_words
from tests.walk.addresses import addresses
from tests.walk.demonstration import build_demo
from tests.walk.pages import pages
from tests.walk.roles import device_of

pytestmark = pytest.mark.any_database

WIDTH = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def demo(transactional_db, tmp_path, settings):
    settings.LOCALE_PATHS = [make_catalogue(tmp_path)]
    settings.LANGUAGES = [("en", "English"), (CODE, "العربية")]
    people = build_demo()
    mark_everything()
    return people


def browse(page, visitor, paths, base_url) -> dict:
    """Address to what is wrong there, after our scripts have run."""
    cookies = {name: each.value for name, each in visitor.cookies.items()}
    page.context.add_cookies(
        [
            {"name": name, "value": value, "url": base_url}
            for name, value in (cookies | {"django_language": CODE}).items()
        ]
    )
    return {path: wrong for path in paths if (wrong := _wrong_at(page, path))}


def _wrong_at(page, path) -> list:
    page.goto(path)
    wide = page.evaluate(WIDTH)
    direction = page.evaluate("document.dir")
    wrong = [f"{wide} px too wide"] if wide > 0 else []
    wrong += ["not from right to left"] if direction != "rtl" else []
    return wrong + plain_words(page.content())


def test_no_page_breaks(devices, live_server, demo):
    for role in ("nobody", "facilitator", "mof_signatory", "respondent"):
        visitor = device_of(role, demo, accept_language=CODE)
        for place in ("workshop", "draft"):
            shown = pages(visitor, addresses(demo[place]))
            # What a page asks for to renew itself is seen on that page.
            paths = [path for path, page in shown if page.lstrip().startswith(b"<!doctype")]
            assert browse(devices(PHONE), visitor, paths, live_server.url) == {}
