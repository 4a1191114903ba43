"""The seven steps, as the rail on every workshop page shows them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alignment.models import Workshop
from alignment.vocabulary import WorkshopState

STEPS = [
    (_("Set up"), "alignment:setup"),
    (_("Objectives"), "alignment:objectives"),
    (_("Questions"), "diagnostics:questions"),
    (_("Answer"), "diagnostics:run"),
    (_("Compare"), "diagnostics:compare"),
    (_("Agree"), "diagnostics:agree"),
    (_("Roadmap"), "roadmaps:roadmap"),
]
LAST_STEP_OF_SET_UP = 3
NEEDS_ANSWERS = (5, 6)


@dataclass(frozen=True, slots=True)
class Step:
    """``state`` is done, current, todo or locked."""

    number: int
    title: str
    url: str
    state: str


def steps(workshop: Workshop, current: int) -> list[Step]:
    """All seven, with the one being looked at. Costs no query."""
    return [
        Step(
            number=number,
            title=str(title),
            url=reverse(name, args=[workshop.code]),
            state=_state(number, current, workshop),
        )
        for number, (title, name) in enumerate(STEPS, start=1)
    ]


def workshop_page(workshop: Workshop, step: int) -> dict:
    """What every page of a workshop needs in its context."""
    return {"workshop": workshop, "steps": steps(workshop, step)}


def _state(number, current, workshop):
    if number == current:
        return "current"
    if number in NEEDS_ANSWERS and workshop.state == WorkshopState.DRAFT:
        return "locked"
    if number <= LAST_STEP_OF_SET_UP:
        return "todo" if workshop.is_set_up else "done"
    return "done" if workshop.is_over else "todo"
