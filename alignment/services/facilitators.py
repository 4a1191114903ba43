"""Who leads a workshop: inviting by a link that works once, and leaving."""

import datetime
import hashlib
import secrets

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alignment.models import Facilitator, Invitation, Workshop
from alignment.services.events import log

VALID_FOR = datetime.timedelta(days=3)
_SALT = "alignment.invitation"


@transaction.atomic
def invite_facilitator(*, workshop: Workshop, by=None) -> str:
    """The token of a new link. It is told here and never again."""
    key = secrets.token_urlsafe(16)
    invitation = Invitation.objects.create(
        workshop=workshop,
        digest=_digest(key),
        created_by=by,
        expires_at=timezone.now() + VALID_FOR,
    )
    log(workshop, "facilitator_invited", by=by)
    return signing.dumps([invitation.pk, key], salt=_SALT)


def standing_invitation(token: str) -> Invitation | None:
    """The invitation behind a link; None when it is forged, used, withdrawn or too old."""
    try:
        pk, key = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    standing = Invitation.objects.standing().select_related("workshop", "created_by")
    return standing.filter(pk=pk, digest=_digest(key)).first()


@transaction.atomic
def accept_invitation(*, invitation: Invitation, user) -> Workshop:
    """Makes ``user`` a facilitator. Who is one already leaves the link for somebody else."""
    workshop = Workshop.objects.select_for_update().get(pk=invitation.workshop_id)
    workshop.ensure_not_put_away()
    if Facilitator.objects.filter(workshop=workshop, user=user).exists():
        return workshop
    if not Invitation.objects.standing().filter(pk=invitation.pk).update(used_at=timezone.now()):
        raise ValidationError(
            _("This link was used or withdrawn meanwhile. Ask for a new one."),
            code="invitation_used",
        )
    Facilitator.objects.create(workshop=workshop, user=user)
    log(workshop, "facilitator_joined", by=user)
    return workshop


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by=None) -> None:
    standing = Invitation.objects.standing().filter(pk=invitation.pk)
    if not standing.update(withdrawn_at=timezone.now()):
        raise ValidationError(
            _("This link no longer works anyway. Look at the list of facilitators."),
            code="invitation_used",
        )
    log(invitation.workshop, "invitation_withdrawn", by=by)


@transaction.atomic
def remove_facilitator(*, facilitator: Facilitator, by=None) -> None:
    """Raises ValidationError for the last one: nobody could lead the workshop any more."""
    workshop = Workshop.objects.select_for_update().get(pk=facilitator.workshop_id)
    if not workshop.facilitators.exclude(pk=facilitator.pk).exists():
        raise ValidationError(
            _("Nobody else leads this workshop. Invite another facilitator first."),
            code="last_facilitator",
        )
    facilitator.delete()
    log(workshop, "facilitator_removed", by=by)


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
