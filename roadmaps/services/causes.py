"""Why a bottleneck is there, and why that is. One cause may serve several bottlenecks.

A cause that stands behind another one has that one's bottlenecks, and follows it.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from roadmaps.chains import DEEPEST, behind, steps_from, steps_to
from roadmaps.dependencies import find_loop
from roadmaps.models import Cause
from roadmaps.services.editing import locked_for_edits

_NEW = 0  # stands for the key of a cause that is not stored yet


@transaction.atomic
def add_cause(*, bottlenecks=(), parent: Cause | None = None, **fields) -> Cause:
    """With a ``parent`` it has that one's bottlenecks; otherwise ``bottlenecks`` is filled.

    All are of one workshop; ``fields`` are those of Cause.
    """
    workshop = locked_for_edits((parent or bottlenecks[0]).workshop)
    cause = Cause(workshop=workshop, parent=parent, **fields)
    cause.full_clean()
    _ensure_in_place(cause)
    cause.save()
    _link(cause, bottlenecks)
    return cause


@transaction.atomic
def change_cause(*, cause: Cause, bottlenecks=(), **fields) -> Cause:
    """``fields`` may hold another ``parent``; what stands behind the cause comes along."""
    locked_for_edits(cause.workshop)
    for name, value in fields.items():
        setattr(cause, name, value)
    cause.full_clean()
    _ensure_in_place(cause)
    cause.save(update_fields=list(fields))
    _link(cause, bottlenecks)
    return cause


@transaction.atomic
def remove_cause(*, cause: Cause) -> None:
    """Actions that met it stay, without it; what stood behind it moves up one step."""
    locked_for_edits(cause.workshop)
    cause.deeper.update(parent=cause.parent_id)
    cause.delete()


def parents_in(workshop) -> dict[int, int | None]:
    """For each cause's key that of the one it explains, oldest first."""
    return dict(workshop.causes.order_by("pk").values_list("pk", "parent_id"))


def _ensure_in_place(cause):
    if cause.parent_id is None:
        return
    key = cause.pk or _NEW
    parents = parents_in(cause.workshop) | {key: cause.parent_id}
    if find_loop({child: [parent] for child, parent in parents.items() if parent}):
        raise ValidationError(
            {
                "parent": _(
                    "“%(parent)s” stands behind this cause already, so it cannot stand before it "
                    "as well. Choose another one, or none."
                )
                % {"parent": str(cause.parent)}
            }
        )
    if steps_to(cause.parent_id, parents) + steps_from(key, parents) > DEEPEST:
        raise ValidationError(
            {
                "parent": _(
                    "A chain has at most %(most)d steps. Choose a cause nearer to the bottleneck, "
                    "or write this one into the cause before it."
                )
                % {"most": DEEPEST}
            }
        )


def _link(cause, bottlenecks):
    """Each cause behind it gets what it has, so that a chain never parts."""
    cause.bottlenecks.set(cause.parent.bottlenecks.all() if cause.parent else bottlenecks)
    followers = behind(cause.pk, parents_in(cause.workshop))
    for follower in cause.workshop.causes.filter(pk__in=followers):
        follower.bottlenecks.set(cause.bottlenecks.all())
