"""The phone of somebody who asked to be let in: one signed cookie, checked against one row."""

from alignment import devices
from alignment.models import Newcomer

_SALT = "accord.newcomer"
COOKIE_AGE = 7 * 24 * 3600


def newcomer_of(request, code: str) -> Newcomer | None:
    """Who asked from this device in the workshop ``code``; None when nobody did."""
    claim = devices.held(request, _name(code), salt=_SALT)
    if claim is None:
        return None
    pk, key = claim
    found = Newcomer.objects.select_related("workshop", "seat")
    return found.filter(pk=pk, key=key, workshop__code=code.upper()).first()


def remember_newcomer(response, newcomer: Newcomer):
    return devices.hold(
        response,
        _name(newcomer.workshop.code),
        pk=newcomer.pk,
        key=newcomer.key,
        salt=_SALT,
        max_age=COOKIE_AGE,
    )


def _name(code) -> str:
    return f"asked_{code.upper()}"
