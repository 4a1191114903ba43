"""What a workshop file holds: every row that belongs to a workshop, in an order in which each
row's references come before it.

A row is written as ``{field: value}``. A reference is the place (from 1) of the other row in its
own list, never a database key; a user is an e-mail address; a bank release its name and version.
A test walks the models and fails when one that belongs to a workshop is missing here.
"""

from dataclasses import dataclass

from django.db import models

from accounts.models import User
from alignment.models import (
    AgendaItem,
    BudgetDate,
    EarlyLink,
    Event,
    Facilitator,
    Institution,
    Newcomer,
    Objective,
    PackDocument,
    Participant,
    Side,
    Stage,
    StoredFile,
    Workshop,
)
from diagnostics.models import (
    Answer,
    AnswerRevision,
    BankRelease,
    DelegationRemark,
    Dissent,
    EvidenceFile,
    Fact,
    Note,
    ParkedItem,
    PublishedFile,
    Question,
    Snapshot,
)
from roadmaps.models import (
    Action,
    ActionReview,
    Bottleneck,
    Cause,
    Document,
    Logo,
    OwnerLink,
    PriorityScore,
    PrioritySnapshot,
    ProgressNote,
    Release,
    Review,
    RoadmapVersion,
    Scan,
    Signature,
    Stationery,
)

SCHEMA = 1
# As JSON, with its file in it; what is larger is neither written nor read.
LARGEST_ROW = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kind:
    """``path``: the lookup from the model to its workshop's primary key."""

    name: str
    model: type[models.Model]
    path: str = "workshop"

    def rows(self, workshop: Workshop) -> models.QuerySet:
        """All rows of this kind, oldest first, so that ties in order stay as they are."""
        rows = self.model.objects.filter(**{self.path: workshop.pk})
        if self.model is Document:
            # A draft is made again on demand; a signed document never is.
            rows = rows.exclude(version=None)
        return rows.order_by(*_oldest_first(self.model))

    @property
    def fields(self) -> list[models.Field]:
        """Columns of the row; a key made by the database says nothing elsewhere, and when a
        phone was last in reach is nobody's business afterwards.
        """
        fields = self.model._meta.concrete_fields
        return [
            field
            for field in fields
            if not isinstance(field, models.AutoField) and field.name != "seen_at"
        ]

    @property
    def carries_files(self) -> bool:
        return any(isinstance(field, models.BinaryField) for field in self.fields)

    @property
    def links(self) -> list[models.ManyToManyField]:
        return list(self.model._meta.many_to_many)


def _oldest_first(model) -> tuple[str, ...]:
    # These are keyed by random ids of pages and phones: order them by when they came.
    came = {AnswerRevision: ("received_at",), ProgressNote: ("written_at",)}
    return (*came.get(model, ()), "pk")


WORKSHOP = Kind("workshop", Workshop, "pk")

KINDS = (
    WORKSHOP,
    Kind("files", StoredFile),
    Kind("facilitators", Facilitator),
    Kind("events", Event),
    Kind("sides", Side),
    Kind("pack", PackDocument),
    Kind("institutions", Institution),
    Kind("early_links", EarlyLink),
    Kind("participants", Participant),
    Kind("newcomers", Newcomer),
    Kind("agenda", AgendaItem),
    Kind("budget_dates", BudgetDate),
    Kind("stages", Stage),
    Kind("objectives", Objective),
    Kind("questions", Question),
    Kind("answers", Answer, "question__workshop"),
    Kind("revisions", AnswerRevision, "question__workshop"),
    Kind("snapshots", Snapshot, "question__workshop"),
    Kind("evidence_files", EvidenceFile, "question__workshop"),
    Kind("published_files", PublishedFile, "question__workshop"),
    Kind("delegation_remarks", DelegationRemark, "question__workshop"),
    Kind("facts", Fact, "question__workshop"),
    Kind("dissents", Dissent, "question__workshop"),
    Kind("parked", ParkedItem),
    Kind("notes", Note, "question__workshop"),
    Kind("bottlenecks", Bottleneck),
    Kind("causes", Cause),
    Kind("priority_scores", PriorityScore, "bottleneck__workshop"),
    Kind("priority_snapshots", PrioritySnapshot, "bottleneck__workshop"),
    Kind("actions", Action),
    Kind("versions", RoadmapVersion),
    Kind("signatures", Signature),
    Kind("documents", Document),
    Kind("stationery", Stationery),
    Kind("logos", Logo),
    Kind("scans", Scan),
    Kind("circulation", Release),
    Kind("owner_links", OwnerLink),
    Kind("progress_notes", ProgressNote, "action__workshop"),
    Kind("reviews", Review),
    Kind("action_reviews", ActionReview, "review__workshop"),
)

BY_MODEL = {kind.model: kind for kind in KINDS}
OUTSIDE = {User, BankRelease}
"""Models a row may refer to that do not belong to a workshop."""

RELEASE_FIELDS = ("slug", "version", "title", "licence", "notice", "digest", "sources")
