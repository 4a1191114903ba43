"""What programs write into a document beside its content: who made it, where and when.

Pictures lose it when they are drawn anew (see ``files``). What people wrote into the document
itself stays: nobody can tell it from the content.
"""

import io
import re
import zipfile
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from alignment.files import ReadFile

MOST_UNPACKED = 200 * 1024 * 1024  # bytes
_SCHEMAS = "http://schemas.openxmlformats.org"
_NOTHING_SAID = {
    "docProps/core.xml": (
        f'<cp:coreProperties xmlns:cp="{_SCHEMAS}/package/2006/metadata/core-properties"/>'
    ),
    "docProps/app.xml": (
        f'<Properties xmlns="{_SCHEMAS}/officeDocument/2006/extended-properties"/>'
    ),
    "docProps/custom.xml": (
        f'<Properties xmlns="{_SCHEMAS}/officeDocument/2006/custom-properties"/>'
    ),
    "meta.xml": (
        '<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>'
    ),
}
# People beside comments and tracked changes, and the folder the file was kept in.
_NAMES = (
    (re.compile(rb'(\b(?:w|w15):(?:author|initials|userId|providerId))="[^"]*"'), rb'\1=""'),
    (re.compile(rb"<author>[^<]*</author>"), b"<author></author>"),
    (
        re.compile(
            rb'(<(?:\w+:)?(?:person|cmAuthor|author)\b[^>]*?\b(?:displayName|name))="[^"]*"'
        ),
        rb'\1=""',
    ),
    (re.compile(rb'(\b(?:initials|userId|userName))="[^"]*"'), rb'\1=""'),
    (re.compile(rb"<(dc:creator|meta:creator-initials)>[^<]*</"), rb"<\1></"),
    (re.compile(rb'(<x15ac:absPath\b[^>]*\burl)="[^"]*"'), rb'\1=""'),
)
_OF_A_PDF = ("/Metadata", "/PieceInfo", "/LastModified")
_OF_A_NOTE = ("/T", "/M", "/CreationDate", "/NM")
# What a library meets in a file that only looks whole.
_DAMAGED = (
    PyPdfError,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    OSError,
)


def without_metadata(file: ReadFile) -> ReadFile:
    """The same document, telling nothing of its maker that its own pages do not tell.

    Raises ValidationError with the remedy when it cannot be read through.
    """
    try:
        if file.media_type == "application/pdf":
            return replace(file, content=_bare_pdf(file.content))
        if file.content.startswith(b"PK"):
            return replace(file, content=_bare_zip(file.content))
    except _DAMAGED:
        raise ValidationError(
            _("This file cannot be read through. Save it anew, or as a PDF, and send that.")
        ) from None
    return file


def _bare_pdf(content: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.metadata = None
    _forget(writer.root_object, _OF_A_PDF)
    for page in writer.pages:
        _forget(page, _OF_A_PDF)
        for note in page.get("/Annots") or ():
            _forget(note.get_object(), _OF_A_NOTE)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _forget(part, names) -> None:
    if isinstance(part, DictionaryObject):
        for name in names:
            part.pop(name, None)


def _bare_zip(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as file, zipfile.ZipFile(out, "w") as bare:
        if sum(part.file_size for part in file.infolist()) > MOST_UNPACKED:
            raise ValueError
        for part in file.infolist():
            # A new entry has no time of its own: 1980, for all.
            entry = zipfile.ZipInfo(part.filename)
            entry.compress_type = part.compress_type
            bare.writestr(entry, _bare_part(part.filename, file.read(part)))
    return out.getvalue()


def _bare_part(name: str, content: bytes) -> bytes:
    if name in _NOTHING_SAID:
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{_NOTHING_SAID[name]}'.encode()
    if name.endswith(".xml"):
        for pattern, nobody in _NAMES:
            content = pattern.sub(nobody, content)
    return content
