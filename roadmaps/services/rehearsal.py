"""Trying the workshop out with its real seats, and wiping everything that was entered meanwhile.

People, sides, dates and the agenda stay as they are left: they are set-up, not rehearsal. The
log stays too.
"""

import json

from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alignment.models import Newcomer, Participant, Workshop
from alignment.seats import new_session_key
from alignment.services.events import log
from alignment.vocabulary import WorkshopState
from diagnostics.models import (
    Answer,
    AnswerRevision,
    DelegationRemark,
    Dissent,
    EvidenceFile,
    Fact,
    Note,
    ParkedItem,
    PublishedFile,
    Snapshot,
)
from diagnostics.vocabulary import QuestionState
from roadmaps.models import (
    Action,
    Bottleneck,
    Cause,
    Document,
    PriorityScore,
    PrioritySnapshot,
    Rehearsal,
    Signature,
)
from roadmaps.transfer.kinds import BY_MODEL

# What may have been prepared before, in the order in which it is put back.
_PREPARED = (Bottleneck, Cause, Action, Fact, ParkedItem, Note)
_ENTERED = (
    Newcomer,
    Answer,
    AnswerRevision,
    Snapshot,
    PublishedFile,
    EvidenceFile,
    DelegationRemark,
    Dissent,
    PriorityScore,
    PrioritySnapshot,
    Signature,
)
_AT_THE_START = {
    "state": QuestionState.DRAFT,
    "round": 1,
    "closed_at": None,
    "verdict": "",
    "outcome": "",
    "agreed_level": None,
    "reason": "",
    "rule_not_applied": False,
}
_NEVER_TAKEN = {
    "pin": "",
    "session_key": "",
    "joined_at": None,
    "seen_at": None,
    "reset_at": None,
    "reset_by": None,
}


@transaction.atomic
def begin_rehearsal(*, workshop: Workshop, by=None) -> Workshop:
    """From draft. Raises ValidationError while there is nothing or nobody to rehearse with."""
    workshop = _locked(workshop)
    _ensure_ready(workshop)
    Rehearsal.objects.create(
        workshop=workshop, began_at=timezone.now(), kept=_prepared_rows(workshop)
    )
    workshop.state = WorkshopState.REHEARSAL
    workshop.save(update_fields=["state"])
    log(workshop, "rehearsal_began", by=by)
    return workshop


@transaction.atomic
def end_rehearsal(*, workshop: Workshop, free_seats: bool, by=None) -> Workshop:
    """Back to draft, with nothing left of what was entered.

    ``free_seats`` frees those that were taken meanwhile, as if nobody ever had. The others keep
    their PINs, and count as joined once their owners are back. Every device must take its seat
    anew, so that no phone sends an answer that waited since the rehearsal.
    """
    workshop = _locked(workshop)
    run = Rehearsal.objects.filter(workshop=workshop).first()
    if run is None:
        raise ValidationError(
            _("No rehearsal is under way. Look at the state on the set-up page."),
            code="no_rehearsal",
        )
    _wipe(workshop)
    _put_back(run.kept)
    taken = workshop.participants.filter(joined_at__gte=run.began_at)
    taken.update(**_NEVER_TAKEN if free_seats else {"joined_at": None})
    _turn_devices_away(workshop)
    run.delete()
    _clear(workshop)
    log(workshop, "rehearsal_ended", by=by)
    return workshop


def _locked(workshop):
    return Workshop.objects.select_for_update().get(pk=workshop.pk)


def _ensure_ready(workshop):
    if workshop.state != WorkshopState.DRAFT:
        raise ValidationError(
            _(
                "A rehearsal comes before the workshop is opened, and only one at a time. To try "
                "things out now, add an empty practice workshop from the list of workshops."
            ),
            code="not_draft",
        )
    if not workshop.questions.exists():
        raise ValidationError(
            _("There is nothing to rehearse yet. Choose questions in step 3 first."),
            code="no_questions",
        )
    if not workshop.participants.seated().exists():
        raise ValidationError(
            _("A rehearsal uses the real seats. Add institutions and seats in step 1 first."),
            code="no_seats",
        )


def _rows(model, workshop):
    return model.objects.filter(**{BY_MODEL[model].path: workshop.pk})


def _prepared_rows(workshop) -> list[dict]:
    rows = [row for model in _PREPARED for row in _rows(model, workshop).order_by("pk")]
    return json.loads(serializers.serialize("json", rows))


def _wipe(workshop):
    evidence = [
        key
        for model in (EvidenceFile, PublishedFile)
        for key in _rows(model, workshop).values_list("file", flat=True)
    ]
    for model in (*_ENTERED, *reversed(_PREPARED), Document):
        _rows(model, workshop).delete()
    workshop.files.filter(pk__in=evidence).delete()
    workshop.questions.update(**_AT_THE_START)


def _put_back(kept):
    for row in serializers.deserialize("python", kept):
        _forget_what_is_gone(row.object)
        row.save()


def _forget_what_is_gone(row):
    """A date of the calendar or a seat may have been removed since."""
    for field in row._meta.concrete_fields:
        key = getattr(row, field.attname)
        # Rows of its own kind all come back, some of them after it.
        if not (field.is_relation and field.null and key) or field.related_model is type(row):
            continue
        if not field.related_model.objects.filter(pk=key).exists():
            setattr(row, field.attname, None)


def _clear(workshop):
    changes = {"state": WorkshopState.DRAFT, "answering_began_at": None}
    changes |= {"timer_ends_at": None, "results_hidden": False}
    for name, value in changes.items():
        setattr(workshop, name, value)
    workshop.save(update_fields=list(changes))


def _turn_devices_away(workshop):
    taken = list(workshop.participants.exclude(session_key=""))
    for participant in taken:
        participant.session_key = new_session_key()
    Participant.objects.bulk_update(taken, ["session_key"], batch_size=500)
