"""The seat a device holds: one signed cookie per workshop, checked against one row.

No session row is read or written, since session look-ups are half the price of a save and
no process may hold state.
"""

import hashlib
import secrets

from django.contrib.auth.hashers import check_password, make_password

from alignment import devices
from alignment.models import Participant
from alignment.pins import PinHasher

_SALT = "accord.seat"
COOKIE_AGE = 400 * 24 * 3600  # the longest that browsers keep a cookie


def cookie_name(code: str) -> str:
    return f"seat_{code.upper()}"


def seat_of(request, code: str) -> Participant | None:
    """The participant whose seat this device holds in the workshop ``code``, else None.

    One query, with institution, side and workshop. A withdrawn seat is returned, so that the
    page can say so.
    """
    claim = claim_of(request, code)
    if claim is None:
        return None
    pk, key = claim
    related = ("workshop", "institution__side")
    return (
        Participant.objects.select_related(*related)
        .filter(pk=pk, session_key=key, workshop__code=code.upper())
        .first()
    )


def claim_of(request, code: str) -> tuple[int, str] | None:
    """The participant's number and session key as this device's cookie has them, signed by us.

    Whether they still hold is for the row to say.
    """
    return devices.held(request, cookie_name(code), salt=_SALT)


def give_seat(response, participant: Participant):
    """Let this device hold the seat. ``participant.session_key`` must be set."""
    return devices.hold(
        response,
        cookie_name(participant.workshop.code),
        pk=participant.pk,
        key=participant.session_key,
        salt=_SALT,
        max_age=COOKIE_AGE,
    )


def leave_seat(response, code: str):
    return devices.drop(response, cookie_name(code))


def device_tag(participant: Participant) -> str:
    """Tells one holder of a seat from the next, so that a phone never sends another's answers."""
    return hashlib.sha256(participant.session_key.encode()).hexdigest()[:12]


def new_session_key() -> str:
    return secrets.token_hex(16)


def hash_pin(pin: str) -> str:
    return make_password(pin, hasher=PinHasher.algorithm)


def pin_matches(participant: Participant, pin: str) -> bool:
    return bool(participant.pin) and check_password(pin, participant.pin)
