"""Signs of life of the phones in the room, so that one that is cut off can be told from one whose
owner is stuck.
"""

import datetime
from contextlib import suppress

from django.db import OperationalError
from django.db.models import Q
from django.utils import timezone

from alignment.models import Participant

# A room of 500 phones then writes eight narrow rows a second at most.
AT_MOST_EVERY = datetime.timedelta(minutes=1)


def note_contact(*, pk: int, session_key: str) -> None:
    """The phone that holds this seat has spoken to us. One statement, whatever it changes.

    ``session_key``: a phone whose seat was freed meanwhile says nothing about it any more.
    """
    now = timezone.now()
    held = Participant.objects.seated().filter(pk=pk, session_key=session_key)
    held.filter(Q(seen_at=None) | Q(seen_at__lte=now - AT_MOST_EVERY)).update(seen_at=now)


def note_page(participant: Participant) -> None:
    """A page was loaded: the sign of life of a phone without script. Mostly no query.

    Reading waits for nobody who writes, and a sign of life is not worth an error page.
    """
    seen_at = participant.seen_at
    if seen_at is None or seen_at <= timezone.now() - AT_MOST_EVERY:
        with suppress(OperationalError):
            note_contact(pk=participant.pk, session_key=participant.session_key)
