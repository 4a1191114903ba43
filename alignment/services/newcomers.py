"""People without a seat: they ask, the facilitator lets them in or turns them away."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from alignment.models import Institution, Newcomer, Participant, Workshop
from alignment.seats import new_session_key
from alignment.services.events import log
from alignment.services.joining import ensure_joinable
from alignment.services.people import add_seats
from alignment.slips import new_slip

MOST_WAITING = 50


@transaction.atomic
def ask_to_be_let_in(
    *, workshop: Workshop, institution: Institution | None = None, name: str = ""
) -> Newcomer:
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    ensure_joinable(workshop)
    workshop.ensure_not_put_away()
    _ensure_may_ask(workshop)
    last = workshop.newcomers.aggregate(last=Max("number"))["last"] or 0
    return Newcomer.objects.create(
        workshop=workshop,
        number=last + 1,
        institution=institution,
        name=name,
        key=new_session_key(),
    )


@transaction.atomic
def admit(*, newcomer: Newcomer, institution: Institution, by=None) -> Participant:
    """A new seat of ``institution``, kept for the newcomer's phone: it has a slip, whose code
    nobody else learns."""
    newcomer = _still_waiting(newcomer)
    newcomer.workshop.ensure_not_over()
    [seat] = add_seats(institution=institution, name=newcomer.name, slip=new_slip())
    newcomer.seat, newcomer.institution = seat, institution
    newcomer.save(update_fields=["seat", "institution"])
    place = f"{institution.name[:180]} / {seat.seat}"
    log(newcomer.workshop, "newcomer_admitted", subject=place, by=by)
    return seat


@transaction.atomic
def turn_away(*, newcomer: Newcomer, by=None) -> None:
    newcomer = _still_waiting(newcomer)
    newcomer.turned_away_at = timezone.now()
    newcomer.save(update_fields=["turned_away_at"])
    log(newcomer.workshop, "newcomer_turned_away", subject=str(newcomer.number), by=by)


def _still_waiting(newcomer) -> Newcomer:
    """Two facilitators may press at once."""
    locked = Newcomer.objects.select_for_update(of=("self",)).select_related("workshop")
    newcomer = locked.get(pk=newcomer.pk)
    if newcomer.seat_id or newcomer.turned_away_at:
        raise ValidationError(
            _("Another facilitator has just decided this. Look at the list again."),
            code="decided",
        )
    return newcomer


def _ensure_may_ask(workshop):
    if not workshop.newcomers_may_ask:
        raise ValidationError(
            _("Nobody can ask here to be let in. Talk to the facilitator."), code="not_asked"
        )
    if workshop.newcomers.waiting().count() >= MOST_WAITING:
        raise ValidationError(
            _("Many people are waiting already. Talk to the facilitator."), code="many_waiting"
        )
