"""The follow-up report: asked for, made by the background worker, the last good one kept."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from alignment.models import Workshop
from roadmaps.follow_up_report import follow_up_edition
from roadmaps.models import Document, FollowUpReport
from roadmaps.services.following import locked_for_follow_up

PATIENCE = datetime.timedelta(minutes=2)
"""After this long a report that still waits may be asked for again."""
State = Document.State


@transaction.atomic
def request_report(*, workshop: Workshop, language: str) -> FollowUpReport:
    """The report as the follow-up stands now: ready, or on its way."""
    workshop = locked_for_follow_up(workshop)
    report, created = FollowUpReport.objects.get_or_create(
        workshop=workshop,
        language=language,
        digest=follow_up_edition(workshop, language).fingerprint,
    )
    if created or _is_stuck(report):
        report.state, report.requested_at = State.WAITING, timezone.now()
        report.save(update_fields=["state", "requested_at"])
        transaction.on_commit(lambda: _enqueue(report))
    return report


@transaction.atomic
def store_report(*, report: FollowUpReport, content: bytes) -> None:
    """Keep the file in place of the ones before it."""
    ready = {"state": State.READY, "content": content, "ready_at": timezone.now(), "fault": ""}
    FollowUpReport.objects.filter(pk=report.pk).update(**ready)
    before = {"requested_at__lte": report.requested_at, "language": report.language}
    report.workshop.follow_up_reports.filter(**before).exclude(pk=report.pk).delete()


def fail_report(*, report: FollowUpReport, fault: str) -> None:
    """Say that it could not be made. The last good one stays."""
    FollowUpReport.objects.filter(pk=report.pk).update(state=State.FAILED, fault=fault)


def _is_stuck(report):
    waited = timezone.now() - report.requested_at
    return report.state == State.FAILED or (report.state == State.WAITING and waited > PATIENCE)


def _enqueue(report):
    # By its name: the worker's side imports the renderer, which stands above services.
    import_string("roadmaps.tasks.render_follow_up").enqueue(report.pk)
