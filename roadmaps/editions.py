"""What a document is made from: the content in one language, who signed it, and its dress."""

import hashlib
import json
from dataclasses import dataclass, field

from roadmaps.addresses import check_url
from roadmaps.content import content_digest, present_digest, roadmap_content
from roadmaps.models import RoadmapVersion
from roadmaps.queries import is_released, latest_version, open_signatures, version_before
from roadmaps.stationery import Picture, logos_of, paper_of, paper_of_country

RENDERING = 3  # Raise it when documents of the same content should be drawn anew.


@dataclass(frozen=True, slots=True)
class Earlier:
    """The signed version before this text."""

    number: int
    digest: str
    content: dict


@dataclass(frozen=True, slots=True)
class Edition:
    """``signatures``: [{side, name, post, signed_at (ISO), seat_freed}], those under this very
    content. ``seat_freed`` is {by, at (ISO)} where a facilitator freed the seat before, else None.

    ``version`` is its number, None while it is a draft. ``digest`` is the content's. ``ended``:
    why the workshop was concluded without both signatures, else empty. ``released``: both
    ministries let it be circulated. ``paper``: a PaperSize, empty for that of the country.
    ``logos``: by side. ``check_url``: where anybody checks the file, empty without such a page.
    """

    content: dict
    digest: str
    signatures: list[dict]
    version: int | None = None
    ended: str = ""
    released: bool = False
    paper: str = ""
    logos: dict[str, Picture] = field(default_factory=dict)
    check_url: str = ""
    earlier: Earlier | None = None

    @property
    def is_signed(self) -> bool:
        return self.version is not None

    @property
    def language(self) -> str:
        return self.content["language"]

    @property
    def paper_size(self) -> str:
        return self.paper or paper_of_country(self.content["workshop"]["country"])

    @property
    def labels(self) -> dict:
        """In its language; those of the first language where a version was signed without it."""
        labels = self.content["labels"]
        return labels.get(self.language) or next(iter(labels.values()))

    @property
    def fingerprint(self) -> str:
        """Names everything that a document of this edition shows."""
        shown = [RENDERING, self.digest, self.version, self.signatures, self.labels]
        shown += [self.ended, self.released, self.paper, self.check_url]
        shown += [self.content.get("last_round")]
        shown += [self.earlier and (self.earlier.number, self.earlier.digest)]
        shown += [(side, logo.digest) for side, logo in self.logos.items()]
        return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()


def draft_edition(workshop, language: str) -> Edition:
    """The roadmap as it stands now, with the open signatures under this very text."""
    content = roadmap_content(workshop, language)
    digest = content_digest(content)
    valid = [row for row in open_signatures(workshop).values() if row.digest == digest]
    ended = workshop.concluded_reason if workshop.is_over else ""
    return Edition(
        content,
        digest,
        _plain(valid, workshop),
        ended=ended,
        released=bool(ended) and is_released(workshop, digest),
        earlier=_earlier(workshop, None),
        **_dress(workshop),
    )


def signed_edition(version: RoadmapVersion, language: str) -> Edition:
    content = version.content | {"language": language}
    workshop = version.workshop
    return Edition(
        content,
        version.digest,
        _plain(version.signatures.select_related("side").order_by("signed_at"), workshop),
        version.number,
        released=is_released(workshop, version.digest),
        check_url=check_url(version),
        earlier=_earlier(workshop, version.number),
        **_dress(workshop),
    )


def _earlier(workshop, number) -> Earlier | None:
    found = version_before(workshop, number)
    return found and Earlier(found.number, found.digest, found.content)


def _dress(workshop) -> dict:
    return {"paper": paper_of(workshop), "logos": logos_of(workshop)}


def standing_version(workshop) -> RoadmapVersion | None:
    """The signed version that says what the roadmap says now; None while there are edits."""
    version = latest_version(workshop)
    if version is None or version.digest != present_digest(workshop):
        return None
    return version


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
