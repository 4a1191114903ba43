"""Making a workshop."""

import secrets

from django.db import transaction

from alignment.codes import ALPHABET
from alignment.models import (
    Facilitator,
    LibraryObjective,
    LibraryStage,
    Objective,
    Side,
    Stage,
    Workshop,
)
from alignment.services.events import log
from alignment.vocabulary import MINISTRIES

CODE_LENGTH = 6


def new_code() -> str:
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        if not Workshop.objects.filter(code=code).exists():
            return code


@transaction.atomic
def create_workshop(*, by=None, **fields) -> Workshop:
    """A draft with both ministries as sides and the library's stages and objectives copied.

    ``by`` becomes its facilitator (None: a command makes it, and adds one later).
    """
    workshop = Workshop.objects.create(code=new_code(), **fields)
    for position, code in enumerate(MINISTRIES):
        Side.objects.create(workshop=workshop, code=code, position=position)
    copy_library(workshop)
    if by is not None:
        Facilitator.objects.create(workshop=workshop, user=by)
    log(workshop, "workshop_created", by=by)
    return workshop


def copy_library(workshop: Workshop) -> None:
    """Give the workshop its own copies of the stages and objectives it does not have yet."""
    _copy(LibraryStage, Stage, workshop)
    _copy(LibraryObjective, Objective, workshop)


def _copy(library, own, workshop):
    has = set(own.objects.filter(workshop=workshop).values_list("code", flat=True))
    names = [f.name for f in library._meta.concrete_fields if not f.primary_key]
    own.objects.bulk_create(
        own(workshop=workshop, **{name: getattr(entry, name) for name in names})
        for entry in library.objects.all()
        if entry.code not in has
    )


@transaction.atomic
def change_workshop(*, workshop: Workshop, by=None, **fields) -> Workshop:
    """Raises ValidationError when the workshop is over or its threshold would be lowered."""
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    workshop.ensure_not_over()
    workshop.ensure_threshold(fields.get("disclosure_threshold", workshop.disclosure_threshold))
    for name, value in fields.items():
        setattr(workshop, name, value)
    workshop.save(update_fields=list(fields))
    log(workshop, "workshop_changed", by=by)
    return workshop
