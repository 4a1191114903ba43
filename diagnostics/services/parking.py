"""The parking lot: what came up and waits for a better moment."""

from django.db import transaction
from django.utils import timezone

from alignment.models import Stage, Workshop
from diagnostics.models import ParkedItem, Question


@transaction.atomic
def park(
    *,
    workshop: Workshop,
    text: str,
    stage: Stage | None = None,
    question: Question | None = None,
) -> ParkedItem:
    return ParkedItem.objects.create(workshop=workshop, text=text, stage=stage, question=question)


@transaction.atomic
def tick_off(*, item: ParkedItem, done: bool) -> ParkedItem:
    return _set(item, "done_at", done)


@transaction.atomic
def remove_parked(*, item: ParkedItem, removed: bool) -> ParkedItem:
    """It can be put back: ``removed`` False."""
    return _set(item, "removed_at", removed)


def _set(item, name, is_so) -> ParkedItem:
    setattr(item, name, timezone.now() if is_so else None)
    item.save(update_fields=[name, "changed_at"])
    return item
