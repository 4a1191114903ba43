"""Bottlenecks: typed, or proposed from the results; then kept, parked or dropped."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alignment.models import Workshop
from alignment.services.events import log
from roadmaps.models import Bottleneck
from roadmaps.services.editing import locked_for_edits
from roadmaps.vocabulary import BottleneckState

# What people may move a bottleneck to; proposed is where the results alone put it.
DECISIONS = (BottleneckState.KEPT, BottleneckState.PARKED, BottleneckState.DROPPED)


@transaction.atomic
def add_bottleneck(*, workshop: Workshop, questions=(), by=None, **fields) -> Bottleneck:
    """``fields`` are those of Bottleneck; it is kept unless ``state`` says otherwise."""
    workshop = locked_for_edits(workshop)
    bottleneck = Bottleneck(workshop=workshop, number=next_number(workshop), **fields)
    bottleneck.full_clean()
    bottleneck.save()
    bottleneck.questions.set(questions)
    log(workshop, "bottleneck_added", subject=bottleneck.ref, by=by)
    return bottleneck


@transaction.atomic
def change_bottleneck(*, bottleneck: Bottleneck, questions=None, by=None, **fields) -> Bottleneck:
    """Set ``fields``; ``questions`` replaces the linked ones unless it is None."""
    workshop = locked_for_edits(bottleneck.workshop)
    bottleneck = workshop.bottlenecks.get(pk=bottleneck.pk)
    for name, value in fields.items():
        setattr(bottleneck, name, value)
    bottleneck.full_clean()
    bottleneck.save(update_fields=list(fields))
    if questions is not None:
        bottleneck.questions.set(questions)
    log(workshop, "bottleneck_changed", subject=bottleneck.ref, by=by)
    return bottleneck


@transaction.atomic
def decide_bottleneck(*, bottleneck: Bottleneck, state: str, by=None) -> Bottleneck:
    """Keep, park or drop it. What an action of the roadmap serves cannot be dropped."""
    workshop = locked_for_edits(bottleneck.workshop)
    bottleneck = workshop.bottlenecks.get(pk=bottleneck.pk)
    if state == BottleneckState.DROPPED:
        _ensure_no_actions(bottleneck)
    bottleneck.state = state
    bottleneck.full_clean()
    bottleneck.save(update_fields=["state"])
    log(workshop, f"bottleneck_{state}", subject=bottleneck.ref, by=by)
    return bottleneck


def next_number(workshop: Workshop) -> int:
    return (workshop.bottlenecks.aggregate(last=Max("number"))["last"] or 0) + 1


def _ensure_no_actions(bottleneck):
    refs = list(bottleneck.actions.values_list("ref", flat=True))
    if refs:
        raise ValidationError(
            _("Actions serve this bottleneck: %(refs)s. Link them to another one first."),
            code="bottleneck_in_use",
            params={"refs": ", ".join(refs)},
        )
