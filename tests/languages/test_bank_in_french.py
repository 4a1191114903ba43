"""The French of the question bank: whole, with the same figures, set as French is."""

import re
from collections import Counter
from pathlib import Path

import polib
import pytest

from diagnostics.bank.reading import read_bank
from tests.languages.test_catalogues import SET_OFF

BANK = Path("fixtures/pfm-hf-alignment")
FIGURE = re.compile(r"\d[\d.]*")
# Names of laws and licences may hold other figures in another language.
NAMES = re.compile(r":(other_names|licence|years)")


@pytest.fixture(scope="module")
def messages():
    return polib.pofile(str(BANK / "locale" / "fr.po"))


def figures(text):
    """Without what parts thousands, and with a point for decimals, as in English."""
    text = re.sub(r"[\u00a0\u202f]|(?<=\d),(?=\d{3}\b)", "", text).replace(",", ".")
    return sorted(figure.rstrip(".") for figure in FIGURE.findall(text))


def test_every_text_of_the_bank_is_there_and_up_to_date():
    french = read_bank(BANK).languages["fr"]

    assert (len(french.current), french.outdated) == (french.total, 0)


def test_a_level_names_the_same_figures_in_both_languages(messages):
    changed = [
        message.msgctxt
        for message in messages
        if not NAMES.search(message.msgctxt) and figures(message.msgid) != figures(message.msgstr)
    ]

    assert changed == []


def test_questions_stay_questions_and_sentences_end(messages):
    changed = [m.msgctxt for m in messages if (m.msgid[-1] in ".?") != (m.msgstr[-1] in ".?")]

    assert changed == []


def test_no_line_ends_before_a_french_mark(messages):
    broken = [
        message.msgctxt
        for message in messages
        if SET_OFF.search(message.msgstr) or re.search(r"\w'\w|[“”]|\.\.\.", message.msgstr)
    ]

    assert broken == []


def test_a_word_in_a_question_leads_to_one_term(messages):
    forms = Counter(m.msgstr for m in messages if ":forms." in m.msgctxt)

    assert [form for form, count in forms.items() if count > 1] == []


def test_a_short_form_is_named_in_the_language_of_who_chooses_it():
    short = read_bank(BANK).short_forms[0]

    assert short["translations"]["fr"]["title"] == "Forme courte"
    assert short["translations"]["fr"]["purpose"].startswith("Vingt-trois questions")
