"""Answering before the workshop: links made, moved and closed, and the seats taken by them."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alignment.early_links import new_key
from alignment.models import EarlyLink, Institution, Participant, Side, Workshop
from alignment.names import folded
from alignment.services.events import log
from alignment.services.joining import claim_seat
from alignment.services.people import add_institution, add_seats
from alignment.vocabulary import Role, WorkshopState


@transaction.atomic
def open_early_link(
    *,
    workshop: Workshop,
    stages: list[str],
    last_day: datetime.date,
    most_seats: int,
    side: Side | None = None,
    institution: Institution | None = None,
    by=None,
) -> EarlyLink:
    """For ``institution``, or for every institution of ``side``. The stages stay closed for
    everybody else."""
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    ensure_ready(workshop)
    _ensure_day(workshop, last_day)
    _ensure_each_answers_alone(side or institution.side)
    link = EarlyLink.objects.create(
        workshop=workshop,
        side=side,
        institution=institution,
        key=new_key(),
        stages=stages,
        last_day=last_day,
        most_seats=most_seats,
        created_by=by,
    )
    log(workshop, "early_link_opened", subject=str(link), by=by)
    return link


@transaction.atomic
def change_early_link(
    *, link: EarlyLink, last_day: datetime.date, most_seats: int, by=None
) -> EarlyLink:
    """Another last day or number of seats; a link that had closed opens again with them."""
    ensure_ready(link.workshop)
    _ensure_day(link.workshop, last_day)
    link.last_day, link.most_seats, link.closed_at = last_day, most_seats, None
    link.save(update_fields=["last_day", "most_seats", "closed_at"])
    log(link.workshop, "early_link_changed", subject=str(link), by=by)
    return link


@transaction.atomic
def close_early_link(*, link: EarlyLink, by=None) -> EarlyLink:
    """From now on it takes nothing more. What was answered stays, and counts at the reveal."""
    if link.is_open:
        link.closed_at = timezone.now()
        link.save(update_fields=["closed_at"])
        log(link.workshop, "early_link_closed", subject=str(link), by=by)
    return link


@transaction.atomic
def take_early_seat(
    *,
    link: EarlyLink,
    pin: str,
    name: str = "",
    institution_name: str = "",
    seat: Participant | None = None,
) -> Participant:
    """A seat for somebody who came by the link: ``seat`` when it is one that was prepared for
    them, else a new one. ``institution_name`` where the link is for a whole side."""
    link = EarlyLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    ensure_open(link)
    if link.participants.count() >= link.most_seats:
        raise ValidationError(
            _("All seats of this link are taken. Ask whoever sent it to you for more."),
            code="early_link_full",
        )
    if seat is None:
        institution = link.institution or _institution(link, institution_name)
        [seat] = add_seats(institution=institution)
    claim_seat(participant=seat, pin=pin, name=name)
    return hold_by_link(link=link, participant=seat)


def hold_by_link(*, link: EarlyLink, participant: Participant) -> Participant:
    """Let somebody who holds a seat that the link is for answer early too."""
    ensure_open(link)
    participant.early_link = link
    participant.save(update_fields=["early_link"])
    return participant


def ensure_open(link: EarlyLink) -> None:
    if not link.is_open:
        raise ValidationError(
            _("This link has closed. What you answered is stored. Ask who sent it if you need it."),
            code="early_link_closed",
        )


def ensure_ready(workshop: Workshop) -> None:
    """Raises ValidationError unless the questions are frozen and the answering is not over."""
    if workshop.state in (WorkshopState.DRAFT, WorkshopState.REHEARSAL):
        raise ValidationError(
            _(
                "The questions can still change. Open the workshop first: its stages stay closed "
                "for everybody else until you open them."
            ),
            code="workshop_draft",
        )
    if workshop.state != WorkshopState.OPEN:
        raise ValidationError(
            _("The workshop is closed. Reopen it before you let anybody answer."),
            code="workshop_closed",
        )


def _ensure_day(workshop, last_day):
    if last_day < timezone.localdate(timezone=workshop.zone):
        raise ValidationError(
            _("This day is over. Choose today or a later day."), code="early_link_past"
        )


def _ensure_each_answers_alone(side):
    if side is None:
        raise ValidationError(
            _("This institution has no side yet. Choose one in step 1 first."), code="no_side"
        )
    if side.is_institutional:
        raise ValidationError(
            _(
                "This side gives one answer together, so a link that many can use is not for it. "
                "Let its people answer each alone (step 1), or take its answer in the workshop."
            ),
            code="side_institutional",
        )


def _institution(link, name) -> Institution:
    """That of this name on the link's side, whatever its capitals and spaces, else a new one."""
    known = {folded(i.name): i for i in link.workshop.institutions.all()}
    found = known.get(folded(name))
    if found is None:
        return add_institution(workshop=link.workshop, name=" ".join(name.split()), side=link.side)
    if found.side_id != link.side_id:
        raise ValidationError(
            _("This institution is on another side. Compare the name, or ask who sent the link."),
            code="institution_elsewhere",
        )
    return found


def free_seats_of(link: EarlyLink):
    """Seats with a name that were prepared in the link's institution and that nobody has taken."""
    free = Participant.objects.seated().filter(pin="", slip="", institution=link.institution_id)
    named = free.exclude(name="").exclude(role=Role.OBSERVER)
    return named.select_related("workshop", "institution__side")
