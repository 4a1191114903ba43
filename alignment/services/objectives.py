"""The objectives both ministries share: the workshop's own copies of the library's."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alignment.models import LibraryObjective, Objective, Workshop
from alignment.services.events import log

OWN_PREFIX = "OWN-"
TEXTS = ("title", "meaning")


@transaction.atomic
def change_objectives(*, workshop: Workshop, changes: dict[Objective, dict], by=None) -> None:
    """``changes`` maps an objective to its new ``kept``, ``title`` and ``meaning``."""
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    workshop.ensure_draft()
    for objective, values in changes.items():
        objective.kept = values["kept"]
        for name in TEXTS:
            _reword(objective, name, values[name])
        objective.save(update_fields=["kept", *TEXTS, "translations"])
    log(workshop, "objectives_changed", by=by)


@transaction.atomic
def keep_function(*, workshop: Workshop, function: str, kept: bool, by=None) -> None:
    """Keep, or drop, every objective of one health-financing function."""
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    workshop.ensure_draft()
    workshop.objectives.filter(function=function).update(kept=kept)
    log(workshop, "objectives_changed", by=by)


def _reword(objective, name, text):
    """The workshop's own wording stands in every language, since nobody translated it."""
    if text == objective.text_in(name):
        return
    setattr(objective, name, text)
    objective.translations = {
        language: {key: value for key, value in texts.items() if key != name}
        for language, texts in objective.translations.items()
    }


@transaction.atomic
def add_objective(*, workshop: Workshop, title: str, meaning: str, function: str, by=None):
    """An objective of the workshop's own, kept, with the next code OWN-1, OWN-2, ..."""
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    workshop.ensure_draft()
    last = workshop.objectives.aggregate(last=Max("position"))["last"] or 0
    objective = Objective.objects.create(
        workshop=workshop,
        code=_next_code(workshop),
        title=title,
        meaning=meaning,
        function=function,
        position=last + 1,
        own=True,
    )
    log(workshop, "objective_added", subject=objective.code, by=by)
    return objective


def _next_code(workshop):
    codes = workshop.objectives.filter(own=True).values_list("code", flat=True)
    return f"{OWN_PREFIX}{max((int(c.removeprefix(OWN_PREFIX)) for c in codes), default=0) + 1}"


@transaction.atomic
def restore_objective(*, objective: Objective, by=None) -> Objective:
    """Back to the library's wording. Raises ValidationError for one of the workshop's own."""
    objective.workshop.ensure_draft()
    library = LibraryObjective.objects.filter(code=objective.code).first()
    if objective.own or library is None:
        raise ValidationError(
            _("This objective is not in the library. Reword it yourself, or drop it."),
            code="not_in_library",
        )
    for name in (*TEXTS, "function", "translations"):
        setattr(objective, name, getattr(library, name))
    objective.save(update_fields=[*TEXTS, "function", "translations"])
    log(objective.workshop, "objective_restored", subject=objective.code, by=by)
    return objective
