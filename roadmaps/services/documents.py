"""Documents: asked for, made by the background worker, stored once and found again."""

import datetime
import hashlib

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from alignment.models import Workshop
from roadmaps.editions import draft_edition, signed_edition
from roadmaps.models import Document, RoadmapVersion
from roadmaps.queries import is_released

PATIENCE = datetime.timedelta(minutes=2)
"""After this long a document that still waits may be asked for again."""


@transaction.atomic
def request_document(
    *, workshop: Workshop, kind: str, language: str, version: RoadmapVersion | None = None
) -> Document:
    """The document of the present draft, or of ``version``: ready, or on its way.

    A signed version's document that is ready is returned whatever else changed.
    """
    document, created = document_for(workshop, kind, language, version)
    if created or _is_stuck(document):
        document.state = Document.State.WAITING
        document.requested_at = timezone.now()
        document.save(update_fields=["state", "requested_at"])
        transaction.on_commit(lambda: _enqueue(document))
    return document


def document_for(workshop, kind, language, version=None) -> tuple[Document, bool]:
    """The row of that document, and whether it is new. Nobody is asked to render it.

    Of a signed version there are two at most: before it was released for circulation, and after.
    """
    if version:
        released = is_released(workshop, version.digest)
        stored = version.documents.filter(kind=kind, language=language, released=released).first()
        if stored:
            return stored, False
    edition = signed_edition(version, language) if version else draft_edition(workshop, language)
    return Document.objects.get_or_create(
        workshop=workshop,
        kind=kind,
        language=language,
        digest=edition.fingerprint,
        defaults={"version": version, "released": edition.released},
    )


def request_signed_documents(*, version: RoadmapVersion) -> None:
    """The PDF of a version just signed or released, in each of the workshop's languages."""
    for language in version.workshop.languages or [version.workshop.language]:
        request_document(
            workshop=version.workshop,
            kind=Document.Kind.PDF,
            language=language,
            version=version,
        )


@transaction.atomic
def store_document(*, document: Document, content: bytes) -> Document:
    """Keep the file. The first one stored stands; drafts before it are no longer needed."""
    ready = {
        "state": Document.State.READY,
        "content": content,
        "sha256": hashlib.sha256(content).hexdigest(),
        "ready_at": timezone.now(),
        "fault": "",
    }
    Document.objects.filter(pk=document.pk).exclude(state=Document.State.READY).update(**ready)
    _drafts_before(document).delete()
    document.refresh_from_db()
    return document


def fail_document(*, document: Document, fault: str) -> None:
    """Say that it could not be made. The last good one stays."""
    unready = Document.objects.filter(pk=document.pk).exclude(state=Document.State.READY)
    unready.update(state=Document.State.FAILED, fault=fault)


@transaction.atomic
def replace_outdated(*, document: Document) -> None:
    """The roadmap changed while the document waited: ask for what it says now instead."""
    document.delete()
    request_document(workshop=document.workshop, kind=document.kind, language=document.language)


def _is_stuck(document):
    waited = timezone.now() - document.requested_at
    return document.state == Document.State.FAILED or (
        document.state == Document.State.WAITING and waited > PATIENCE
    )


def _drafts_before(document):
    return Document.objects.filter(
        workshop=document.workshop,
        kind=document.kind,
        language=document.language,
        version=None,
        requested_at__lte=document.requested_at,
    ).exclude(pk=document.pk)


def _enqueue(document):
    # By its name: the worker's side imports the renderers, which stand above services.
    import_string("roadmaps.tasks.render_document").enqueue(document.pk)
