"""The background worker's work: rendering documents, which is too slow for a page."""

from django_tasks import task

from roadmaps.documents import prepare
from roadmaps.models import Document


@task()
def render_document(document_id: int) -> None:
    document = Document.objects.filter(pk=document_id).defer("content").first()
    if document and document.state != Document.State.READY:
        prepare(document)
