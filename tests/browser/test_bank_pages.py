"""Reading the bank on a phone and on a laptop, without signing in."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command
from playwright.sync_api import expect

from tests.browser.checks import assert_accessible, assert_fits
from tests.browser.conftest import LAPTOP, PHONE

pytestmark = pytest.mark.any_database


@pytest.fixture
def bank(transactional_db):
    call_command("load_bank", str(settings.BASE_DIR / "fixtures/pfm-hf-alignment"), verbosity=0)


@pytest.mark.parametrize("screen", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_every_page_of_the_bank_fits_and_is_accessible(devices, bank, screen):
    page = devices(screen)
    for place in ("", "E-01/", "bottlenecks/", "practices/?country=LA", "glossary/", "booklet/"):
        page.goto(f"/bank/{place}")
        assert_fits(page)
        assert_accessible(page)


def test_a_word_is_explained_where_it_stands_and_goes_away_again(phone, bank):
    phone.goto("/bank/E-01/")
    word = phone.get_by_role("button", name=re.compile("approved health budget")).first
    meaning = phone.locator(f"#{word.get_attribute('popovertarget')}")

    word.click()
    expect(meaning).to_be_visible()
    assert_accessible(phone)
    phone.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
