"""Whether an answer may be given, and what to do when it may not."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alignment.models import Participant
from alignment.vocabulary import ANSWERING_ROLES
from diagnostics.models import AnswerRevision, Question
from diagnostics.models.answers import LONGEST_COMMENT
from diagnostics.vocabulary import AnswerValue, Origin, QuestionState


def ensure_may_answer(participant: Participant, question: Question) -> None:
    """The person may answer this question at all, whatever its state."""
    participant.ensure_seated()
    participant.workshop.ensure_not_put_away()
    ensure_has_voice(participant)
    if participant.side.code not in question.who:
        _refuse("not_asked", _("This question is not put to your side. Go on to the next one."))
    if participant.workshop.is_over:
        _refuse("workshop_over", _("The workshop has ended and takes no more answers."))


def ensure_has_voice(participant: Participant) -> None:
    """Sentences for those whose seat gives no answers."""
    if participant.role not in ANSWERING_ROLES:
        _refuse(
            "observer",
            _(
                "Your seat is an observer's and gives no answers. Ask the facilitator if you "
                "should answer."
            ),
        )
    if participant.side is None:
        _refuse(
            "no_side",
            _("Your institution has no side yet. Ask the facilitator to choose one."),
        )
    if not participant.may_answer:
        _refuse(
            "delegation",
            _(
                "Your side gives one answer together, from another seat. Tell the colleague who "
                "holds that seat what you think."
            ),
        )


def voice_refusal(participant: Participant) -> str:
    """Why this seat gives no answers, as a sentence; empty when it does."""
    try:
        ensure_has_voice(participant)
    except ValidationError as refusal:
        return refusal.messages[0]
    return ""


def ensure_mode(participant: Participant, mode: str) -> None:
    """``mode``: how the page said the answer would be shown when it was given."""
    if mode and mode != participant.side.mode:
        _refuse(
            "mode_changed",
            _(
                "How your side answers has changed since you opened this page, so this answer "
                "was not stored. Load the page again, read who will see it, and answer again."
            ),
        )


def ensure_takes(question: Question, new: AnswerRevision, *, ended_at: datetime | None) -> None:
    """The question takes this revision in its present state.

    Paper, and what was answered in time but waited on a phone, is taken after the close.
    """
    _ensure_well_formed(new)
    if new.origin == Origin.EARLY and question.state == QuestionState.DRAFT:
        return
    if new.round > question.round or question.state == QuestionState.DRAFT:
        _refuse(
            "question_draft",
            _("%(code)s is not open yet. Wait until the facilitator opens it."),
            code=question.code,
        )
    if new.round == question.round and question.state == QuestionState.OPEN:
        return
    in_time = ended_at is not None and new.answered_at <= ended_at
    if new.origin != Origin.PAPER and not in_time:
        _refuse(
            "question_closed",
            _(
                "%(code)s was closed before this answer was given. Ask the facilitator to open "
                "it again if you need to change your answer."
            ),
            code=question.code,
        )


def _ensure_well_formed(new: AnswerRevision) -> None:
    if new.value not in AnswerValue.values:
        _refuse("value", _("Choose a level, “I don't know” or “does not apply”."))
    if max(len(new.comment), len(new.evidence)) > LONGEST_COMMENT:
        _refuse(
            "too_long",
            _("The text is too long. Shorten it to %(most)d characters."),
            most=LONGEST_COMMENT,
        )


def _refuse(reason: str, message: str, **params):
    raise ValidationError(message, code=reason, params=params)
