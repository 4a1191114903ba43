"""Files that people bring: what is let in, decided by the content and never by the name alone.

Only kinds that a library here can open are let in, so that a file cannot lie about its type.
Pictures are drawn anew: whatever a phone wrote into them (place, time, owner) stays outside.
"""

import io
import re
import warnings
import zipfile
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from alignment.models import StoredFile

MAX_BYTES = 10 * 1024 * 1024
LONGEST_EDGE = 2000
"""Pixels. A page of A4 photographed at this size can still be read in print."""

PICTURES = {"JPEG": ("image/jpeg", ".jpg"), "PNG": ("image/png", ".png")}
OFFICE = {
    "word/document.xml": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".docx",
    ),
    "xl/workbook.xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
    ),
    "ppt/presentation.xml": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        ".pptx",
    ),
}
OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": ".odt",
    b"application/vnd.oasis.opendocument.spreadsheet": ".ods",
    b"application/vnd.oasis.opendocument.presentation": ".odp",
}
TEXT_ENDINGS = (".txt", ".csv", ".md")
ACCEPT_PICTURES = "image/jpeg,image/png"
ACCEPT = f"{ACCEPT_PICTURES},.pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt,.csv"
"""For the ``accept`` attribute of a file field: help for choosing, not a check."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was let in: ``name`` ends as its content says."""

    name: str
    media_type: str
    content: bytes


def read_file(upload, *, only_pictures: bool = False) -> ReadFile:
    """What an uploaded file really is, ready to be stored. Raises ValidationError with the remedy.

    ``upload``: an ``UploadedFile``, or anything with ``name``, ``size`` and ``read``.
    """
    if upload.size > MAX_BYTES:
        raise ValidationError(_too_large(upload.size))
    content = upload.read()
    if not content:
        raise ValidationError(_("This file is empty. Choose another one."))
    found = _picture(content)
    if found is None and not only_pictures:
        found = _pdf(content) or _zipped(content) or _text(upload.name, content)
    if found is None:
        raise ValidationError(_unknown(only_pictures))
    media_type, ending, content = found
    return ReadFile(_named(upload.name, ending), media_type, content)


def store_file(*, workshop, file: ReadFile) -> StoredFile:
    return StoredFile.objects.create(
        workshop=workshop,
        name=file.name,
        media_type=file.media_type,
        size=len(file.content),
        content=file.content,
    )


def file_response(file: StoredFile, *, name: str = "") -> HttpResponse:
    """The file as a download. It never runs in our pages' name, whatever it holds.

    ``name``: what to call it instead of what it was called where it came from.
    """
    response = HttpResponse(bytes(file.content), content_type=file.media_type)
    response["Content-Disposition"] = content_disposition_header(True, name or file.name)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def neutral_ending(media_type: str) -> str:
    """How a file of this kind ends, whatever its own name was; with its dot."""
    kinds = [*PICTURES.values(), *OFFICE.values()]
    kinds += [(kind.decode(), ending) for kind, ending in OPEN_DOCUMENTS.items()]
    return dict(kinds, **{"application/pdf": ".pdf"}).get(media_type, ".txt")


def _too_large(size):
    return _(
        "This file has %(size)s MB; at most %(most)s MB are taken. Send a smaller one, or a link."
    ) % {"size": -(-size // 1024**2), "most": MAX_BYTES // 1024**2}


def _unknown(only_pictures):
    if only_pictures:
        return _("This file is not a picture that can be read. Choose a JPEG or PNG picture.")
    return _(
        "What is in this file is not one of the kinds taken here. Choose a picture (JPEG, PNG), a "
        "PDF, a Word, Excel, PowerPoint or OpenDocument file without macros, or plain text."
    )


def _picture(content):
    try:
        with warnings.catch_warnings():
            # A small file that unfolds to gigabytes is refused, not drawn.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=list(PICTURES))
            media_type, ending = PICTURES[picture.format]
            return media_type, ending, _drawn_anew(picture)
    except (OSError, SyntaxError, ValueError, Warning, Image.DecompressionBombError):
        return None


def _drawn_anew(picture) -> bytes:
    kind = picture.format
    drawn = ImageOps.exif_transpose(picture)
    if kind == "JPEG" and drawn.mode not in {"L", "RGB"}:
        drawn = drawn.convert("RGB")
    drawn.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    clean = Image.new(drawn.mode, drawn.size)
    if drawn.mode == "P":
        clean.putpalette(drawn.getpalette())
    clean.paste(drawn)
    out = io.BytesIO()
    clean.save(out, kind, quality=85, optimize=True)
    return out.getvalue()


def _pdf(content):
    if not content.startswith(b"%PDF-"):
        return None
    try:
        readable = len(PdfReader(io.BytesIO(content)).pages) > 0
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return ("application/pdf", ".pdf", content) if readable else None


def _zipped(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            names = set(file.namelist())
            if any("vbaproject" in name.lower() for name in names):
                return None
            kind = next((OFFICE[name] for name in OFFICE if name in names), None)
            kind = kind or _open_document(file, names)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError):
        return None
    return (*kind, content) if kind else None


def _open_document(file, names):
    if "mimetype" not in names or file.getinfo("mimetype").file_size > 100:
        return None
    media_type = file.read("mimetype").strip()
    ending = OPEN_DOCUMENTS.get(media_type)
    return (media_type.decode(), ending) if ending else None


def _text(name, content):
    """Text that says so: no page that a browser would run, no damaged file of another kind."""
    if not str(name).lower().endswith(TEXT_ENDINGS):
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    controls = any(ord(sign) < 32 and sign not in "\t\n\r\f" for sign in text)
    if controls or text.lstrip()[:1] == "<":
        return None
    return "text/plain; charset=utf-8", ".txt", content


def _named(name: str, ending: str) -> str:
    """The name without folders and unprintable signs, ending as the content says."""
    bare = re.split(r"[\\/]", name or "")[-1]
    bare = "".join(sign for sign in bare if sign.isprintable()).strip()
    stem, dot, old = bare.rpartition(".")
    if not dot:
        stem = old
    is_kept = stem and f".{old.lower()}" in _same(ending)
    kept = bare if is_kept else (stem or _("file")) + ending
    return kept if len(kept) <= 150 else kept[: 150 - len(ending)] + ending


def _same(ending):
    return {".jpg": {".jpg", ".jpeg"}, ".txt": {*TEXT_ENDINGS}}.get(ending, {ending})
