"""Taking up the answers of a handed-over file, each as if the phone itself had sent it."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from alignment.models import Participant
from alignment.services.events import log
from diagnostics.handover import Handover
from diagnostics.models import AnswerRevision, Question
from diagnostics.services.acceptance import ensure_mode
from diagnostics.services.answers import record_answer


@dataclass(slots=True)
class TakenUp:
    """How many answers were stored, were here already, or were refused and why; never which."""

    participant: Participant
    stored: int = 0
    known: int = 0
    refused: dict[str, int] = field(default_factory=dict)


def take_up(*, handover: Handover, read, by=None) -> TakenUp:
    """Store what the file holds; doing it again changes nothing.

    ``read`` cleans one answer as the phone would send it (see ``forms.answers``). Late answers
    follow the rules of any answer that waited on a phone.
    """
    result = TakenUp(handover.participant)
    questions = {q.code: q for q in Question.objects.filter(workshop=handover.participant.workshop)}
    for said in handover.answers:
        try:
            known = _take_up(handover.participant, questions, read(_by_our_clock(said)))
        except ValidationError as refusal:
            reason = " ".join(refusal.messages)
            result.refused[reason] = result.refused.get(reason, 0) + 1
            continue
        result.known += known
        result.stored += not known
    if result.stored:
        log(handover.participant.workshop, "waiting_answers_brought", by=by)
    return result


def _by_our_clock(said: dict) -> dict:
    return said | {"now": str(int(timezone.now().timestamp() * 1000))}


def _take_up(participant, questions, answer) -> bool:
    """True when it was here already."""
    if answer.question not in questions:
        raise ValidationError(_("This question is no longer asked."), code="not_asked")
    ensure_mode(participant, answer.mode)
    known = AnswerRevision.objects.filter(
        pk=answer.body["revision"], participant=participant
    ).exists()
    record_answer(
        participant=participant,
        question=questions[answer.question],
        answered_at=timezone.now() - answer.waited,
        **answer.body,
    )
    return known
