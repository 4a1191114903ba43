"""The interface's translations: whole, made from what the code says now, and safe to fill in."""

import ast
import re

import polib
import pytest
from django.conf import settings

from scripts import ROOT
from scripts.messages import LOCALE, SOURCES, collect
from tests.i18n.catalogue import KEPT

TRANSLATED = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
FILLED_IN = re.compile(rf"{KEPT.pattern}|https?://\S+")
# Names under which the code asks, and which of their texts is the English.
ASKING = {"_": 0, "gettext": 0, "gettext_lazy": 0, "ngettext": 0, "ngettext_lazy": 0}
ASKING |= {"pgettext": 1, "pgettext_lazy": 1}
# French sets these off by a space, which must not end a line.
SET_OFF = re.compile(r" [:;?!%»]|« |\w[;?!](?!\w)|\w:(?!\S)")


def catalogue_of(language):
    return polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"))


def identities(catalogue):
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue}


def filled_in(text):
    return sorted(FILLED_IN.findall(text))


def translations(entry):
    return [*entry.msgstr_plural.values()] if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_string_that_the_code_says_is_translated(language, tmp_path):
    catalogue, said = catalogue_of(language), polib.pofile(str(collect(language, tmp_path)))

    # When this fails: make messages, then translate what is empty.
    assert identities(catalogue) == identities(said)
    assert [entry.msgid for entry in catalogue if not all(translations(entry))] == []
    assert catalogue.fuzzy_entries() == []


def said_in(path):
    """Of each call that asks for a translation, the English."""
    for call in ast.walk(ast.parse(path.read_text())):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ASKING:
            texts = [a.value for a in call.args if isinstance(a, ast.Constant)]
            yield texts[ASKING[call.func.id]]


def test_no_call_escapes_the_tools_for_translators():
    """They do not look inside an f-string."""
    known = {entry.msgid for entry in catalogue_of("fr")}
    modules = [path for name in SOURCES for path in (ROOT / name).rglob("*.py")]

    assert {text for path in modules for text in said_in(path)} - known == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_compiled_is_what_was_translated(language):
    compiled = LOCALE / language / "LC_MESSAGES" / "django.mo"

    assert compiled.read_bytes() == catalogue_of(language).to_binary()


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_filled_in_and_marked_up_is_the_same_in_every_language(language):
    changed = [
        (entry.msgid, text)
        for entry in catalogue_of(language)
        for text in translations(entry)
        if filled_in(text) not in (filled_in(entry.msgid), filled_in(entry.msgid_plural))
    ]

    assert changed == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_spaces_and_lines_at_the_ends_are_kept(language):
    changed = [
        entry.msgid
        for entry in catalogue_of(language)
        for text in translations(entry)
        if (entry.msgid[0].isspace(), entry.msgid[-1].isspace())
        != (text[0].isspace(), text[-1].isspace())
    ]

    assert changed == []


def test_no_line_ends_before_a_french_mark():
    broken = [
        text
        for entry in catalogue_of("fr")
        for text in translations(entry)
        if SET_OFF.search(FILLED_IN.sub("x", text)) or re.search(r"\w'\w|[“”]|\.\.\.", text)
    ]

    assert broken == []
