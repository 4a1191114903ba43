"""A roadmap of any length: the demo workshop with its actions told again and again."""

from django.forms.models import model_to_dict

from roadmaps.demo.workshops import create_full_demo
from roadmaps.models import Action
from tests.factories import make_user

NOT_TOLD_AGAIN = ("id", "ref", "workshop", "position", "bottlenecks", "causes", "depends_on")


def workshop_with(actions: int):
    """The demo, its own actions first, up to this many."""
    workshop = create_full_demo(by=make_user())
    told = list(workshop.actions.prefetch_related("bottlenecks"))
    again = range(len(told) + 1, actions + 1)
    added = [_retold(workshop, told[number % len(told)], number) for number in again]
    Action.objects.bulk_create(added)
    link = Action.bottlenecks.through
    link.objects.bulk_create(
        link(action=action, bottleneck=bottleneck)
        for number, action in zip(again, added, strict=True)
        for bottleneck in told[number % len(told)].bottlenecks.all()
    )
    return workshop


def _retold(workshop, action, number):
    said = model_to_dict(action, exclude=NOT_TOLD_AGAIN)
    fields = {Action._meta.get_field(name).attname: value for name, value in said.items()}
    return Action(workshop=workshop, ref=f"A{number}", position=number, **fields)
