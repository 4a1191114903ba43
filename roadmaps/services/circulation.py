"""Letting a text leave the room: each ministry says so, for one text, and the log holds it.

A release stands for the text of its digest. Any edit is another text, which nobody released.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alignment.models import Participant, Side, Workshop
from alignment.services.events import log
from alignment.services.joining import confirm_holder
from alignment.vocabulary import MINISTRIES
from roadmaps.models import Release
from roadmaps.queries import is_released
from roadmaps.services.documents import request_signed_documents
from roadmaps.texts import Text, texts_of


def release(*, participant: Participant, pin: str, digest: str) -> Release:
    """A signatory releases for the own ministry. Raises ValidationError for a wrong PIN."""
    # Outside the transaction: a refusal must not undo the count of wrong PINs.
    try:
        confirm_holder(participant=participant, pin=pin)
    except ValidationError as refusal:
        raise ValidationError({"pin": refusal}) from None
    if not participant.may_sign:
        raise ValidationError(
            _("Only a signatory of a ministry releases the roadmap for circulation."),
            code="not_signatory",
        )
    return _release(participant.side, digest, participant=participant)


def release_on_behalf(*, side: Side, digest: str, note: str, by) -> Release:
    """A facilitator writes down that the ministry released it. ``note`` says how it did."""
    if side.code not in MINISTRIES:
        raise ValidationError(
            _("Only the two ministries release the roadmap. Choose one of them."),
            code="no_ministry",
        )
    if not note.strip():
        sentence = _("Say how the ministry let it be known, for example by a letter and its date.")
        raise ValidationError({"note": ValidationError(sentence, code="note_missing")})
    return _release(side, digest, note=note.strip(), by=by)


@transaction.atomic
def take_back(*, side: Side, digest: str, by) -> None:
    """Undo what was written down on behalf, while the other ministry has not released yet."""
    workshop = _locked(side.workshop)
    if is_released(workshop, digest):
        raise ValidationError(
            _("Both ministries have released it, and copies may be out. It cannot be taken back."),
            code="released_by_both",
        )
    mine = workshop.releases.filter(side=side, digest=digest, participant=None)
    if not mine.delete()[0]:
        raise ValidationError(
            _("There is no release on behalf of this ministry to take back."), code="no_release"
        )
    log(workshop, "release_taken_back", subject=side.code, by=by)


@transaction.atomic
def _release(side, digest, *, by=None, **who) -> Release:
    workshop = _locked(side.workshop)
    text = _text_of(workshop, digest)
    found, is_new = Release.objects.get_or_create(
        workshop=workshop,
        side=side,
        digest=digest,
        defaults=who | {"by": by, "released_at": timezone.now()},
    )
    if is_new:
        log(workshop, "roadmap_released_by_one", subject=side.code, by=by)
        if is_released(workshop, digest):
            _let_out(workshop, text)
    return found


def _let_out(workshop, text: Text):
    log(workshop, "roadmap_released", subject=str(text.number or ""))
    if text.version:
        request_signed_documents(version=text.version)


def _text_of(workshop, digest) -> Text:
    for text in texts_of(workshop):
        if text.digest == digest:
            return text
    raise ValidationError(
        _(
            "This text is not final, or it changed since you opened the page. Only a version that "
            "both ministries signed, or the text of a concluded workshop, can be released."
        ),
        code="not_final",
    )


def _locked(workshop) -> Workshop:
    return Workshop.objects.select_for_update().get(pk=workshop.pk)
