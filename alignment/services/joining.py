"""Taking a seat: claimed once, kept by a PIN, carried to another phone with that PIN."""

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alignment import seats
from alignment.models import Participant, Workshop
from alignment.slips import slip_matches
from alignment.vocabulary import WorkshopState

WRONG_PINS = 5
PAUSE = 600  # seconds


def ensure_joinable(workshop: Workshop) -> None:
    """Raises ValidationError while no seat of the workshop can be taken."""
    if workshop.state == WorkshopState.DRAFT:
        raise ValidationError(
            _("This workshop is not open yet. Wait until the facilitator opens it."),
            code="workshop_draft",
        )
    if workshop.is_over:
        raise ValidationError(
            _("This workshop has ended. Ask the facilitator for its results."),
            code="workshop_over",
        )


def claim_seat(
    *, participant: Participant, pin: str, name: str = "", claim: str = ""
) -> Participant:
    """Take a free seat. Of two people who claim one seat at once exactly one succeeds.

    A seat that has a slip is taken with the slip's ``claim`` code only.
    ``joined_at`` moves to this moment: what was answered for the seat before stays hidden
    from the device that holds it now.
    """
    ensure_joinable(participant.workshop)
    participant.ensure_seated()
    _ensure_slip(participant, claim)
    now = timezone.now()
    claimed = {
        "pin": seats.hash_pin(pin),
        "session_key": seats.new_session_key(),
        "joined_at": now,
        "seen_at": now,
    } | ({"name": name} if name else {})
    # The same slip still: new ones may have been printed a moment ago.
    free = Participant.objects.seated().filter(pk=participant.pk, pin="", slip=participant.slip)
    if not free.update(**claimed):
        raise ValidationError(
            _(
                "Somebody has just taken this seat. If it was you, on another phone, enter its "
                "PIN. If not, choose another seat."
            ),
            code="seat_taken",
        )
    for field, value in claimed.items():
        setattr(participant, field, value)
    return participant


def _ensure_slip(participant, claim):
    if participant.slip and not slip_matches(participant, claim):
        raise ValidationError(
            _(
                "This is not the code on this seat’s slip. Compare it with the newest slip that "
                "you were given. If yours is lost, ask the facilitator to free the seat."
            ),
            code="slip_wrong",
        )


def return_to_seat(*, participant: Participant, pin: str) -> Participant:
    """Let one more device hold a taken seat.

    Five wrong PINs pause new devices at this seat for ten minutes. Devices that hold it
    already go on, and no other seat is touched.
    """
    participant.ensure_seated()
    _check_pin(
        participant,
        pin,
        "pin",
        paused=_(
            "The PIN was wrong five times. Wait ten minutes and try again, or ask the "
            "facilitator to free the seat. A phone that is already in keeps working."
        ),
        wrong=_("This is not the PIN of this seat. Try again, or choose another seat."),
    )
    if participant.joined_at is None:
        # Its owner took the seat in a rehearsal and is here now.
        participant.joined_at = timezone.now()
        participant.save(update_fields=["joined_at"])
    return participant


def confirm_holder(*, participant: Participant, pin: str) -> None:
    """The person at a device that holds the seat knows its PIN too, as a signature asks.

    Counted apart from new devices: whoever tries PINs on the seat's public page must not keep
    its owner from signing.
    """
    participant.ensure_seated()
    _check_pin(
        participant,
        pin,
        "sign",
        paused=_(
            "The PIN was wrong five times, so signing from this seat waits for ten "
            "minutes. Nothing is lost: come back to this page then, and enter the PIN you chose "
            "when you took the seat."
        ),
        wrong=_(
            "This is not the PIN of your seat. Enter the one that you chose when you took the seat."
        ),
    )


def _check_pin(participant, pin, purpose, *, paused, wrong):
    turns = [f"{purpose}:{participant.pk}:{turn}" for turn in range(WRONG_PINS)]
    # Adding a key succeeds once only, also for two tries at the same moment, so a try is
    # counted before its PIN is looked at.
    if not any(cache.add(turn, 1, PAUSE) for turn in turns):
        raise ValidationError(paused, code="seat_paused")
    if not seats.pin_matches(participant, pin):
        raise ValidationError(wrong, code="pin_wrong")
    cache.delete_many(turns)
