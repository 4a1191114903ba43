"""The frame around every page, and the one style sheet."""

import gzip
import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

STYLE_SHEET = settings.BASE_DIR / "static" / "css" / "accord.css"
TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))


@pytest.mark.parametrize("page", ["400.html", "403.html", "404.html", "500.html"])
def test_fault_pages_need_no_context_and_say_what_to_do_next(page):
    html = render_to_string(page)

    assert "Go to the start" in html
    assert '<html lang="en" dir="ltr">' in html
    assert "<script" not in html


def test_the_frame_turns_around_for_arabic():
    with translation.override("ar"):
        assert '<html lang="ar" dir="rtl">' in render_to_string("404.html")


def test_illustrative_workshops_say_so():
    workshop = {"title": "Kigali", "illustrative": True}

    assert "Illustrative data" in render_to_string("participant_base.html", {"workshop": workshop})
    assert "Illustrative data" not in render_to_string("participant_base.html")


def test_the_style_sheet_fits_its_budget():
    assert len(gzip.compress(STYLE_SHEET.read_bytes(), 9)) <= 15_000


def test_the_style_sheet_knows_no_left_or_right_and_no_other_host():
    css = STYLE_SHEET.read_text()

    assert re.findall(r"[{;](?:margin|padding|border)-(?:left|right)[^;}]*", css) == []
    assert re.findall(r"[{;](?:left|right):|(?:align|float|clear):(?:left|right)", css) == []
    assert "url(" not in css


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_carry_no_inline_style_or_script(path):
    html = path.read_text()

    assert not re.search(r"\sstyle=|<style\b|\son[a-z]+=\"", html)
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", html)


def test_the_sign_in_page_stands_in_our_frame(client, db):
    html = client.post("/accounts/login/", {"login": "nobody"}).content.decode()

    assert '<a href="#id_password">Password: This field is required.</a>' in html
    assert 'class="btn btn-primary" type="submit"' in html
    assert "css/accord.css" in html
