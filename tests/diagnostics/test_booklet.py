"""The bank to take away: tables that people open elsewhere, and the booklet for paper."""

import csv
import io
import re
from functools import cache
from html import unescape

import openpyxl
import pypdf
import pytest
from django.core.cache import cache as stored
from django.urls import reverse

from diagnostics import documents
from diagnostics.bank.loading import load_bank
from diagnostics.bank.reading import read_bank
from diagnostics.catalogue import newest_library
from diagnostics.catalogue.selections import selections_of
from diagnostics.documents.booklet import booklet_html, booklet_pdf
from tests.diagnostics.banks import LEVEL, QUESTION, good_bank, write_bank

HOSTILE = "<script>alert(1)</script><img src='file:///etc/hostname'>"
PDF = "diagnostics:booklet_pdf"


def load(directory, **changes):
    files = good_bank()
    files["F-formulation.yaml"]["questions"][0] |= changes
    return load_bank(read_bank(write_bank(directory, files)))[0]


@pytest.fixture
def bank(db, tmp_path):
    yield load(tmp_path)
    stored.clear()


def html_of(part="all"):
    library = newest_library()
    html = booklet_html(library, selections_of(library)[part])
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


def table(client, kind):
    return client.get(reverse(f"diagnostics:bank_{kind}"))


def ask(client, part):
    return client.post(reverse("diagnostics:booklets"), {"part": part}, follow=True)


def states(client):
    page = client.get(reverse("diagnostics:booklets"))
    return {slot.part: slot.state for slot in page.context["slots"]}


def test_the_csv_has_one_row_for_each_question(client, bank):
    response = table(client, "csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))

    assert response["Content-Disposition"] == 'attachment; filename="test-bank-1.0.0.csv"'
    assert [row["code"] for row in rows] == ["F-01", "F-02", "A-01"]
    assert [rows[0][f"level_{n}"] for n in (1, 2, 3, 4)] == QUESTION["levels"]
    assert rows[0] | {f"level_{n}": "" for n in (1, 2, 3, 4)} == {
        "code": "F-01",
        "stage": "F",
        "sub_stage": "F1",
        "function": "RR",
        "objectives": "RR-1",
        "who": "MOH; MOF",
        "gateway": "no",
        "question": QUESTION["question"],
        "why_health": QUESTION["why"]["health"],
        "why_finance": QUESTION["why"]["finance"],
        **{f"level_{n}": "" for n in (1, 2, 3, 4)},
        "evidence": "Budget circular; Ceiling letter",
        "facts": "Issued on (date): Circular",
        "minutes": "3",
        "pefa": "PI-16.2 (same, not confirmed)",
        "hfpm": "",
        "proposals": "",
        "sources": "S01",
    }


def test_the_workbook_holds_the_questions_and_what_they_rest_on(client, bank):
    book = openpyxl.load_workbook(io.BytesIO(table(client, "xlsx").content))
    questions = list(book["questions"].values)

    assert book.sheetnames == [
        *("questions", "objectives", "short_forms"),
        *("bottlenecks", "practices", "glossary", "sources", "about"),
    ]
    assert [row[0] for row in questions] == ["code", "F-01", "F-02", "A-01"]
    assert questions[1][questions[0].index("minutes")] == 3
    assert list(book["short_forms"].values)[1] == ("short", "Short form", None, "A-01; F-01")
    assert list(book["bottlenecks"].values)[1][:4] == (
        *("BN-01", "The ceiling comes after the first draft", "F", "F1; A1"),
    )
    assert list(book["practices"].values)[1][2:4] == ("RW; CI", "2017-2019")
    assert list(book["glossary"].values)[2][:3] == ("circular", "Ceiling", "envelope")
    assert ("S01", "A guide", None, 2020, None, None, None) in list(book["sources"].values)
    assert ("notice", "Nobody endorses this bank.") in list(book["about"].values)


def test_no_cell_is_a_formula(client, db, tmp_path):
    load(tmp_path, question="=1+1 is known?")

    said = table(client, "csv").content
    assert b",'=1+1 is known?," in said
    sheet = openpyxl.load_workbook(io.BytesIO(table(client, "xlsx").content))["questions"]
    assert (sheet["H2"].value, sheet["H2"].data_type) == ("=1+1 is known?", "s")


def test_without_a_bank_nothing_can_be_taken_away(client, db):
    assert table(client, "csv").status_code == 404
    assert client.get(reverse(PDF)).status_code == 404
    assert "load_bank" in client.get(reverse("diagnostics:booklets")).content.decode()


def test_the_parts_are_the_whole_bank_the_short_forms_and_the_stages(bank):
    parts = selections_of(newest_library())

    assert {code: [q.code for q in part.questions] for code, part in parts.items()} == {
        "all": ["F-01", "F-02", "A-01"],
        "form-short": ["F-01", "A-01"],
        "stage-F": ["F-01", "F-02"],
        "stage-A": ["A-01"],
    }
    assert parts["all"].minutes == 9


def test_the_booklet_asks_everything_of_a_question(bank):
    html = html_of()

    for text in (*QUESTION["levels"], *QUESTION["why"].values(), QUESTION["question"]):
        assert text in html
    assert "Ministry of health, Ministry of finance · Raising revenue · 3 minutes" in html
    assert "I don’t know Does not apply here (say why below)" in html
    assert "Evidence to bring: Budget circular; Ceiling letter" in html
    assert "Issued on (date) Circular" in html
    assert "Reason, and where one can check it:" in html


def test_the_booklet_says_how_to_answer_whose_words_these_are_and_what_is_not_checked(bank):
    html = html_of("form-short")

    assert "Tick the highest level whose whole text is true" in html
    assert "Test bank, version 1.0.0. Licence: CC-BY-4.0." in html
    assert "Nobody endorses this bank." in html
    assert "still have to be checked against the official documents" in html
    assert "A guide, 2020." in html


def test_a_part_holds_its_own_questions_only(bank):
    assert "A-01" in html_of("form-short")
    assert "F-02" not in html_of("form-short")
    assert "F-02" in html_of("stage-F")
    assert "A-01" not in html_of("stage-F")


def test_texts_of_the_bank_are_never_markup_on_paper(db, tmp_path):
    load(tmp_path, question=f"Is {HOSTILE} known?", evidence=[HOSTILE])
    library = newest_library()

    html = booklet_html(library, selections_of(library)["all"])

    assert "<script" not in html
    assert "<img" not in html


@cache
def printed():
    """The pages of a booklet of twelve questions. Of the database it needs what is there."""
    library = newest_library()
    reader = pypdf.PdfReader(io.BytesIO(booklet_pdf(library, selections_of(library)["all"])))
    return reader, [re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages]


@pytest.fixture
def twelve(db, tmp_path):
    files = good_bank()
    stage = files["A-approval.yaml"]["questions"]
    stage += [
        stage[0] | {"code": f"A-{n:02}", "question": f"Is number {n} known?"} for n in range(2, 11)
    ]
    load_bank(read_bank(write_bank(tmp_path, files)))
    return printed()


def test_the_contents_name_the_page_of_every_question(twelve):
    _reader, pages = twelve
    listed = re.findall(r"([FA]-\d\d) ?Is [^?]+\? ?(?:\. )+(\d+)", pages[2])

    assert [code for code, _page in listed] == [
        "F-01",
        "F-02",
        *(f"A-{n:02}" for n in range(1, 11)),
    ]
    for code, page in listed:
        assert f"{code} Is" in pages[int(page) - 1]


def test_a_question_is_never_parted(twelve):
    _reader, pages = twelve
    last_level = LEVEL.format("four")
    for words in pages[3:]:
        assert words.count("Reason, and where") == words.count(last_level)
        assert words.count("minutes") == words.count(last_level)


def test_every_page_is_numbered_and_the_file_is_tagged_and_archival(twelve):
    reader, pages = twelve

    for number, words in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in words
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/Lang"] == "en"
    assert re.search(r'pdfaid:part="?>?3', catalogue["/Metadata"].get_data().decode())
    assert reader.metadata.title == "Question booklet: The whole bank"


def test_a_booklet_is_printed_once_for_everybody(client, bank, monkeypatch):
    drawn = []
    monkeypatch.setattr(documents, "booklet_pdf", lambda *of: drawn.append(of) or b"%PDF-a booklet")
    assert set(states(client).values()) == {""}

    for _press in range(3):
        ask(client, "form-short")

    assert len(drawn) == 1
    assert states(client)["form-short"] == "ready"
    response = client.get(reverse(PDF), {"form": "short"})
    assert response.content == b"%PDF-a booklet"
    assert response["Content-Type"] == "application/pdf"
    assert 'filename="test-bank-1.0.0-form-short-en.pdf"' in response["Content-Disposition"]
    again = client.get(reverse(PDF), {"form": "short"}, headers={"if-none-match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_booklet_that_is_not_ready_leads_to_where_it_can_be_asked_for(client, bank):
    response = client.get(reverse(PDF), {"stage": "F"})

    assert response.status_code == 302
    assert response["Location"] == reverse("diagnostics:booklets")


@pytest.mark.parametrize(
    "query",
    [{"form": "long"}, {"stage": "X"}, {"form": "short", "stage": "F"}, {"form": "\x00"}],
)
def test_only_parts_that_are_known_can_be_asked_for(client, bank, query):
    assert client.get(reverse(PDF), query).status_code == 404


@pytest.mark.parametrize("part", ["", "everything", "form-long", "\x00"])
def test_a_press_that_names_no_known_part_starts_nothing(client, bank, part):
    assert "Choose what to print from the list below." in ask(client, part).content.decode()
    assert set(states(client).values()) == {""}


def test_a_booklet_that_could_not_be_printed_says_so_and_is_not_tried_at_once(
    client, bank, monkeypatch, caplog
):
    def fails(*_of):
        raise OSError("no library, and words of ours")

    monkeypatch.setattr(documents, "booklet_pdf", fails)
    for _press in range(2):
        page = ask(client, "all").content.decode()

    assert "Could not be prepared." in page
    assert states(client)["all"] == "failed"
    assert [record.getMessage().count("OSError") for record in caplog.records] == [1]
    assert "words of ours" not in caplog.text


def test_a_newer_release_is_printed_anew(client, bank, tmp_path, monkeypatch):
    monkeypatch.setattr(documents, "booklet_pdf", lambda *_of: b"%PDF-")
    ask(client, "all")
    files = good_bank()
    files["bank.yaml"]["version"] = "1.1.0"
    load_bank(read_bank(write_bank(tmp_path / "newer", files)))

    assert states(client)["all"] == ""
