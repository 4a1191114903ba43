"""How the rolling copy fares, told by the process that makes it to the pages that show it.

It stands in the shared cache: pages never look at the stick themselves, since one that hangs
would hang them too.
"""

import datetime
from dataclasses import dataclass

from django.core.cache import cache
from django.utils import timezone

KEY = "rolling-copy"
# A copy that is this many rounds old means that nobody makes them any more.
MISSED_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class LastCopy:
    """``at``: when the last good copy was made, None before the first. ``fault``: why the last
    try failed, in the host's language; empty when it did not. ``every``: seconds between tries.
    """

    at: datetime.datetime | None
    tried_at: datetime.datetime
    fault: str
    every: int

    @property
    def is_late(self) -> bool:
        """Nobody tried for several rounds: whatever made the copies has stopped."""
        return timezone.now() - self.tried_at > MISSED_ROUNDS * datetime.timedelta(
            seconds=self.every
        )

    @property
    def is_well(self) -> bool:
        return not self.fault and not self.is_late


def last_copy() -> LastCopy | None:
    """None when no copy was ever tried."""
    told = cache.get(KEY)
    return LastCopy(**told) if told else None


def note_copy(*, every: int, fault: str = "") -> LastCopy:
    now, before = timezone.now(), last_copy()
    at = (before and before.at) if fault else now
    told = {"at": at, "tried_at": now, "fault": fault, "every": every}
    cache.set(KEY, told, timeout=None)
    return LastCopy(**told)
