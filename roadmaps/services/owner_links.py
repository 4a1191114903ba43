"""Personal links, through which the owner of actions writes without an account."""

import datetime
import secrets
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alignment.models import Workshop
from alignment.services.events import log
from roadmaps.follow_up import owners
from roadmaps.models import OwnerLink
from roadmaps.services.following import locked_for_follow_up


@transaction.atomic
def make_owner_link(
    *, workshop: Workshop, holder: str, leads: Sequence[str], days: int, by=None
) -> str:
    """The token of a new link to the actions which ``leads`` lead, for so many days.

    It is told here and never again.
    """
    workshop = locked_for_follow_up(workshop)
    known = {owner.name for owner in owners(workshop.actions.all())}
    if not leads or not known.issuperset(leads):
        raise ValidationError(
            {"leads": _("Choose who leads the actions. The list shows all names in the roadmap.")}
        )
    token = secrets.token_urlsafe(18)
    OwnerLink.objects.create(
        workshop=workshop,
        holder=holder.strip(),
        leads=list(leads),
        digest=OwnerLink.digest_of(token),
        created_by=by,
        expires_at=timezone.now() + datetime.timedelta(days=days),
    )
    log(workshop, "owner_link_made", by=by)
    return token


@transaction.atomic
def withdraw_owner_link(*, link: OwnerLink, by=None) -> None:
    """It opens nothing any more; what was written through it stays."""
    if not OwnerLink.objects.standing().filter(pk=link.pk).update(withdrawn_at=timezone.now()):
        raise ValidationError(
            _("This link no longer works anyway. Make a new one if it is still needed."),
            code="link_ended",
        )
    log(link.workshop, "owner_link_withdrawn", by=by)
