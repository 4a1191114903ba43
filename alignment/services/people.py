"""Sides, institutions and seats."""

from django.db import transaction
from django.db.models import Max

from alignment.models import Institution, Participant, Side, Workshop
from alignment.vocabulary import SideCode


def side_named(workshop: Workshop, code: str) -> Side:
    """The workshop's side with this code, added when it has none yet."""
    position = list(SideCode.values).index(code)
    return workshop.sides.get_or_create(code=code, defaults={"position": position})[0]


@transaction.atomic
def add_institution(*, workshop: Workshop, name: str, side: Side | None) -> Institution:
    position = workshop.institutions.aggregate(last=Max("position"))["last"] or 0
    return Institution.objects.create(
        workshop=workshop, name=name, side=side, position=position + 1
    )


@transaction.atomic
def add_seats(*, institution: Institution, count: int = 1, **fields) -> list[Participant]:
    """``count`` further seats, numbered on from the highest; ``fields`` describe a person."""
    last = institution.participants.aggregate(last=Max("seat"))["last"] or 0
    return Participant.objects.bulk_create(
        Participant(
            workshop_id=institution.workshop_id, institution=institution, seat=last + i, **fields
        )
        for i in range(1, count + 1)
    )
