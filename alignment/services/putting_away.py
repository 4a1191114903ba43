"""Archiving a workshop, marking it for deletion, and bringing it back from either."""

import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from alignment.models import Workshop
from alignment.services.events import log


@transaction.atomic
def archive_workshop(*, workshop: Workshop, by=None) -> Workshop:
    """Out of the list and read-only. Raises ValidationError while people may be answering."""
    workshop = _put_away(workshop, archived_at=timezone.now())
    log(workshop, "workshop_archived", by=by)
    return workshop


@transaction.atomic
def mark_for_deletion(*, workshop: Workshop, by=None) -> Workshop:
    """Read-only from now on, and deleted after the waiting period unless it is brought back."""
    waiting = datetime.timedelta(days=settings.DELETE_AFTER_DAYS)
    workshop = _put_away(workshop, delete_at=timezone.now() + waiting)
    log(workshop, "workshop_marked_for_deletion", by=by)
    return workshop


@transaction.atomic
def bring_back(*, workshop: Workshop, by=None) -> Workshop:
    """Into the list again, to go on with, whether it was archived or to be deleted."""
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    if workshop.is_put_away:
        workshop.archived_at = workshop.delete_at = None
        workshop.save(update_fields=["archived_at", "delete_at"])
        log(workshop, "workshop_brought_back", by=by)
    return workshop


def _put_away(workshop, **times):
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    workshop.ensure_idle()
    for name, time in times.items():
        setattr(workshop, name, time)
    workshop.save(update_fields=list(times))
    return workshop
