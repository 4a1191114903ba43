"""Two seats of one person made one: the seat that stays, and the one that goes."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alignment.models import Participant, Workshop
from alignment.services.events import log
from alignment.services.people import settle_speaker
from alignment.services.seats import void_seat
from diagnostics.models import Answer
from diagnostics.services.merging import merge_answers
from roadmaps.models import PriorityScore, Signature

SCALES = ("impact", "feasibility", "urgency")


@dataclass(frozen=True, slots=True)
class Merging:
    """What a merge would do, in numbers that are public anyway; never a value.

    ``both``: questions that were answered from both seats; ``published``: answers of the seat
    that goes which results show already.
    """

    keep: Participant
    other: Participant
    kept: int
    brought: int
    both: int
    published: int
    scores: int


def preview_merge(*, keep: Participant, other: Participant) -> Merging:
    """Raises ValidationError when the two cannot be merged; changes nothing."""
    _ensure_one_person(keep, other)
    mine, theirs = (_places(seat) for seat in (keep, other))
    shown = Answer.objects.filter(participant=other).exclude(published_at=None)
    scores = PriorityScore.objects.filter(participant=other)
    return Merging(
        keep=keep,
        other=other,
        kept=len(mine),
        brought=len(theirs),
        both=len(mine & theirs),
        published=shown.count(),
        scores=scores.count(),
    )


def _places(seat) -> set[tuple]:
    answers = Answer.objects.filter(participant=seat)
    return set(answers.values_list("question", "round", "mode"))


@transaction.atomic
def merge_seats(*, keep: Participant, other: Participant, by=None) -> Participant:
    """``keep`` holds everything from now on and ``other`` is withdrawn.

    What was answered before stays hidden from the device that holds ``keep``: a merge must not
    show anybody what was said from another seat.
    """
    Workshop.objects.select_for_update().get(pk=keep.workshop_id)
    _ensure_one_person(keep, other)
    merge_answers(keep=keep, other=other)
    _merge_scores(keep, other)
    _hand_over(keep, other)
    if not other.voided_at:
        void_seat(participant=other, by=by)
    settle_speaker(keep.side)
    log(keep.workshop, "seats_merged", subject=f"{_place(other)} → {_place(keep)}", by=by)
    return keep


def _hand_over(keep, other):
    """The word of the delegation, and the moment from which on answers are shown."""
    keep.speaks_for_side |= other.speaks_for_side and keep.side == other.side
    if keep.joined_at:
        keep.joined_at = timezone.now()
    keep.save(update_fields=["speaks_for_side", "joined_at"])
    if other.speaks_for_side:
        other.speaks_for_side = False
        other.save(update_fields=["speaks_for_side"])


def _merge_scores(keep, other):
    """The newer of two scores of one bottleneck stands, a complete one before a partial one."""
    own = {(s.bottleneck_id, s.mode): s for s in PriorityScore.objects.filter(participant=keep)}
    for score in PriorityScore.objects.filter(participant=other):
        rival = own.get((score.bottleneck_id, score.mode))
        if rival:
            loser = min(rival, score, key=_weight)
            PriorityScore.objects.filter(pk=loser.pk).delete()
    PriorityScore.objects.filter(participant=other).update(participant=keep)


def _weight(score) -> tuple:
    return all(getattr(score, scale) for scale in SCALES), score.received_at


def _ensure_one_person(keep, other):
    keep.workshop.ensure_not_over()
    keep.ensure_seated()
    if keep.pk == other.pk or keep.workshop_id != other.workshop_id:
        raise ValidationError(_("Choose another seat of this workshop."), code="same_seat")
    if not keep.has_voice:
        raise ValidationError(
            _(
                "The seat that stays is an observer’s, and its answers would not count. Open the "
                "other seat and merge this one into it."
            ),
            code="observer",
        )
    if Signature.objects.filter(participant=other, version=None).exists():
        raise ValidationError(
            _(
                "The roadmap was signed from that seat. Open that seat and merge this one into "
                "it, so that the signature stays."
            ),
            code="has_signed",
        )


def _place(seat) -> str:
    """Where it is, without a name: the log holds none."""
    return f"{seat.institution.name[:80]} / {seat.seat}"
