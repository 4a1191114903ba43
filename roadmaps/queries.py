"""Rows of the roadmap, loaded with a number of queries that depends on nothing."""

from django.db.models import Count, F, Q

from alignment.models import Participant
from alignment.vocabulary import MINISTRIES, AnswerMode
from roadmaps.models import PriorityScore, PrioritySnapshot, Release
from roadmaps.prioritisation import Candidate, Priorities, SideScore, prioritise
from roadmaps.vocabulary import BottleneckState

SCALES = ("impact", "feasibility", "urgency")
IN_THE_ROADMAP = (BottleneckState.KEPT, BottleneckState.PARKED)


def bottlenecks_of(workshop):
    """All of them in order of creation, with everything that stands beside one."""
    related = ("questions", "causes", "actions", "depends_on")
    return workshop.bottlenecks.select_related(
        "stage", "merged_into", "split_from"
    ).prefetch_related(*related)


def actions_of(workshop):
    """All of them in order, with everything that the roadmap table shows."""
    return workshop.actions.select_related("stage", "budget_date").prefetch_related(
        "bottlenecks__stage", "causes", "depends_on"
    )


def published_scores(workshop) -> dict[int, dict[str, SideScore]]:
    """Disclosed scores by bottleneck id, then by side code in the workshop's order."""
    snapshots = PrioritySnapshot.objects.filter(bottleneck__workshop=workshop)
    found = {}
    for snapshot in snapshots.select_related("side").order_by("side__position", "side_id"):
        score = SideScore.from_plain(snapshot.figures)
        found.setdefault(snapshot.bottleneck_id, {})[snapshot.side.code] = score
    return found


def priorities_of(bottlenecks, scores) -> Priorities:
    """The order of the kept ones among ``bottlenecks``; keys are their ids."""
    return prioritise(
        Candidate(
            key=bottleneck.pk,
            position=bottleneck.number,
            scores=scores.get(bottleneck.pk, {}),
            vetoed=bottleneck.vetoed,
            needs_political_decision=bottleneck.needs_political_decision,
        )
        for bottleneck in bottlenecks
        if bottleneck.state == BottleneckState.KEPT
    )


def standing_scores(workshop):
    """Complete triples that a reveal would take up.

    From seats that are not withdrawn and may answer, given in the mode their side is in now; a
    delegation speaks through one seat.
    """
    return PriorityScore.objects.filter(
        bottleneck__workshop=workshop,
        participant__in=scoring_seats(workshop),
        mode=F("participant__institution__side__mode"),
        impact__isnull=False,
        feasibility__isnull=False,
        urgency__isnull=False,
    )


def scoring_seats(workshop):
    individual = Q(institution__side__mode=AnswerMode.INDIVIDUAL)
    return (
        Participant.objects.who_may_answer()
        .filter(workshop=workshop, institution__side__isnull=False)
        .filter(individual | Q(speaks_for_side=True))
    )


def score_counts(workshop) -> dict[tuple[int, int], int]:
    """How many have scored, by (bottleneck id, side id); zeros are absent. Public at any time."""
    rows = (
        standing_scores(workshop)
        .order_by()
        .values_list("bottleneck_id", "participant__institution__side_id")
        .annotate(Count("pk"))
    )
    return {(bottleneck, side): count for bottleneck, side, count in rows}


def own_scores(participant) -> dict[int, dict[str, int | None]]:
    """What the person at this seat chose, by bottleneck id.

    Without what an earlier holder of the seat chose, or what was given in the other mode.
    """
    mode = participant.side.mode if participant.side else ""
    rows = participant.priority_scores.filter(mode=mode)
    if participant.joined_at:
        rows = rows.filter(received_at__gte=participant.joined_at)
    return {row.bottleneck_id: {name: getattr(row, name) for name in SCALES} for row in rows}


def open_signatures(workshop) -> dict:
    """Signatures that no version carries yet, by side code; void ones included."""
    rows = workshop.signatures.filter(version=None).select_related("side")
    return {signature.side.code: signature for signature in rows}


def latest_version(workshop):
    """The version signed last, with its signatures; None before any."""
    return workshop.roadmap_versions.prefetch_related("signatures__side").first()


def version_before(workshop, number: int | None):
    """The version signed before that of this number, or the last one without a number."""
    versions = workshop.roadmap_versions.all()
    return (versions if number is None else versions.filter(number__lt=number)).first()


def releases_of(workshop, digest: str) -> dict[str, Release]:
    """Who let the text of that digest be circulated, by side code."""
    rows = workshop.releases.filter(digest=digest).select_related("side", "by")
    return {release.side.code: release for release in rows}


def is_released(workshop, digest: str) -> bool:
    """True once both ministries have."""
    released = workshop.releases.filter(digest=digest, side__code__in=MINISTRIES)
    return released.count() == len(MINISTRIES)
