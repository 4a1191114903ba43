"""The one door through which the follow-up is written. It changes nothing that was signed."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from alignment.models import Workshop
from roadmaps.follow_up import is_followed


def locked_for_follow_up(workshop: Workshop) -> Workshop:
    """The workshop, locked until the transaction ends.

    Raises ValidationError before it is concluded, and while it is put away.
    """
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    workshop.ensure_not_put_away()
    if not is_followed(workshop):
        raise ValidationError(
            _(
                "The follow-up begins once the workshop is concluded. "
                "Sign the roadmap in step 7, or conclude without both signatures."
            ),
            code="not_concluded",
        )
    return workshop
