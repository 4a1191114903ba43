"""Recording answers: the one way in for devices, plain forms and paper.

A save is two statements in one short transaction: the revision, and the answer that it makes
or replaces. Only when a send is repeated, or somebody else's revision came between, are all
revisions read and the one that stands worked out (see ``revisions``).
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alignment.models import Participant, Workshop
from diagnostics import revisions
from diagnostics.early import takes_early
from diagnostics.models import Answer, AnswerRevision, Question, Snapshot
from diagnostics.services.acceptance import ensure_may_answer, ensure_takes
from diagnostics.services.answer_rows import BODY, write_rows
from diagnostics.vocabulary import Origin


@dataclass(frozen=True, slots=True)
class Recorded:
    """What stands in the database after a save.

    ``conflict``: this revision met another that it knew nothing of. Both are kept; the later
    one stands, which need not be this one.
    """

    value: str
    revision: uuid.UUID
    received_at: datetime
    conflict: bool = False


def record_answer(
    *,
    participant: Participant,
    question: Question,
    value: str,
    comment: str = "",
    evidence: str = "",
    revision: uuid.UUID | None = None,
    replaces: uuid.UUID | None = None,
    answered_at: datetime | None = None,
    origin: str = Origin.DEVICE,
    entered_by=None,
    round: int | None = None,
) -> Recorded:
    """Store one revision; a repeated ``revision`` changes nothing.

    ``replaces`` is the revision the person saw, None when there was none. ``answered_at`` is
    when they answered (None: now); it is never taken later than receipt, nor earlier than
    the moment this person took the seat. Raises ValidationError with what to do instead.
    """
    ensure_may_answer(participant, question)
    received_at = timezone.now()
    answered_at = _time_answered(participant, answered_at, received_at, origin)
    if origin == Origin.DEVICE and takes_early(participant, question, at=answered_at):
        origin = Origin.EARLY
    new = AnswerRevision(
        id=revision or uuid.uuid4(),
        participant=participant,
        question=question,
        round=round or question.round,
        replaces=replaces,
        value=value,
        comment=comment,
        evidence=evidence,
        origin=origin,
        mode=participant.side.mode,
        answered_at=answered_at,
        received_at=received_at,
        entered_by=entered_by,
    )
    try:
        ensure_takes(question, new, ended_at=_round_ended_at(question, new.round))
    except ValidationError:
        if not _already_stored(new):
            raise
    recorded = _store(new) or _settle(new)
    _note_beginning(participant.workshop, received_at)
    return recorded


def _time_answered(participant, answered_at, received_at, origin):
    at = min(answered_at or received_at, received_at)
    if origin != Origin.PAPER and participant.joined_at:
        # Whoever holds the seat now answers after those who held it before.
        at = max(at, participant.joined_at)
    return at


def _round_ended_at(question: Question, round: int) -> datetime | None:
    """When the round was closed; for a round that is over, when it was last seen in progress."""
    if round == question.round:
        return question.closed_at
    past = Snapshot.objects.filter(question=question, round=round)
    return past.aggregate(at=Min("taken_at"))["at"]


def _already_stored(new: AnswerRevision) -> bool:
    return AnswerRevision.objects.filter(pk=new.pk, participant=new.participant_id).exists()


def _note_beginning(workshop: Workshop, at: datetime) -> None:
    if workshop.answering_began_at is None:
        Workshop.objects.filter(pk=workshop.pk, answering_began_at=None).update(
            answering_began_at=at
        )


def _own_answer(new: AnswerRevision):
    return Answer.objects.filter(
        participant=new.participant_id, question=new.question_id, round=new.round, mode=new.mode
    )


def _store(new: AnswerRevision) -> Recorded | None:
    """The usual case. None, with nothing written, when the answer is not as the person saw it."""
    with transaction.atomic():
        stored = write_rows(new)
        transaction.set_rollback(not stored)
    return Recorded(new.value, new.pk, new.received_at) if stored else None


def _body(revision: AnswerRevision) -> dict:
    return {name: getattr(revision, name) for name in BODY} | {"revision": revision.pk}


@transaction.atomic
def _settle(new: AnswerRevision) -> Recorded:
    """The answer exists already: keep this revision too, then let the one that stands stand."""
    answer = _own_answer(new).select_for_update().first()
    before = answer.revision if answer else None
    if new.origin == Origin.PAPER and before and not _already_stored(new):
        raise ValidationError(
            _("This person has answered already. Stored answers are not replaced from paper."),
            code="answer_exists",
        )
    AnswerRevision.objects.bulk_create([new], ignore_conflicts=True)
    stored = _revisions_of(new)
    if new.pk not in stored:
        raise ValidationError(
            _("This answer could not be told from another one. Please choose it again."),
            code="revision_taken",
        )
    known = {r.pk: revisions.Revision(r.pk, r.replaces, r.answered_at) for r in stored.values()}
    stands = stored[revisions.standing(known.values()).id]
    _ensure_shown(new, stands)
    _upsert(stands)
    conflict = _met_another(new, stands, before, known)
    return Recorded(stands.value, stands.pk, stands.received_at, conflict)


def _ensure_shown(new: AnswerRevision, stands: AnswerRevision) -> None:
    """A device that repeats an old send is not told what was said before its seat was taken, or
    from a seat that was merged into it since."""
    joined_at = new.participant.joined_at
    if stands.pk != new.pk and joined_at and stands.received_at < joined_at:
        raise ValidationError(
            _(
                "Since this answer was sent the seat was taken anew, or merged with another one. "
                "What was answered before is stored but hidden. Answer the question again."
            ),
            code="hidden",
        )


def _upsert(stands: AnswerRevision) -> None:
    answer = Answer(
        participant_id=stands.participant_id,
        question_id=stands.question_id,
        round=stands.round,
        **_body(stands),
    )
    Answer.objects.bulk_create(
        [answer],
        update_conflicts=True,
        unique_fields=["participant", "question", "round", "mode"],
        update_fields=["revision", *BODY],
    )


def _revisions_of(new: AnswerRevision) -> dict[uuid.UUID, AnswerRevision]:
    """All of this answer's; those of the other mode belong to another answer."""
    rows = AnswerRevision.objects.filter(
        participant=new.participant_id, question=new.question_id, round=new.round, mode=new.mode
    )
    return {row.pk: row for row in rows}


def _met_another(new, stands, before, known) -> bool:
    line = {step.id for step in revisions.lineage(stands.pk, known)}
    if stands.pk != new.pk:
        return new.pk not in line
    return before is not None and before not in line
