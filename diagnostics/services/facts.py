"""Recorded figures of a question: value, year, source and who answers for it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alignment.models import Participant
from alignment.services.events import log
from diagnostics.models import Fact, Question


@transaction.atomic
def record_fact(
    *,
    question: Question,
    code: str,
    value: str,
    year: str = "",
    source: str = "",
    provided_by: str = "",
    participant: Participant | None = None,
    by=None,
) -> Fact:
    """Record a figure, or correct one's own of the same year and owner.

    It comes from an official (``participant``) or from a facilitator (``by``). Raises
    ValidationError when somebody else recorded the same figure.
    """
    _ensure_may_record(question, participant)
    place = {"question": question, "code": code, "year": year, "provided_by": provided_by}
    fact = Fact.objects.select_for_update().filter(**place).first() or Fact(**place)
    if fact.pk and not _is_own(fact, participant, by):
        raise ValidationError(
            _(
                "Somebody else recorded this figure for that year and institution. If yours "
                "differs, say in “provided by” which office it comes from."
            ),
            code="fact_recorded",
        )
    fact.value, fact.source = value, source
    fact.participant, fact.recorded_by = participant, by
    fact.full_clean()
    fact.save()
    log(question.workshop, "fact_recorded", subject=question.code, by=by)
    return fact


@transaction.atomic
def remove_fact(*, fact: Fact, participant: Participant | None = None, by=None) -> None:
    """Take back a figure that one recorded oneself."""
    _ensure_may_record(fact.question, participant)
    if not _is_own(fact, participant, by):
        raise ValidationError(_("Only those who recorded a figure can take it back."))
    fact.delete()
    log(fact.question.workshop, "fact_removed", subject=fact.question.code, by=by)


def _ensure_may_record(question: Question, participant: Participant | None) -> None:
    question.workshop.ensure_not_over()
    if participant is None:
        return
    participant.ensure_seated()
    if participant.side is None or participant.side.code not in question.who:
        raise ValidationError(
            _("This question is not put to your side. Give the figure to a colleague there."),
            code="not_asked",
        )


def _is_own(fact: Fact, participant, by) -> bool:
    if participant is not None:
        return fact.participant_id == participant.pk
    return fact.recorded_by_id == by.pk
