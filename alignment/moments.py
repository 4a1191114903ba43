"""What many screens ask for at the same time is worked out once.

A room may look at one wall on forty phones; while people answer, it changes with every poll. Each
process keeps what it made for a moment (``MOMENT`` seconds) and shows it to whoever else asks.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import caches


def of_this_moment(key: str, make: Callable[[], object]):
    """What ``make()`` gives, or gave to somebody else under this key a moment ago.

    ``key`` names everything that the outcome depends on, the language included.
    """
    return caches["moment"].get_or_set(key, make, settings.MOMENT)
