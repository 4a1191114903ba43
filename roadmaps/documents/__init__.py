"""The roadmap as files, for reading and for computing, from one content with the same numbers.

Each renderer is a function from an edition to bytes and loads its library when it is called: a
web process never pays for them.
"""

import logging
import traceback
from collections.abc import Callable
from importlib import import_module

from django.utils import translation

from alignment.models import Workshop
from roadmaps.editions import Edition, draft_edition, signed_edition, standing_version
from roadmaps.models import Document
from roadmaps.services.documents import (
    document_for,
    fail_document,
    replace_outdated,
    store_document,
)
from roadmaps.vocabulary import DocumentFault

logger = logging.getLogger(__name__)

CONTENT_TYPES = {
    Document.Kind.PDF: "application/pdf",
    Document.Kind.BRIEF: "application/pdf",
    Document.Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Document.Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Document.Kind.CSV: "application/zip",
    Document.Kind.JSON: "application/json",
}


def render(kind: str, edition: Edition) -> bytes:
    """The file, in the edition's language whatever the caller's is."""
    module = import_module(f"roadmaps.documents.{kind}")
    renderer: Callable[[Edition], bytes] = getattr(module, f"roadmap_{kind}")
    with translation.override(edition.language):
        return renderer(edition)


def prepare(document: Document) -> None:
    """Render and store it, or say why that failed. A draft that is out of date is replaced."""
    try:
        edition = edition_of(document)
        if document.version is None and edition.fingerprint != document.digest:
            replace_outdated(document=document)
            return
        content = render(document.kind, edition)
    except Exception as error:
        note_failure(f"Document of kind {document.kind}", document.pk, error)
        fail_document(document=document, fault=fault_of(error))
    else:
        store_document(document=document, content=content)


def prepared_document(*, workshop: Workshop, kind: str, language: str) -> Document:
    """Rendered here and now unless it is ready: of the signed version, else of the draft."""
    version = standing_version(workshop)
    document, _created = document_for(workshop, kind, language, version)
    if document.state != Document.State.READY:
        prepare(document)
        document.refresh_from_db()
    return document


def edition_of(document: Document) -> Edition:
    if document.version:
        return signed_edition(document.version, document.language)
    return draft_edition(document.workshop, document.language)


def fault_of(error) -> str:
    """WeasyPrint loads the system's libraries with dlopen, which fails as an OSError."""
    return DocumentFault.LIBRARY if isinstance(error, OSError) else DocumentFault.UNEXPECTED


def note_failure(what: str, number: int, error: Exception) -> None:
    """Where it failed, not the message: that may quote what officials wrote."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    kind = type(error).__name__
    logger.error("%s, %s: %s at %s:%s", what, number, kind, place.filename, place.lineno)
