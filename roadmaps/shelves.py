"""Which documents there are and which could be made: the draft's, then each signed version's."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from alignment.vocabulary import MINISTRIES, WORKSHOP_LANGUAGES
from roadmaps.editions import draft_edition
from roadmaps.models import Document, Release, RoadmapVersion
from roadmaps.texts import Text
from roadmaps.vocabulary import DocumentFault

KINDS = list(Document.Kind)
WITHOUT_LANGUAGE = (Document.Kind.JSON,)


@dataclass(frozen=True, slots=True)
class Slot:
    """A kind and language. ``document`` is the present one; ``earlier`` a good one before it."""

    kind: Document.Kind
    language: str
    document: Document | None = None
    earlier: Document | None = None

    @property
    def language_name(self) -> str:
        return dict(WORKSHOP_LANGUAGES).get(self.language, self.language)

    @property
    def state(self) -> str:
        return self.document.state if self.document else ""

    @property
    def why_failed(self) -> str:
        return str(DocumentFault(self.document.fault).label) if self.state == "failed" else ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """``version`` is None for the draft. ``text``: what may be released, None for a draft that
    is not final. ``releases``: pairs of a ministry and its release, None where it has not.
    ``changes_of``: how the page of changes calls it, None where no version was signed before it.
    """

    version: RoadmapVersion | None
    slots: list[Slot] = field(default_factory=list)
    text: Text | None = None
    releases: list[tuple[str, Release | None]] = field(default_factory=list)
    changes_of: int | None = None

    @property
    def is_waiting(self) -> bool:
        return any(slot.state == Document.State.WAITING for slot in self.slots)

    @property
    def is_released(self) -> bool:
        return bool(self.releases) and all(release for _side, release in self.releases)


def shelves(workshop) -> list[Shelf]:
    """The draft first, unless a signed version says the same. Costs no query per document."""
    documents = list(workshop.documents.defer("content"))
    versions = list(workshop.roadmap_versions.defer("content"))
    releases = _releases(workshop)
    draft = draft_edition(workshop, workshop.language)
    found = [_signed_shelf(version, workshop, documents, releases) for version in versions]
    if versions and versions[0].digest == draft.digest:
        return found
    return [_draft_shelf(draft, workshop, documents, releases), *found]


def _releases(workshop):
    """By the digest of the text, then by side."""
    found = defaultdict(dict)
    for release in workshop.releases.select_related("side", "by"):
        found[release.digest][release.side.code] = release
    return found


def _pairs(releases, digest):
    return [(str(side), releases[digest].get(side)) for side in MINISTRIES]


def _signed_shelf(version, workshop, documents, releases):
    pairs = _pairs(releases, version.digest)
    released = all(release for _side, release in pairs)
    mine = [document for document in documents if document.version_id == version.pk]
    stored = {(d.kind, d.language): d for d in mine if d.released == released}
    ready = Document.State.READY
    earlier = {(d.kind, d.language): d for d in mine if d.released != released and d.state == ready}
    slots = [Slot(*place, stored.get(place), earlier.get(place)) for place in _all(workshop)]
    changes_of = version.number if version.number > 1 else None
    return Shelf(version, slots, Text(version.digest, version), pairs, changes_of)


def _draft_shelf(edition, workshop, documents, releases):
    drafts = [document for document in documents if document.version_id is None]
    slots = [_draft_slot(edition, drafts, kind, language) for kind, language in _all(workshop)]
    changes_of = 0 if edition.earlier else None
    if not edition.ended:
        return Shelf(None, slots, changes_of=changes_of)
    pairs = _pairs(releases, edition.digest)
    return Shelf(None, slots, Text(edition.digest), pairs, changes_of)


def _draft_slot(edition, drafts, kind, language):
    spoken = replace(edition, content=edition.content | {"language": language})
    same = [
        document for document in drafts if (document.kind, document.language) == (kind, language)
    ]
    current = next((d for d in same if d.digest == spoken.fingerprint), None)
    ready = [d for d in same if d is not current and d.state == Document.State.READY]
    return Slot(kind, language, current, ready[0] if ready else None)


def _all(workshop):
    languages = workshop.languages or [workshop.language]
    return [
        (kind, language)
        for language in languages
        for kind in KINDS
        if language == workshop.language or kind not in WITHOUT_LANGUAGE
    ]
