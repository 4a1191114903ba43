"""Deleting workshops whose waiting period is over, with everything in them."""

from django.db import transaction
from django.utils import timezone

from alignment.models import Workshop
from roadmaps.transfer.kinds import KINDS


def remove_due_workshops() -> list[str]:
    """The codes of those that are gone now. Nothing of them stays, and no log could hold it."""
    due = Workshop.objects.filter(delete_at__lte=timezone.now()).order_by("pk")
    return [workshop.code for workshop in due if _remove(workshop.pk)]


@transaction.atomic
def _remove(pk) -> bool:
    """False when somebody brought it back in the last moment."""
    locked = Workshop.objects.select_for_update().filter(pk=pk, delete_at__lte=timezone.now())
    if not locked:
        return False
    for kind in reversed(KINDS):
        # Each row goes before those that it refers to.
        kind.model.objects.filter(**{kind.path: pk}).delete()
    return True
