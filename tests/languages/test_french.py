"""What officials read whose phone, or whose document, speaks French."""

import io
import re
from itertools import pairwise

import docx
import pypdf
import pytest
from django.core.management import call_command

from roadmaps.demo.workshops import create_full_demo
from roadmaps.documents import render
from roadmaps.editions import draft_edition
from tests.factories import PIN, make_participants, make_user, make_workshop
from tests.languages.test_catalogues import catalogue_of

pytestmark = pytest.mark.django_db

# Titles, which the bank's own texts quote as they were published.
TITLES = {
    "Aligning public financial management and health financing",
    "WHO Health Financing Progress Matrix",
}
LETTERS = re.compile(r"[^\W\d_]+")


def words_of(text):
    return " ".join(LETTERS.findall(text.casefold()))


def english_in(text) -> list[str]:
    """Strings of ours, of four words and more, that stand in ``text`` untranslated."""
    said = words_of(text)
    known = {e.msgid for e in catalogue_of("fr") if not re.search(r"[%{<]", e.msgid)} - TITLES
    long = [each for each in known if len(words_of(each).split()) > 3]
    return [each for each in long if words_of(each) in said]


def broken_words(text) -> set[str]:
    """Words of ours that a column was too narrow for: neither piece is a word of itself."""
    known = {w for e in catalogue_of("fr") for w in LETTERS.findall(e.msgstr.casefold())}
    lines = [LETTERS.findall(line.casefold()) for line in text.splitlines()]
    pieces = [(a[-1], b[0]) for a, b in pairwise(line for line in lines if line)]
    return {a + b for a, b in pieces if a + b in known and not {a, b} & known}


def text_of_docx(content):
    book = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in book.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in book.paragraphs), *cells])


def text_of_pdf(content):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def test_a_phone_that_asks_for_french_gets_french(client, db):
    [seat] = make_participants(make_workshop(state="open"))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr-CM,fr;q=0.9,en;q=0.5"
    place = f"/j/{seat.workshop.code}/join/{seat.institution_id}/{seat.seat}/"

    asked = client.get(f"/j/{seat.workshop.code}/").content.decode()
    refused = client.post(place, {"pin": PIN, "pin_again": "1"}).content.decode()
    client.post(place, {"pin": PIN, "pin_again": PIN})
    own = client.get(f"/j/{seat.workshop.code}/me/").content.decode()

    for page in (asked, refused, own):
        assert '<html lang="fr"' in page
        assert english_in(page) == []
    assert "Choisissez votre institution" in asked
    assert "Corrigez d’abord ceci" in refused
    assert "Mes questions" in own


@pytest.mark.parametrize(("kind", "text_of"), [("docx", text_of_docx), ("pdf", text_of_pdf)])
def test_a_roadmap_in_french_has_no_english_of_ours(db, kind, text_of):
    call_command("load_bank", "fixtures/pfm-hf-alignment", verbosity=0)
    workshop = create_full_demo(by=make_user())

    text = text_of(render(kind, draft_edition(workshop, "fr")))

    assert "Feuille de route" in text
    assert english_in(text) == []
    assert broken_words(text) == set()
