"""Which documents there are and which could be made: the draft's, then each signed version's."""

from dataclasses import dataclass, field, replace

from alignment.vocabulary import WORKSHOP_LANGUAGES
from roadmaps.editions import draft_edition
from roadmaps.models import Document, RoadmapVersion
from roadmaps.vocabulary import DocumentFault

KINDS = [Document.Kind.PDF, Document.Kind.DOCX, Document.Kind.XLSX]


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
    """``version`` is None for the draft."""

    version: RoadmapVersion | None
    slots: list[Slot] = field(default_factory=list)

    @property
    def is_waiting(self) -> bool:
        return any(slot.state == Document.State.WAITING for slot in self.slots)


def shelves(workshop) -> list[Shelf]:
    """The draft first, unless a signed version says the same. Costs no query per document."""
    documents = list(workshop.documents.defer("content"))
    versions = list(workshop.roadmap_versions.defer("content"))
    draft = draft_edition(workshop, workshop.language)
    found = [_signed_shelf(version, workshop, documents) for version in versions]
    if versions and versions[0].digest == draft.digest:
        return found
    return [_draft_shelf(draft, workshop, documents), *found]


def _signed_shelf(version, workshop, documents):
    stored = {(d.kind, d.language): d for d in documents if d.version_id == version.pk}
    slots = [
        Slot(kind, language, stored.get((kind, language))) for kind, language in _all(workshop)
    ]
    return Shelf(version, slots)


def _draft_shelf(edition, workshop, documents):
    drafts = [document for document in documents if document.version_id is None]
    slots = [_draft_slot(edition, drafts, kind, language) for kind, language in _all(workshop)]
    return Shelf(None, slots)


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
    return [(kind, language) for language in languages for kind in KINDS]
