"""The phone of somebody who asked to be let in: one signed cookie, checked against one row."""

from django.conf import settings
from django.core import signing

from alignment.models import Newcomer

_SALT = "accord.newcomer"
COOKIE_AGE = 7 * 24 * 3600


def newcomer_of(request, code: str) -> Newcomer | None:
    """Who asked from this device in the workshop ``code``; None when nobody did."""
    try:
        pk, key = signing.loads(request.COOKIES.get(_name(code), ""), salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    found = Newcomer.objects.select_related("workshop", "seat")
    return found.filter(pk=pk, key=key, workshop__code=code.upper()).first()


def remember_newcomer(response, newcomer: Newcomer):
    response.set_cookie(
        _name(newcomer.workshop.code),
        signing.dumps([newcomer.pk, newcomer.key], salt=_SALT),
        max_age=COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _name(code) -> str:
    return f"asked_{code.upper()}"
