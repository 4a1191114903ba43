"""What a facilitator may do with one seat. Published answers stay as they were, whatever it is."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alignment.models import Institution, Participant
from alignment.seats import new_session_key
from alignment.services.events import log
from alignment.services.people import next_seat, settle_speaker
from alignment.vocabulary import Role


@transaction.atomic
def change_seat(*, participant: Participant, by=None, institution: Institution, **fields):
    """Set ``fields`` (name, post, role, language, email) and move it where it is elsewhere.

    A moved seat takes the next free number of its new institution.
    """
    participant.workshop.ensure_not_over()
    if institution.pk != Participant.objects.get(pk=participant.pk).institution_id:
        _move(participant, institution, by)
    _note_signatory(participant, fields, by)
    for name, value in fields.items():
        setattr(participant, name, value)
    participant.save(update_fields=list(fields))
    settle_speaker(institution.side)
    return participant


def _note_signatory(participant, fields, by):
    """The form may have set the new role already: compare with the row."""
    stored = Participant.objects.values_list("role", flat=True).get(pk=participant.pk)
    if fields.get("role") == Role.SIGNATORY != stored:
        log(participant.workshop, "signatory_named", subject=_place(participant), by=by)


def _move(participant, institution, by):
    stored = Participant.objects.select_related("institution__side").get(pk=participant.pk)
    before = stored.side
    participant.institution = institution
    participant.seat = next_seat(institution)
    changed = ["institution", "seat"]
    if before != institution.side:
        participant.speaks_for_side = False
        changed.append("speaks_for_side")
    participant.save(update_fields=changed)
    if before != institution.side:
        settle_speaker(before)
    log(participant.workshop, "seat_moved", subject=_place(participant), by=by)


def choose_language(*, participant: Participant, language: str) -> None:
    """What the person on this seat reads in, on every phone that holds it."""
    participant.language = language
    participant.save(update_fields=["language"])


@transaction.atomic
def void_seat(*, participant: Participant, by=None) -> Participant:
    """Withdraw a seat: its device is told so, and nothing new is taken from it or counted."""
    return _set_voided(participant, timezone.now(), "seat_voided", by)


@transaction.atomic
def restore_seat(*, participant: Participant, by=None) -> Participant:
    return _set_voided(participant, None, "seat_restored", by)


def _set_voided(participant, moment, action, by):
    participant.workshop.ensure_not_over()
    participant.voided_at = moment
    participant.save(update_fields=["voided_at"])
    settle_speaker(participant.side)
    log(participant.workshop, action, subject=_place(participant), by=by)
    return participant


@transaction.atomic
def release_seat(*, participant: Participant, by=None) -> Participant:
    """Free the seat to be claimed again with a new PIN; its devices must claim it anew.

    What was answered before stays, but hidden from whoever claims the seat next. Of a seat that
    somebody had taken, a later signature says who freed it and when. Its slip stops working: the
    seat is chosen from the list until it gets a new one.
    """
    participant.workshop.ensure_not_over()
    if participant.pin:
        participant.reset_at, participant.reset_by = timezone.now(), by
    participant.pin = participant.slip = ""
    participant.session_key = new_session_key()
    participant.save(update_fields=["pin", "slip", "session_key", "reset_at", "reset_by"])
    log(participant.workshop, "seat_released", subject=_place(participant), by=by)
    return participant


@transaction.atomic
def remove_seat(*, participant: Participant) -> None:
    """Raises ValidationError when the seat was ever used; withdrawing it is the way then."""
    participant.workshop.ensure_not_over()
    if participant.was_used:
        raise ValidationError(
            _("Somebody has used this seat. Withdraw it instead: what was published stays."),
            code="seat_used",
        )
    side = participant.side
    participant.delete()
    settle_speaker(side)


def _place(participant) -> str:
    """Where the seat is, without a name: the log holds none."""
    return f"{participant.institution.name[:180]} / {participant.seat}"
