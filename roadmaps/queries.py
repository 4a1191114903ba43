"""Rows of the roadmap, loaded with a number of queries that depends on nothing."""

from roadmaps.models import PrioritySnapshot
from roadmaps.prioritisation import Candidate, Priorities, SideScore, prioritise
from roadmaps.vocabulary import BottleneckState

IN_THE_ROADMAP = (BottleneckState.KEPT, BottleneckState.PARKED)


def bottlenecks_of(workshop):
    """All of them in order of creation, with stage, questions, causes and actions."""
    related = ("questions", "causes", "actions")
    return workshop.bottlenecks.select_related("stage").prefetch_related(*related)


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
