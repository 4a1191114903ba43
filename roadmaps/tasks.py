"""The background worker's work: rendering documents, which is too slow for a page."""

from django_tasks import task

from roadmaps.documents import prepare
from roadmaps.documents.follow_up import prepare_report
from roadmaps.models import Document, FollowUpReport


@task()
def render_document(document_id: int) -> None:
    document = Document.objects.filter(pk=document_id).defer("content").first()
    if document and document.state != Document.State.READY:
        prepare(document)


@task()
def render_follow_up(report_id: int) -> None:
    report = FollowUpReport.objects.filter(pk=report_id).defer("content").first()
    if report and report.state != Document.State.READY:
        prepare_report(report)
