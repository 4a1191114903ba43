"""Files that people bring: let in by what they are, not by what they are called."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook
from PIL import Image
from pypdf import PdfWriter

from alignment.files import LONGEST_EDGE, MAX_BYTES, file_response, read_file, store_file
from tests.factories import make_workshop


def picture(kind="JPEG", size=(40, 20), mode="RGB", **options) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind, **options)
    return out.getvalue()


def saved(document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(out)
    return out.getvalue()


def zipped(**members) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def read(name, content, **options):
    return read_file(SimpleUploadedFile(name, content), **options)


@pytest.mark.parametrize(
    ("name", "content", "media_type", "stored_as"),
    [
        ("photo.jpeg", picture(), "image/jpeg", "photo.jpeg"),
        ("IMG_1.HEIC", picture(), "image/jpeg", "IMG_1.jpg"),
        ("chart.png", picture("PNG", mode="P"), "image/png", "chart.png"),
        ("circular 12.pdf", pdf(), "application/pdf", "circular 12.pdf"),
        ("../../etc/act", pdf(), "application/pdf", "act.pdf"),
        ("out-turn.csv", b"year;amount\n2025;1", "text/plain; charset=utf-8", "out-turn.csv"),
        (
            "act.docx",
            saved(Document()),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "act.docx",
        ),
        (
            "really.docx",
            saved(Workbook()),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "really.xlsx",
        ),
        (
            "letter.odt",
            zipped(mimetype="application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text",
            "letter.odt",
        ),
    ],
)
def test_a_file_is_what_its_content_says(name, content, media_type, stored_as):
    found = read(name, content)
    assert (found.media_type, found.name) == (media_type, stored_as)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.jpg", b"MZ\x90\x00" + bytes(200)),
        ("photo.jpg", picture()[:60]),
        ("page.txt", b"\xef\xbb\xbf  <html><script>alert(1)</script>"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("act.pdf", b"%PDF-1.7 and nothing behind it"),
        ("act.docx", zipped(word__document_xml="<w/>", word__vbaProject_bin="x")),
        ("act.docx", zipped(anything_txt="x")),
        ("act.docx", b"PK\x03\x04" + bytes(50)),
    ],
)
def test_a_file_that_is_none_of_the_kinds_is_refused_with_the_kinds_that_are_taken(name, content):
    with pytest.raises(ValidationError, match="is not one of the kinds taken here"):
        read(name, content)


def test_where_a_picture_is_asked_for_a_document_is_refused():
    with pytest.raises(ValidationError, match="Choose a JPEG or PNG picture"):
        read("act.pdf", pdf(), only_pictures=True)


def test_an_empty_and_a_huge_file_are_refused():
    with pytest.raises(ValidationError, match="This file is empty"):
        read("act.pdf", b"")
    with pytest.raises(ValidationError, match="has 11 MB; at most 10 MB are taken"):
        read("act.pdf", bytes(MAX_BYTES + 1))


def test_a_small_file_that_unfolds_to_a_gigantic_picture_is_refused():
    with pytest.raises(ValidationError, match="is not one of the kinds"):
        read("bomb.png", picture("PNG", size=(14_000, 14_000), mode="1"))


def test_what_a_phone_wrote_into_a_picture_is_not_kept():
    exif = Image.Exif()
    exif[0x010F] = "Maker of the phone"
    exif[0x0112] = 6  # lying on its side
    content = picture(size=(40, 20), exif=exif, comment=b"Taken by Aline")

    drawn = Image.open(io.BytesIO(read("photo.jpg", content).content))

    assert drawn.size == (20, 40)
    assert dict(drawn.getexif()) == {}
    assert "comment" not in drawn.info


def test_a_large_photo_is_made_small_enough_to_keep():
    found = read("photo.jpg", picture(size=(6000, 3000)))
    assert Image.open(io.BytesIO(found.content)).size == (LONGEST_EDGE, LONGEST_EDGE // 2)


def test_a_file_comes_back_as_a_download_that_runs_nothing(db):
    stored = store_file(workshop=make_workshop(), file=read("loi n° 1.pdf", pdf()))

    response = file_response(stored)

    assert response.content == pdf()
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''loi%20n%C2%B0%201.pdf"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
