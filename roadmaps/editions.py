"""What a document is made from: the content in one language, and who signed it."""

import hashlib
import json
from dataclasses import dataclass

from roadmaps.content import content_digest, roadmap_content
from roadmaps.models import RoadmapVersion
from roadmaps.queries import latest_version, open_signatures

RENDERING = 1  # Raise it when documents of the same content should be drawn anew.


@dataclass(frozen=True, slots=True)
class Edition:
    """``signatures``: [{side, name, post, signed_at (ISO), seat_freed}], those under this very
    content. ``seat_freed`` is {by, at (ISO)} where a facilitator freed the seat before, else None.

    ``version`` is its number, None while it is a draft. ``digest`` is the content's.
    """

    content: dict
    digest: str
    signatures: list[dict]
    version: int | None = None

    @property
    def is_signed(self) -> bool:
        return self.version is not None

    @property
    def language(self) -> str:
        return self.content["language"]

    @property
    def labels(self) -> dict:
        """In its language; those of the first language where a version was signed without it."""
        labels = self.content["labels"]
        return labels.get(self.language) or next(iter(labels.values()))

    @property
    def fingerprint(self) -> str:
        """Names everything that a document of this edition shows."""
        shown = [RENDERING, self.digest, self.version, self.signatures, self.labels]
        return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def draft_edition(workshop, language: str) -> Edition:
    """The roadmap as it stands now, with the open signatures under this very text."""
    content = roadmap_content(workshop, language)
    digest = content_digest(content)
    valid = [row for row in open_signatures(workshop).values() if row.digest == digest]
    return Edition(content, digest, _plain(valid, workshop))


def signed_edition(version: RoadmapVersion, language: str) -> Edition:
    content = version.content | {"language": language}
    signatures = version.signatures.select_related("side").order_by("signed_at")
    return Edition(content, version.digest, _plain(signatures, version.workshop), version.number)


def standing_version(workshop) -> RoadmapVersion | None:
    """The signed version that says what the roadmap says now; None while there are edits."""
    version = latest_version(workshop)
    if version is None:
        return None
    digest = content_digest(roadmap_content(workshop, workshop.language))
    return version if version.digest == digest else None


def _plain(signatures, workshop):
    """Moments as the clocks in the room showed them."""
    return [
        {
            "side": signature.side.code,
            "name": signature.name,
            "post": signature.post,
            "signed_at": _there(signature.signed_at, workshop),
            "seat_freed": _freed(signature, workshop),
        }
        for signature in signatures
    ]


def _freed(signature, workshop):
    at = signature.seat_freed_at
    return at and {"by": signature.seat_freed_by, "at": _there(at, workshop)}


def _there(moment, workshop) -> str:
    return moment.astimezone(workshop.zone).isoformat()
