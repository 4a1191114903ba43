"""The phone that runs the room for a facilitator: a signed cookie, checked against one row."""

from django.db.models import Exists, OuterRef

from alignment import devices
from alignment.models import Pairing

_SALT = "accord.pairing"
COOKIE_AGE = 7 * 24 * 3600  # the length of a long workshop


def cookie_name(code: str) -> str:
    return f"runs_{code.upper()}"


def pairing_of(request, code: str) -> Pairing | None:
    """What this device was once paired as; ``stands`` says whether it still is. One query."""
    claim = devices.held(request, cookie_name(code), salt=_SALT, max_age=COOKIE_AGE)
    if claim is None:
        return None
    pk, key = claim
    standing = Pairing.objects.standing().filter(pk=OuterRef("pk"))
    rows = Pairing.objects.select_related("workshop", "by").annotate(stands=Exists(standing))
    return rows.filter(pk=pk, session_key=key, workshop__code=code.upper()).first()


def remember(response, pairing: Pairing):
    """Let this device be the paired phone."""
    return devices.hold(
        response,
        cookie_name(pairing.workshop.code),
        pk=pairing.pk,
        key=pairing.session_key,
        salt=_SALT,
        max_age=COOKIE_AGE,
    )


def forget(response, code: str):
    return devices.drop(response, cookie_name(code))
