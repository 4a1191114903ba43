"""Texts that are final: signed versions, and the text with which a workshop ended unsigned."""

from dataclasses import dataclass

from roadmaps.content import present_digest
from roadmaps.models import RoadmapVersion


@dataclass(frozen=True, slots=True)
class Text:
    """``version`` is None for the text of a workshop concluded without both signatures."""

    digest: str
    version: RoadmapVersion | None = None

    @property
    def number(self) -> int:
        """Of the version, 0 for the unsigned text: how addresses name it."""
        return self.version.number if self.version else 0


def texts_of(workshop) -> list[Text]:
    """Newest first. A draft is none of them."""
    signed = [Text(version.digest, version) for version in _versions(workshop)]
    if not (workshop.is_over and workshop.concluded_reason):
        return signed
    digest = present_digest(workshop)
    return signed if any(text.digest == digest for text in signed) else [Text(digest), *signed]


def _versions(workshop):
    return workshop.roadmap_versions.defer("content")
