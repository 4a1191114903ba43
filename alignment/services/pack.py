"""The document pack: what the workshop works with, as files and links."""

from django.db import transaction

from alignment.files import ReadFile, store_file
from alignment.models import PackDocument, Workshop
from alignment.services.events import log
from alignment.vocabulary import Audience


@transaction.atomic
def add_document(
    *, workshop: Workshop, file: ReadFile | None = None, by=None, **fields
) -> PackDocument:
    """``file``: what ``alignment.files.read_file`` let in; without one, ``fields`` name a link."""
    workshop.ensure_not_over()
    document = PackDocument(workshop=workshop, **_for_one_side(fields))
    _put_file(document, file)
    document.save()
    log(workshop, "document_added", by=by)
    return document


@transaction.atomic
def change_document(
    *, document: PackDocument, file: ReadFile | None = None, by=None, **fields
) -> PackDocument:
    """A new file, or a link, takes the place of what was there; without either it stays."""
    document.workshop.ensure_not_over()
    before = PackDocument.objects.select_related("file").get(pk=document.pk).file
    for name, value in _for_one_side(fields).items():
        setattr(document, name, value)
    if document.url:
        document.file = None
    _put_file(document, file)
    document.save()
    if before and before.pk != document.file_id:
        before.delete()
    log(document.workshop, "document_changed", by=by)
    return document


@transaction.atomic
def remove_document(*, document: PackDocument, by=None) -> None:
    document.workshop.ensure_not_over()
    file = document.file
    document.delete()
    if file:
        file.delete()
    log(document.workshop, "document_removed", by=by)


def _for_one_side(fields: dict) -> dict:
    """A side is kept only where it says who may see the document."""
    return fields if fields.get("audience") == Audience.SIDE else fields | {"side": None}


def _put_file(document, file):
    if file:
        document.file, document.url = store_file(workshop=document.workshop, file=file), ""
