"""The phone that runs the room for a facilitator: a signed cookie, checked against one row."""

from django.conf import settings
from django.core import signing
from django.db.models import Exists, OuterRef

from alignment.models import Pairing

_SALT = "accord.pairing"
COOKIE_AGE = 7 * 24 * 3600  # the length of a long workshop


def cookie_name(code: str) -> str:
    return f"runs_{code.upper()}"


def pairing_of(request, code: str) -> Pairing | None:
    """What this device was once paired as; ``stands`` says whether it still is. One query."""
    raw = request.COOKIES.get(cookie_name(code), "")
    try:
        pk, key = signing.loads(raw, salt=_SALT, max_age=COOKIE_AGE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    if not key:
        return None
    standing = Pairing.objects.standing().filter(pk=OuterRef("pk"))
    rows = Pairing.objects.select_related("workshop", "by").annotate(stands=Exists(standing))
    return rows.filter(pk=pk, session_key=key, workshop__code=code.upper()).first()


def remember(response, pairing: Pairing):
    """Let this device be the paired phone."""
    response.set_cookie(
        cookie_name(pairing.workshop.code),
        signing.dumps([pairing.pk, pairing.session_key], salt=_SALT),
        max_age=COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def forget(response, code: str):
    response.delete_cookie(cookie_name(code), samesite="Lax")
    return response
