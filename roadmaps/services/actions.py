"""Actions, the rows of the roadmap."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Model
from django.utils.translation import gettext as _

from alignment.models import Workshop
from alignment.services.events import log
from roadmaps.dependencies import find_loop
from roadmaps.merging import merge
from roadmaps.models import Action
from roadmaps.queries import IN_THE_ROADMAP
from roadmaps.services.editing import locked_for_edits
from roadmaps.vocabulary import BottleneckState

LINKS = ("bottlenecks", "causes", "depends_on")
FIELDS = (
    "text",
    "stage",
    "objectives",
    "change_route",
    "legal_instrument",
    "lead",
    "co_lead",
    "support",
    "timeframe",
    "start",
    "due",
    "budget_date",
    "status",
    "indicator",
    "baseline",
    "target",
    "cost",
    "currency",
    "source",
    "risk",
    "mitigation",
)


@transaction.atomic
def add_action(*, workshop: Workshop, bottlenecks, causes=(), depends_on=(), by=None, **fields):
    """``bottlenecks`` is a filled list. Without ``ref`` it gets the next free one, "A1"."""
    workshop = locked_for_edits(workshop)
    last = workshop.actions.aggregate(last=Max("position"))["last"] or 0
    fields.setdefault("ref", next(free_refs(workshop)))
    action = Action(workshop=workshop, position=last + 1, **fields)
    action.full_clean()
    action.save()
    _link(action, bottlenecks, causes, depends_on)
    log(workshop, "action_added", subject=action.ref, by=by)
    return action


@transaction.atomic
def change_action(*, action: Action, bottlenecks, causes=(), depends_on=(), by=None, **fields):
    """Set ``fields`` and replace what it is linked to."""
    workshop = locked_for_edits(action.workshop)
    action = workshop.actions.get(pk=action.pk)
    for name, value in fields.items():
        setattr(action, name, value)
    action.full_clean()
    action.save(update_fields=list(fields))
    _link(action, bottlenecks, causes, depends_on)
    log(workshop, "action_changed", subject=action.ref, by=by)
    return action


class EditClash(Exception):
    """Somebody else changed the same fields meanwhile. Nothing was stored.

    ``action`` as it is now; ``names`` of the fields.
    """

    def __init__(self, action: Action, names: tuple[str, ...]):
        super().__init__(", ".join(names))
        self.action, self.names = action, names


@transaction.atomic
def edit_action(*, action: Action, seen: dict[str, str], by=None, **typed) -> tuple[str, ...]:
    """Store what a form brings, without touching what others changed since it was opened.

    ``seen``: marks of the values that the form was opened with (roadmaps.merging). Gives the names
    of fields that others changed and that stay; raises EditClash where both changed one.
    """
    locked_for_edits(action.workshop)
    action = Action.objects.get(pk=action.pk)
    merged = merge(seen, plain_values(typed), values_of(action))
    if merged.clashes:
        raise EditClash(action, merged.clashes)
    kept = {name: list(getattr(action, name).all()) for name in LINKS if name in merged.theirs}
    mine = {name: value for name, value in typed.items() if name not in merged.theirs}
    change_action(action=action, by=by, **(mine | kept))
    return merged.theirs


def values_of(action: Action) -> dict:
    """What an action's form shows, as plain values that can be compared."""
    fields = {name: getattr(action, name) for name in FIELDS}
    return plain_values(fields | {name: getattr(action, name).all() for name in LINKS})


def plain_values(values: dict) -> dict:
    return {name: _plain(name, value) for name, value in values.items()}


@transaction.atomic
def remove_action(*, action: Action, by=None) -> None:
    """Actions that waited for it no longer do. What people wrote progress about stays."""
    workshop = locked_for_edits(action.workshop)
    if action.progress_notes.exists():
        raise ValidationError(
            _(
                "People wrote about the progress of this action, and their notes stay. "
                "Set its status to “Dropped” instead of deleting it."
            ),
            code="has_progress",
        )
    log(workshop, "action_removed", subject=action.ref, by=by)
    action.delete()


def free_refs(workshop: Workshop, taken=()):
    """Refs "A1", "A2", ... that neither the workshop nor ``taken`` uses, without end."""
    used = set(workshop.actions.values_list("ref", flat=True)) | set(taken)
    number = 0
    while True:
        number += 1
        if f"A{number}" not in used:
            yield f"A{number}"


def ensure_no_loop(waits_for) -> None:
    """``waits_for`` maps each ref to the refs it depends on."""
    loop = find_loop(waits_for)
    if loop:
        refusal = ValidationError(
            _("These actions wait for each other: %(loop)s. Take one of the links out."),
            code="dependency_loop",
            params={"loop": " → ".join(loop)},
        )
        raise ValidationError({"depends_on": refusal})


def dependencies_in(workshop: Workshop) -> dict[str, list[str]]:
    """For each action's ref those it depends on."""
    links = Action.depends_on.through.objects.filter(from_action__workshop=workshop)
    found = {ref: [] for ref in workshop.actions.values_list("ref", flat=True)}
    for waiting, awaited in links.values_list("from_action__ref", "to_action__ref"):
        found[waiting].append(awaited)
    return found


def _plain(name, value):
    if name in LINKS:
        return sorted(row.pk for row in value)
    if name == "objectives":
        return sorted(value)
    if isinstance(value, Model):
        return value.pk
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def _link(action, bottlenecks, causes, depends_on):
    ensure_no_loop(
        dependencies_in(action.workshop) | {action.ref: [other.ref for other in depends_on]}
    )
    action.bottlenecks.set(bottlenecks)
    # What an action serves is in the roadmap, whatever was thought of it before.
    undecided = action.bottlenecks.exclude(state__in=IN_THE_ROADMAP)
    undecided.update(state=BottleneckState.KEPT)
    action.causes.set(causes)
    action.depends_on.set(depends_on)
