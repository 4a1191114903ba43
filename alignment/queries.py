"""What the set-up pages and the organiser's checks read, in a fixed number of queries."""

from django.db.models import Count, F, Prefetch, Q

from alignment.checks import InstitutionPlan, Plan, Session, SidePlan, findings
from alignment.findings import Advice, worded
from alignment.models import Institution, Participant, Side, Workshop
from alignment.vocabulary import ANSWERING_ROLES, Role

_SEATED = Q(participants__voided_at=None)
_SEATED_IN_SIDE = Q(institutions__participants__voided_at=None)
_ROLE_IN_SIDE = "institutions__participants__role"


def people_of(workshop: Workshop) -> list[Institution]:
    """Institutions with ``side``, ``seat_count`` and all seats, withdrawn ones too."""
    seats = Participant.objects.order_by("seat", "pk")
    return list(
        workshop.institutions.select_related("side")
        .annotate(seat_count=Count("participants", filter=_SEATED))
        .prefetch_related(Prefetch("participants", seats))
        .order_by(F("side__position").asc(nulls_last=True), "position", "pk")
    )


def sides_of(workshop: Workshop) -> list[Side]:
    """Sides with ``seats``, ``answering`` (may answer) and ``signatories`` counted."""

    def seats(**more):
        return Count("institutions__participants", filter=_SEATED_IN_SIDE & Q(**more))

    return list(
        workshop.sides.annotate(
            seats=seats(),
            answering=seats(**{f"{_ROLE_IN_SIDE}__in": ANSWERING_ROLES}),
            signatories=seats(**{_ROLE_IN_SIDE: Role.SIGNATORY}),
        ).order_by("position", "pk")
    )


def plan_of(workshop: Workshop) -> Plan:
    """The workshop as plain values for the organiser's checks."""
    seated = workshop.participants.seated()
    return Plan(
        first_day=workshop.starts_on,
        last_day=workshop.ends_on,
        threshold=workshop.disclosure_threshold,
        expected=workshop.expected_participants,
        sides=tuple(_side_plan(side) for side in sides_of(workshop)),
        institutions=tuple(_institution_plans(workshop)),
        names=tuple(seated.exclude(name="").values_list("name", flat=True)),
        sessions=tuple(
            Session(*values)
            for values in workshop.agenda.values_list("day", "start", "end", "title")
        ),
    )


def _side_plan(side):
    return SidePlan(
        code=side.code,
        individual=not side.is_institutional,
        seats=side.seats,
        answering=side.answering,
        signatories=side.signatories,
    )


def _institution_plans(workshop):
    rows = workshop.institutions.annotate(seats=Count("participants", filter=_SEATED))
    for name, side, seats in rows.order_by("position", "pk").values_list(
        "name", "side__code", "seats"
    ):
        yield InstitutionPlan(name, side, seats)


def advice(workshop: Workshop, where: str | None = None) -> list[Advice]:
    """The checks' findings in words: all of them, or those mended on the page ``where``."""
    found = worded(workshop, findings(plan_of(workshop)))
    return [item for item in found if where in (None, item.where)]
