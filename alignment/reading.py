"""The language somebody reads the workshop's texts in.

It may be another one than the page's: a bank can be translated where the interface is not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils.translation import get_language, override

_chosen = ContextVar("reading_language", default="")


@contextmanager
def reading_in(language: str) -> Iterator[None]:
    """Texts of the workshop in ``language``, as far as they are translated. Empty: the page's."""
    token = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(token)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Texts of the workshop in ``language``, and our own words where we speak it.

    Else our words stay in the language that they are in now; an empty one changes nothing.
    """
    ours = language if language in dict(settings.LANGUAGES) else get_language()
    with override(ours), reading_in(language):
        yield


def reading_language() -> str:
    return _chosen.get() or get_language() or ""
