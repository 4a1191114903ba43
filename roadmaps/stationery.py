"""The paper that documents are made for, and the ministries' pictures on it."""

import hashlib
from dataclasses import dataclass

from roadmaps.models import Logo, Stationery
from roadmaps.vocabulary import PaperSize

# Where offices print on Letter; everybody else uses A4.
LETTER_COUNTRIES = frozenset(
    ("CA", "CL", "CO", "CR", "DO", "GT", "HN", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)


@dataclass(frozen=True, slots=True)
class Picture:
    media_type: str
    content: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def paper_of(workshop) -> str:
    """What the facilitator chose; empty where nobody did."""
    chosen = Stationery.objects.filter(workshop=workshop).values_list("paper", flat=True)
    return chosen.first() or ""


def paper_of_country(country: str) -> PaperSize:
    return PaperSize.LETTER if country in LETTER_COUNTRIES else PaperSize.A4


def logos_of(workshop) -> dict[str, Picture]:
    """By side code, ministries in their usual order."""
    rows = Logo.objects.filter(workshop=workshop).select_related("side", "file")
    return {row.side.code: Picture(row.file.media_type, bytes(row.file.content)) for row in rows}
