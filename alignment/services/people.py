"""Institutions and seats, and the sides they bring with them."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from alignment.models import Institution, Participant, Side, Workshop
from alignment.vocabulary import SideCode


def side_named(workshop: Workshop, code: str) -> Side:
    """The workshop's side with this code, added when it has none yet."""
    position = list(SideCode.values).index(code)
    return workshop.sides.get_or_create(code=code, defaults={"position": position})[0]


def settle_speaker(side: Side | None) -> None:
    """One seat speaks for a side that gives one answer, none for the others.

    The seat that speaks keeps doing so while it may; else the first that may takes over.
    """
    if side is None:
        return
    seats = Participant.objects.filter(institution__side=side)
    able = seats.who_may_answer() if side.is_institutional else seats.none()
    keeper = able.filter(speaks_for_side=True).first() or able.first()
    kept = keeper.pk if keeper else None
    seats.filter(speaks_for_side=True).exclude(pk=kept).update(speaks_for_side=False)
    seats.filter(pk=kept, speaks_for_side=False).update(speaks_for_side=True)


@transaction.atomic
def add_institution(*, workshop: Workshop, name: str, side: Side | None) -> Institution:
    position = workshop.institutions.aggregate(last=Max("position"))["last"] or 0
    return Institution.objects.create(
        workshop=workshop, name=name, side=side, position=position + 1
    )


@transaction.atomic
def change_institution(*, institution: Institution, name: str, side: Side | None) -> Institution:
    """Rename it or move it, with everybody in it, to another side."""
    institution.workshop.ensure_not_over()
    before = Institution.objects.select_related("side").get(pk=institution.pk).side
    institution.name, institution.side = name, side
    institution.save(update_fields=["name", "side"])
    if before != side:
        institution.participants.update(speaks_for_side=False)
        settle_speaker(before)
        settle_speaker(side)
    return institution


@transaction.atomic
def decide_sides(*, sides: dict[Institution, str]) -> None:
    """Put institutions on sides, by code; a side that the workshop lacks is added."""
    for institution, code in sides.items():
        side = side_named(institution.workshop, code)
        change_institution(institution=institution, name=institution.name, side=side)


@transaction.atomic
def remove_institution(*, institution: Institution) -> None:
    """Raises ValidationError while it has seats, withdrawn ones included, or a dissent."""
    institution.workshop.ensure_not_over()
    if institution.participants.exists():
        raise ValidationError(
            _("This institution has seats. Remove or move them first."),
            code="institution_in_use",
        )
    try:
        institution.delete()
    except ProtectedError:
        raise ValidationError(
            _("A dissent is recorded in this institution's name. Remove it in step 6 first."),
            code="institution_dissents",
        ) from None


@transaction.atomic
def add_seats(*, institution: Institution, count: int = 1, **fields) -> list[Participant]:
    """``count`` further seats, numbered on from the highest; ``fields`` describe a person."""
    return add_people(institution=institution, people=[fields] * count)


@transaction.atomic
def add_people(*, institution: Institution, people: list[dict]) -> list[Participant]:
    """One further seat for each of ``people``, in their order."""
    seats = Participant.objects.bulk_create(
        Participant(
            workshop_id=institution.workshop_id, institution=institution, seat=number, **fields
        )
        for number, fields in enumerate(people, start=next_seat(institution))
    )
    settle_speaker(institution.side)
    return seats


def next_seat(institution: Institution) -> int:
    """Call it inside a transaction: two people adding seats at once wait for each other."""
    institution = Institution.objects.select_for_update().get(pk=institution.pk)
    return (institution.participants.aggregate(last=Max("seat"))["last"] or 0) + 1
