"""Scores that each side gives the bottlenecks: opened, collected blind, revealed once."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alignment.models import Participant, Workshop
from alignment.services.events import log
from diagnostics.services.acceptance import ensure_has_voice, ensure_mode
from roadmaps.models import PriorityScore, PrioritySnapshot
from roadmaps.prioritisation import side_score
from roadmaps.queries import SCALES, own_scores, standing_scores
from roadmaps.services.editing import locked_for_edits
from roadmaps.vocabulary import BottleneckState, ScoringState


@transaction.atomic
def open_scoring(*, workshop: Workshop, by=None) -> int:
    """Let people score every kept bottleneck not scored before; how many that were."""
    workshop = locked_for_edits(workshop)
    waiting = workshop.bottlenecks.filter(state=BottleneckState.KEPT, scoring=ScoringState.DRAFT)
    opened = waiting.update(scoring=ScoringState.OPEN)
    if not opened:
        raise ValidationError(
            _("There is nothing to score yet. Keep at least one bottleneck first."),
            code="nothing_to_score",
        )
    log(workshop, "scoring_opened", subject=str(opened), by=by)
    return opened


@transaction.atomic
def reveal_scores(*, workshop: Workshop, by=None) -> int:
    """Take a snapshot of each open bottleneck and side, once and for good; how many were open."""
    workshop = locked_for_edits(workshop)
    revealed = list(workshop.bottlenecks.being_scored())
    if not revealed:
        raise ValidationError(
            _("Open the scoring first. There is nothing to reveal."), code="scoring_not_open"
        )
    PrioritySnapshot.objects.bulk_create(_snapshots(workshop, revealed))
    workshop.bottlenecks.being_scored().update(scoring=ScoringState.REVEALED)
    log(workshop, "scores_revealed", subject=str(len(revealed)), by=by)
    return len(revealed)


@transaction.atomic
def save_scores(*, participant: Participant, scores: dict, mode: str = "") -> None:
    """``scores`` maps bottlenecks to those of impact, feasibility and urgency that were chosen.

    What is not in it stays as it was. ``mode`` is how the page said the scores would be shown.
    Raises ValidationError when they cannot be taken (any more), with nothing stored.
    """
    workshop = locked_for_edits(participant.workshop)
    participant.ensure_seated()
    ensure_has_voice(participant)
    ensure_mode(participant, mode)
    chosen = {bottleneck: marks for bottleneck, marks in scores.items() if marks}
    if not chosen.keys() <= set(workshop.bottlenecks.being_scored()):
        raise ValidationError(
            _("The scores were revealed meanwhile, so nothing was stored. Look at the result."),
            code="scoring_closed",
        )
    _store(participant, chosen)


def _store(participant, chosen):
    """One statement for all; what a person chose earlier of a bottleneck's scores stays."""
    own = own_scores(participant)
    scores = [
        PriorityScore(
            bottleneck=bottleneck,
            participant=participant,
            mode=participant.side.mode,
            **(own.get(bottleneck.pk, {}) | marks),
        )
        for bottleneck, marks in chosen.items()
    ]
    PriorityScore.objects.bulk_create(
        scores,
        update_conflicts=True,
        unique_fields=["bottleneck", "participant", "mode"],
        update_fields=[*SCALES, "received_at"],
    )


def _snapshots(workshop, bottlenecks):
    triples = _triples(workshop, bottlenecks)
    now = timezone.now()
    return [
        PrioritySnapshot(
            bottleneck=bottleneck,
            side=side,
            taken_at=now,
            figures=side_score(
                triples[bottleneck.pk, side.pk],
                mode=side.mode,
                threshold=workshop.disclosure_threshold,
            ).as_plain(),
        )
        for bottleneck in bottlenecks
        for side in workshop.sides.all()
    ]


def _triples(workshop, bottlenecks):
    """Complete triples by (bottleneck id, side id)."""
    found = defaultdict(list)
    rows = standing_scores(workshop).filter(bottleneck__in=bottlenecks)
    for bottleneck, side, *triple in rows.values_list(
        "bottleneck_id", "participant__institution__side_id", *SCALES
    ):
        found[bottleneck, side].append(tuple(triple))
    return found
