"""The end of a workshop: closed, concluded (signed or not), and reopened on purpose."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alignment.models import Workshop
from alignment.services.events import log
from alignment.vocabulary import WorkshopState
from diagnostics.vocabulary import QuestionState

_AFTER_OPENING = (WorkshopState.CLOSED, WorkshopState.CONCLUDED, WorkshopState.FOLLOWED_UP)


@transaction.atomic
def close_workshop(*, workshop, by=None) -> Workshop:
    """Stop answering everywhere. Levels and the roadmap can still be worked on."""
    workshop = _locked(workshop)
    if workshop.state != WorkshopState.OPEN:
        raise ValidationError(
            _("Only an open workshop can be closed. This one is: %(state)s."),
            code="not_open",
            params={"state": workshop.get_state_display()},
        )
    _stop_answering(workshop)
    return _enter(workshop, WorkshopState.CLOSED, "workshop_closed", by)


@transaction.atomic
def conclude(*, workshop, signed=False, reason="", by=None) -> Workshop:
    """The end: signed by both ministries, or unsigned with the reason.

    A signature ends an open workshop too; an unsigned end needs it closed first.
    """
    workshop = _locked(workshop)
    workshop.ensure_not_over()
    if not signed:
        _ensure_may_end_unsigned(workshop, reason)
    _stop_answering(workshop)
    workshop.concluded_reason = "" if signed else reason.strip()
    action = "workshop_concluded_signed" if signed else "workshop_concluded_unsigned"
    return _enter(workshop, WorkshopState.CONCLUDED, action, by)


@transaction.atomic
def begin_follow_up(*, workshop, by=None) -> Workshop:
    """After the end: somebody looks after what was promised."""
    workshop = _locked(workshop)
    if workshop.state != WorkshopState.CONCLUDED:
        raise ValidationError(
            _("Only a concluded workshop is followed up. This one is: %(state)s."),
            code="not_concluded",
            params={"state": workshop.get_state_display()},
        )
    return _enter(workshop, WorkshopState.FOLLOWED_UP, "workshop_followed_up", by)


@transaction.atomic
def reopen_workshop(*, workshop, by=None) -> Workshop:
    """Back to open. Questions stay as they are; each stage is opened by its own press."""
    workshop = _locked(workshop)
    if workshop.state not in _AFTER_OPENING:
        raise ValidationError(
            _("There is nothing to reopen: the workshop was not closed."), code="not_closed"
        )
    workshop.concluded_reason = ""
    return _enter(workshop, WorkshopState.OPEN, "workshop_reopened", by)


def _locked(workshop):
    return Workshop.objects.select_for_update().get(pk=workshop.pk)


def _ensure_may_end_unsigned(workshop, reason):
    if workshop.state != WorkshopState.CLOSED:
        raise ValidationError(_("Close the workshop first, then conclude it."), code="not_closed")
    if not reason.strip():
        sentence = _("Say why it ends without both signatures. The documents will print it.")
        raise ValidationError({"reason": ValidationError(sentence, code="reason_missing")})


def _stop_answering(workshop):
    workshop.questions.filter(state=QuestionState.OPEN).update(
        state=QuestionState.CLOSED, closed_at=timezone.now()
    )


def _enter(workshop, state, action, by):
    workshop.state = state
    workshop.save(update_fields=["state", "concluded_reason"])
    log(workshop, action, by=by)
    return workshop
