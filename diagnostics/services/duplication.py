"""A new workshop made like an earlier one: its set-up and questions, never its answers."""

import datetime

from django.db import transaction

from alignment.models import (
    AgendaItem,
    BudgetDate,
    Facilitator,
    Institution,
    Objective,
    PackDocument,
    Participant,
    Side,
    Stage,
    StoredFile,
    Workshop,
)
from alignment.models.objectives import ObjectiveText, StageText
from alignment.services.events import log
from alignment.services.people import settle_speaker
from alignment.services.workshops import new_code
from diagnostics.models import Question
from diagnostics.models.questions import QuestionText

_OF_THE_WORKSHOP = (
    "country",
    "venue",
    "time_zone",
    "fiscal_year_start_month",
    "languages",
    "expected_participants",
    "disclosure_threshold",
    "benchmark",
    "names_asked",
    "newcomers_may_ask",
    "notes",
)
# A seat as it was planned: nobody has taken it, nobody's PIN travels.
_OF_A_SEAT = ("seat", "name", "post", "role", "language", "email", "speaks_for_side")


@transaction.atomic
def duplicate_workshop(
    *,
    workshop: Workshop,
    title: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    with_people: bool,
    by,
    is_next_round: bool = False,
) -> Workshop:
    """A draft with sides, objectives, questions, calendar, agenda and documents of ``workshop``.

    The agenda moves with the first day. ``with_people`` copies institutions and seats too,
    without those withdrawn. ``by`` alone facilitates it. ``is_next_round``: its results are to be
    set beside those of ``workshop``.
    """
    plain = {name: getattr(workshop, name) for name in _OF_THE_WORKSHOP}
    own = {"title": title, "starts_on": starts_on, "ends_on": ends_on}
    last = workshop.code if is_next_round else ""
    new = Workshop.objects.create(code=new_code(), last_round=last, **plain, **own)
    Facilitator.objects.create(workshop=new, user=by)
    sides = _copied(Side, workshop.sides.all(), ["code", "mode", "position"], workshop=new)
    names = [*_names(ObjectiveText), "kept", "own"]
    _copied(Objective, workshop.objectives.all(), names, workshop=new)
    _copy_questions(workshop, new)
    _copied(BudgetDate, workshop.budget_dates.all(), ["title", "date"], workshop=new)
    _copy_agenda(workshop, new)
    _copy_pack(workshop, new, sides)
    if with_people:
        _copy_people(workshop, new, sides)
    kind = "next_round_made" if is_next_round else "workshop_duplicated"
    log(new, kind, subject=workshop.code, by=by)
    return new


def _names(abstract) -> list[str]:
    return [field.name for field in abstract._meta.fields]


def _copied(model, rows, names, **owner) -> dict[int, object]:
    """The key of each row to its copy."""
    rows = list(rows)
    made = [model(**{name: getattr(row, name) for name in names}, **owner) for row in rows]
    model.objects.bulk_create(made, batch_size=500)
    return {row.pk: copy for row, copy in zip(rows, made, strict=True)}


def _copy_questions(workshop, new):
    stages = _copied(Stage, workshop.stages.all(), _names(StageText), workshop=new)
    names = [*_names(QuestionText), "own", "release_id", "weight"]
    for stage in workshop.stages.all():
        rows = workshop.questions.filter(stage=stage).order_by("pk")
        _copied(Question, rows, names, workshop=new, stage=stages[stage.pk])


def _copy_agenda(workshop, new):
    later = new.starts_on - workshop.starts_on
    names = ["day", "start", "end", "title", "responsible", "position"]
    copies = _copied(AgendaItem, workshop.agenda.all(), names, workshop=new)
    for item in copies.values():
        item.day += later
    AgendaItem.objects.bulk_update(copies.values(), ["day"])


def _copy_pack(workshop, new, sides):
    names = ["title", "kind", "year", "source", "url", "audience"]
    for document in workshop.pack.select_related("file"):
        file = document.file
        if file is not None:
            file = StoredFile.objects.create(
                workshop=new,
                **{name: getattr(file, name) for name in ("name", "media_type", "size", "content")},
            )
        plain = {name: getattr(document, name) for name in names}
        side = sides.get(document.side_id)
        PackDocument.objects.create(workshop=new, file=file, side=side, **plain)


def _copy_people(workshop, new, sides):
    for institution in workshop.institutions.all():
        copy = Institution.objects.create(
            workshop=new,
            side=sides.get(institution.side_id),
            name=institution.name,
            position=institution.position,
        )
        seats = institution.participants.seated()
        _copied(Participant, seats, _OF_A_SEAT, workshop=new, institution=copy)
    for side in sides.values():
        settle_speaker(side)
