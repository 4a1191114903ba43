"""What a phone holds: the number and key of one row, in a cookie that we signed.

Whether they still hold is for the row to say. No session row is read or written for it.
"""

from django.conf import settings
from django.core import signing

SAME_SITE = "Lax"


def held(request, name: str, *, salt: str, max_age: int | None = None) -> tuple[int, str] | None:
    """Number and key, unless the cookie is missing, not signed by us, or too old."""
    try:
        pk, key = signing.loads(request.COOKIES.get(name, ""), salt=salt, max_age=max_age)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (pk, key) if key else None


def hold(response, name: str, *, pk: int, key: str, salt: str, max_age: int):
    """Let the device that gets this response hold the row."""
    response.set_cookie(
        name,
        signing.dumps([pk, key], salt=salt),
        max_age=max_age,
        httponly=True,
        samesite=SAME_SITE,
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def drop(response, name: str):
    response.delete_cookie(name, samesite=SAME_SITE)
    return response
