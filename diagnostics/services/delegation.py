"""The note in which a delegation talks a question over before it answers together.

Nobody outside the delegation reads it, and nothing of it is published: what the delegation wants
to say is written into the answer's reason.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alignment.models import Participant
from diagnostics.models import DelegationRemark, Question


def ensure_in_delegation(participant: Participant) -> None:
    """Raises PermissionDenied for whoever does not answer together with others."""
    together = participant.side is not None and participant.side.is_institutional
    if not (together and participant.has_voice):
        raise PermissionDenied


@transaction.atomic
def write_line(*, participant: Participant, question: Question, text: str) -> DelegationRemark:
    """Raises ValidationError once the workshop has ended or is put away."""
    ensure_in_delegation(participant)
    participant.workshop.ensure_not_put_away()
    participant.workshop.ensure_not_over()
    return DelegationRemark.objects.create(
        participant=participant,
        side=participant.side,
        question=question,
        round=question.round,
        text=text,
        written_at=timezone.now(),
    )


@transaction.atomic
def take_line_back(*, participant: Participant, line: DelegationRemark) -> None:
    """One's own only, written since one took the seat."""
    if not is_own(participant, line):
        raise ValidationError(
            _("Only who wrote a line can take it back. Write another below it instead."),
            code="not_own",
        )
    line.delete()


def is_own(participant: Participant, line: DelegationRemark) -> bool:
    mine = line.participant_id == participant.pk
    return mine and (participant.joined_at is None or line.written_at >= participant.joined_at)
