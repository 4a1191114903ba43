"""Which sides sit at the table, and how each of them answers."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from alignment.models import Participant, Side, Workshop
from alignment.services.events import log
from alignment.services.people import settle_speaker, side_named
from alignment.vocabulary import AnswerMode


@transaction.atomic
def add_side(*, workshop: Workshop, code: str, by=None) -> Side:
    workshop.ensure_not_over()
    side = side_named(workshop, code)
    log(workshop, "side_added", subject=code, by=by)
    return side


@transaction.atomic
def remove_side(*, side: Side, by=None) -> None:
    """Raises ValidationError for a ministry, and while institutions or results are its."""
    side.workshop.ensure_not_over()
    if side.is_ministry:
        raise ValidationError(
            _("Both ministries always take part. Only other sides can be removed."),
            code="ministry_stays",
        )
    if side.institutions.exists():
        raise ValidationError(
            _("Institutions belong to this side. Move them to another side first."),
            code="side_in_use",
        )
    try:
        side.delete()
    except ProtectedError:
        raise ValidationError(
            _(
                "Results that were revealed name this side, so it stays. Without institutions "
                "it is asked nothing more."
            ),
            code="side_published",
        ) from None
    log(side.workshop, "side_removed", subject=side.code, by=by)


@transaction.atomic
def set_side_mode(*, side: Side, mode: str, by=None) -> Side:
    """Let a side answer one by one, or with one answer of its delegation.

    Answers of the other mode are set aside unseen; they count again when the mode is set
    back. Raises ValidationError once anything about the side was revealed.
    """
    side = Side.objects.select_for_update().select_related("workshop").get(pk=side.pk)
    side.workshop.ensure_not_over()
    if side.mode == mode:
        return side
    ensure_nothing_revealed(side)
    side.mode = AnswerMode(mode)
    side.save(update_fields=["mode"])
    settle_speaker(side)
    log(side.workshop, f"side_answers_{side.mode}", subject=side.code, by=by)
    return side


def ensure_nothing_revealed(side: Side) -> None:
    if side.snapshots.exists():
        raise ValidationError(
            _(
                "Answers of this side have been revealed. How it answers stays as it is until "
                "the end of the workshop."
            ),
            code="side_revealed",
        )


@transaction.atomic
def choose_speaker(*, side: Side, participant: Participant, by=None) -> None:
    """Let this seat give the delegation's answers from now on."""
    side.workshop.ensure_not_over()
    if participant.side != side or not participant.has_voice:
        raise ValidationError(
            _("Choose a respondent or signatory of this side whose seat is not withdrawn."),
            code="speaker_unfit",
        )
    others = Participant.objects.filter(institution__side=side, speaks_for_side=True)
    others.exclude(pk=participant.pk).update(speaks_for_side=False)
    participant.speaks_for_side = True
    participant.save(update_fields=["speaks_for_side"])
    log(side.workshop, "speaker_chosen", subject=side.code, by=by)
