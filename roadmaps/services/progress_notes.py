"""What owners and facilitators say about an action, and how they take it back."""

import datetime
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alignment.files import ReadFile, store_file
from alignment.models import Workshop
from alignment.services.events import log
from roadmaps.follow_up import Followed, followed, today_at
from roadmaps.models import Action, OwnerLink, ProgressNote
from roadmaps.services.following import locked_for_follow_up

EARLIEST = datetime.timedelta(days=366)
"""How long before the workshop something may have happened that is worth a note."""


@transaction.atomic
def note_progress(
    *,
    action: Action,
    key: uuid.UUID,
    happened_on: datetime.date,
    status: str,
    file: ReadFile | None = None,
    link: OwnerLink | None = None,
    by=None,
    **said,
) -> ProgressNote:
    """``said``: ``text``, ``percent``, ``milestone`` and ``evidence_url``, as far as given.

    ``key`` is the page's own: sending twice stores once. Written through ``link`` or by the user
    ``by``. Raises ValidationError with the remedy.
    """
    workshop = locked_for_follow_up(action.workshop)
    now = _standing(workshop, action, link)
    known = ProgressNote.objects.filter(pk=key).first()
    if known:
        return _same(known, action)
    _ensure_day(workshop, happened_on)
    if status == now.progress.status and not file and not any(_filled(said)):
        raise ValidationError(
            {"text": _("Say what happened, or choose another status. Nothing is new yet.")}
        )
    note = ProgressNote(
        pk=key, action=action, happened_on=happened_on, status=status, **_writer(link, by), **said
    )
    note.full_clean(exclude=["action", "link", "by"], validate_unique=False)
    note.file = store_file(workshop=workshop, file=file) if file else None
    note.save(force_insert=True)
    log(workshop, "progress_noted", subject=action.ref, by=by)
    return note


@transaction.atomic
def take_back(*, note: ProgressNote, link: OwnerLink | None = None, by=None) -> ProgressNote:
    """A note by which ``note`` no longer counts. Both stay to be read.

    Through a link one takes back only what was written through it.
    """
    workshop = locked_for_follow_up(note.action.workshop)
    _standing(workshop, note.action, link)
    gone = ProgressNote.objects.filter(takes_back=note.pk).exists()
    if gone or note.takes_back or (link and note.link_id != link.pk):
        raise ValidationError(
            _("This note cannot be taken back. Write another one that corrects it."),
            code="not_to_be_taken_back",
        )
    back = ProgressNote.objects.create(
        action=note.action,
        happened_on=today_at(workshop),
        status=note.status,
        takes_back=note.pk,
        **_writer(link, by),
    )
    log(workshop, "progress_taken_back", subject=note.action.ref, by=by)
    return back


def _standing(workshop: Workshop, action: Action, link: OwnerLink | None) -> Followed:
    """How the action stands now. Refuses a link that ended or that leads elsewhere."""
    if link and not OwnerLink.objects.standing().filter(pk=link.pk, workshop=workshop).exists():
        raise ValidationError(
            _("This link no longer works. Ask the facilitator for a new one."), code="link_ended"
        )
    rows = followed(workshop, leads=link.leads if link else None)
    found = next((row for row in rows if row.action.pk == action.pk), None)
    if found is None:
        raise ValidationError(
            _("This action is no longer in the roadmap. Go back to the list of actions."),
            code="action_gone",
        )
    return found


def _same(note, action):
    if note.action_id != action.pk:
        raise ValidationError(
            _("This page was used already. Open the action again, then write."), code="used_key"
        )
    return note


def _ensure_day(workshop, day):
    if day > today_at(workshop):
        raise ValidationError(
            {"happened_on": _("This day is still to come. Write on which day it happened.")}
        )
    if day < workshop.starts_on - EARLIEST:
        raise ValidationError(
            {"happened_on": _("This is long before the workshop. Look at the year.")}
        )


def _filled(said):
    return (value not in (None, "") for value in said.values())


def _writer(link, by):
    return {"link": link, "by": by, "writer": link.holder if link else str(by)}
