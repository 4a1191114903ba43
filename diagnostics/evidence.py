"""Files beside answers as everybody may see them once they are published."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from alignment.files import neutral_ending
from diagnostics import wording
from diagnostics.models import PublishedFile


@dataclass(frozen=True, slots=True)
class Published:
    """``side`` is empty unless a delegation speaks in its own name; ``size`` is in bytes."""

    number: int
    name: str
    side: str
    size: int


def published_files(question) -> list[Published]:
    """What was published beside a question's answers, all sides and rounds together.

    The files themselves are not read.
    """
    rows = PublishedFile.objects.filter(question=question)
    rows = rows.values_list("number", "side", "file__media_type", "file__size")
    return [
        Published(number, neutral_name(number, kind), wording.side_name(side) if side else "", size)
        for number, side, kind, size in rows
    ]


def neutral_name(number: int, media_type: str) -> str:
    """What a published file is called, whatever its owner called it."""
    return _("Evidence %(number)d") % {"number": number} + neutral_ending(media_type)
