"""A document goes on without what programs wrote into it about its maker."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import NameObject, TextStringObject

from alignment import file_metadata
from alignment.file_metadata import without_metadata
from alignment.files import ReadFile

WHO = "Zawadi Ingabire"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def a_pdf() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    note = FreeText(text="See article 12", rect=(0, 0, 50, 50))
    note[NameObject("/T")] = TextStringObject(WHO)
    writer.add_annotation(0, note)
    writer.add_metadata({"/Author": WHO, "/Title": "Budget law"})
    writer.write(out)
    return out.getvalue()


def a_letter() -> bytes:
    document = Document()
    document.core_properties.author = document.core_properties.last_modified_by = WHO
    paragraph = document.add_paragraph("Article 12")
    document.add_comment(paragraph.runs, text="Look here", author=WHO, initials="ZI")
    return saved(document)


def a_table() -> bytes:
    book = Workbook()
    book.properties.creator = WHO
    book.active["A1"] = 12
    book.active["A1"].comment = Comment("From the ledger", WHO)
    return saved(book)


def an_open_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("meta.xml", f"<m><dc:creator>{WHO}</dc:creator></m>")
        file.writestr("content.xml", f"<c><dc:creator>{WHO}</dc:creator>Article 12</c>")
    return out.getvalue()


def bare(content, media_type="application/x") -> bytes:
    return without_metadata(ReadFile("file", media_type, content)).content


def unpacked(content) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return b"".join(file.read(name) for name in file.namelist())


def test_a_pdf_names_nobody():
    told = bare(a_pdf(), "application/pdf")

    pdf = PdfReader(io.BytesIO(told))
    assert WHO.encode() not in told
    assert not pdf.metadata
    [note] = pdf.pages[0]["/Annots"]
    assert note.get_object()["/Contents"] == "See article 12"


@pytest.mark.parametrize("make", [a_letter, a_table, an_open_document])
def test_an_office_file_names_nobody(make):
    before = make()
    after = bare(before)

    assert WHO.encode() in unpacked(before)
    assert WHO.encode() not in unpacked(after)
    with zipfile.ZipFile(io.BytesIO(after)) as file:
        assert {part.date_time[0] for part in file.infolist()} == {1980}


def test_what_the_document_says_stays():
    letter = Document(io.BytesIO(bare(a_letter())))
    table = load_workbook(io.BytesIO(bare(a_table())))

    assert [p.text for p in letter.paragraphs] == ["Article 12"]
    assert [c.text for c in letter.comments] == ["Look here"]
    assert table.active["A1"].value == 12
    assert table.active["A1"].comment.text == "From the ledger"


def test_plain_text_stays_as_it_is():
    assert bare(b"year;amount\n", "text/plain; charset=utf-8") == b"year;amount\n"


@pytest.mark.parametrize(
    ("content", "media_type"), [(b"%PDF-1.7 nothing", "application/pdf"), (b"PK\x03\x04..", WORD)]
)
def test_a_damaged_file_is_refused_with_what_to_do(content, media_type):
    with pytest.raises(ValidationError, match="Save it anew"):
        bare(content, media_type)


def test_a_file_that_unfolds_to_gigabytes_is_refused(monkeypatch):
    monkeypatch.setattr(file_metadata, "MOST_UNPACKED", 100)

    with pytest.raises(ValidationError, match="Save it anew"):
        bare(a_letter(), WORD)
