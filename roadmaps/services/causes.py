"""Why a bottleneck is there. One cause may serve several bottlenecks."""

from django.db import transaction

from roadmaps.models import Cause
from roadmaps.services.editing import locked_for_edits


@transaction.atomic
def add_cause(*, bottlenecks, **fields) -> Cause:
    """``bottlenecks`` is a filled list, all of one workshop; ``fields`` are those of Cause."""
    workshop = locked_for_edits(bottlenecks[0].workshop)
    cause = Cause(workshop=workshop, **fields)
    cause.full_clean()
    cause.save()
    cause.bottlenecks.set(bottlenecks)
    return cause


@transaction.atomic
def change_cause(*, cause: Cause, bottlenecks, **fields) -> Cause:
    locked_for_edits(cause.workshop)
    for name, value in fields.items():
        setattr(cause, name, value)
    cause.full_clean()
    cause.save(update_fields=list(fields))
    cause.bottlenecks.set(bottlenecks)
    return cause


@transaction.atomic
def remove_cause(*, cause: Cause) -> None:
    """Actions that met it stay, without it."""
    locked_for_edits(cause.workshop)
    cause.delete()
