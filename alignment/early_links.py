"""The addresses that lead people in before the workshop.

An address is signed, not stored: it is worked out from the link's random ``key`` and the server's
secret key, so a facilitator can look at it again, and a workshop file opens nothing elsewhere.
"""

import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

from alignment.models import EarlyLink, Workshop

_SALT = "accord.early"
LENGTH = 32


def new_key() -> str:
    return secrets.token_hex(16)


def early_token(link: EarlyLink) -> str:
    return salted_hmac(_SALT, link.key, algorithm="sha256").hexdigest()[:LENGTH]


def early_link_of(workshop: Workshop, token: str) -> EarlyLink | None:
    """The link whose address this is, closed or not; None when it is of none here."""
    links = workshop.early_links.select_related("workshop", "side", "institution__side")
    return next((link for link in links if constant_time_compare(early_token(link), token)), None)
