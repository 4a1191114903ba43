"""Pairing a phone by a code that works once and for a few minutes."""

import datetime
import secrets

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from alignment.codes import ALPHABET, typed
from alignment.models import Pairing, Workshop
from alignment.seats import new_session_key
from alignment.services.events import log

VALID_FOR = datetime.timedelta(minutes=5)
CODE_LENGTH = 6
WRONG_CODES = 5
PAUSE = 600  # seconds
_SALT = "accord.pairing.code"


@transaction.atomic
def offer_pairing(*, workshop: Workshop, by) -> str:
    """A new code. It is told here and never again; the one that ``by`` had before stops working.

    Whoever can make codes may also end the pause after wrong ones.
    """
    workshop.ensure_not_put_away()
    Pairing.objects.filter(workshop=workshop, by=by, paired_at=None).delete()
    code = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
    Pairing.objects.create(
        workshop=workshop,
        by=by,
        digest=_digest(workshop, code),
        expires_at=timezone.now() + VALID_FOR,
    )
    cache.delete_many(_turns(workshop))
    return code


def pair_phone(*, workshop: Workshop, code: str, label: str = "") -> Pairing:
    """The phone that typed the code may run the room.

    Five wrong codes pause the pairing of this workshop for ten minutes, or until a new code is
    made. Phones that are paired already go on.
    """
    workshop.ensure_not_put_away()
    # A try is counted before its code is looked at, also for two at the same moment.
    if not any(cache.add(turn, 1, PAUSE) for turn in _turns(workshop)):
        raise ValidationError(
            _("The code was wrong five times. Make a new code on the laptop, and enter that one."),
            code="pairing_paused",
        )
    pairing = _claimed(workshop, typed(code), label)
    if pairing is None:
        raise ValidationError(
            _(
                "This code does not work: it was mistyped, used already, or is older than five "
                "minutes. Compare it with the laptop, or make a new one there."
            ),
            code="pairing_wrong",
        )
    cache.delete_many(_turns(workshop))
    log(workshop, "phone_paired", by=pairing)
    return pairing


def _claimed(workshop, code, label) -> Pairing | None:
    """Of two phones that enter the same code at once exactly one is paired."""
    waiting = Pairing.objects.waiting().filter(workshop=workshop, digest=_digest(workshop, code))
    found = waiting.select_related("workshop", "by").first()
    if found is None:
        return None
    found.label, found.session_key = label, new_session_key()
    found.paired_at = timezone.now()
    changes = {"label": label, "session_key": found.session_key, "paired_at": found.paired_at}
    return found if waiting.filter(pk=found.pk).update(**changes) else None


@transaction.atomic
def unpair_phone(*, pairing: Pairing, by=None) -> None:
    """It loses its rights with its next press. A phone may give them back itself."""
    if Pairing.objects.filter(pk=pairing.pk, unpaired_at=None).update(unpaired_at=timezone.now()):
        log(pairing.workshop, "phone_unpaired", by=by)


def _turns(workshop) -> list[str]:
    return [f"pairing:{workshop.pk}:{turn}" for turn in range(WRONG_CODES)]


def _digest(workshop, code) -> str:
    return salted_hmac(_SALT, f"{workshop.pk}:{code}", algorithm="sha256").hexdigest()
