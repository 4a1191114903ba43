"""Bottlenecks: typed, or proposed from the results; then kept, parked or dropped."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alignment.models import Workshop
from alignment.services.events import log
from roadmaps.dependencies import find_loop
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
    bottleneck = _with_fields(workshop, bottleneck, fields)
    if questions is not None:
        bottleneck.questions.set(questions)
    log(workshop, "bottleneck_changed", subject=bottleneck.ref, by=by)
    return bottleneck


@transaction.atomic
def answer_gates(*, bottleneck: Bottleneck, depends_on, by=None, **fields) -> Bottleneck:
    """``fields``: the other gates, and why it stands apart if it does. ``depends_on``:
    bottlenecks that must be removed before; they may not wait for this one in turn."""
    workshop = locked_for_edits(bottleneck.workshop)
    bottleneck = _with_fields(workshop, bottleneck, fields)
    ensure_no_wait_in_a_ring(
        dependencies_of_bottlenecks(workshop)
        | {bottleneck.number: [other.number for other in depends_on]}
    )
    bottleneck.depends_on.set(depends_on)
    log(workshop, "gates_answered", subject=bottleneck.ref, by=by)
    return bottleneck


@transaction.atomic
def decide_bottleneck(
    *, bottleneck: Bottleneck, state: str, reason: str | None = None, by=None
) -> Bottleneck:
    """Keep, park or drop it. What an action of the roadmap serves cannot be dropped.

    ``reason`` says why it is parked; None leaves what was said before. One that was merged into
    another stands by itself again.
    """
    workshop = locked_for_edits(bottleneck.workshop)
    bottleneck = workshop.bottlenecks.get(pk=bottleneck.pk)
    if state == BottleneckState.DROPPED:
        _ensure_no_actions(bottleneck)
    bottleneck.state, bottleneck.merged_into = state, None
    if reason is not None:
        bottleneck.parked_reason = reason
    bottleneck.full_clean()
    bottleneck.save(update_fields=["state", "merged_into", "parked_reason"])
    log(workshop, f"bottleneck_{state}", subject=bottleneck.ref, by=by)
    return bottleneck


def next_number(workshop: Workshop) -> int:
    return (workshop.bottlenecks.aggregate(last=Max("number"))["last"] or 0) + 1


def dependencies_of_bottlenecks(workshop: Workshop) -> dict[int, list[int]]:
    """For each bottleneck's number those of the ones it waits for."""
    links = Bottleneck.depends_on.through.objects.filter(from_bottleneck__workshop=workshop)
    found = {number: [] for number in workshop.bottlenecks.values_list("number", flat=True)}
    for waiting, awaited in links.values_list("from_bottleneck__number", "to_bottleneck__number"):
        found[waiting].append(awaited)
    return found


def ensure_no_wait_in_a_ring(waits_for: dict[int, list[int]]) -> None:
    loop = find_loop(waits_for)
    if loop:
        raise ValidationError(
            _("These bottlenecks wait for each other: %(loop)s. Take one of the links out."),
            code="dependency_loop",
            params={"loop": " → ".join(f"B{number}" for number in loop)},
        )


def _with_fields(workshop, bottleneck, fields):
    bottleneck = workshop.bottlenecks.get(pk=bottleneck.pk)
    for name, value in fields.items():
        setattr(bottleneck, name, value)
    bottleneck.full_clean()
    bottleneck.save(update_fields=list(fields))
    return bottleneck


def _ensure_no_actions(bottleneck):
    refs = list(bottleneck.actions.values_list("ref", flat=True))
    if refs:
        raise ValidationError(
            _("Actions serve this bottleneck: %(refs)s. Link them to another one first."),
            code="bottleneck_in_use",
            params={"refs": ", ".join(refs)},
        )
