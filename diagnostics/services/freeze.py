"""Opening a workshop: from here on its questions say what they say."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alignment.models import Workshop
from alignment.services.events import log
from alignment.vocabulary import WorkshopState
from diagnostics.services.questions import lock_draft


@transaction.atomic
def open_workshop(*, workshop: Workshop, by=None) -> Workshop:
    """Draft to open. The frozen copies are the questions themselves, in every language."""
    locked = lock_draft(workshop)
    if not locked.questions.exists():
        raise ValidationError(
            _("Choose at least one question before opening the workshop."), code="no_questions"
        )
    locked.state = workshop.state = WorkshopState.OPEN
    locked.save(update_fields=["state"])
    log(locked, "workshop_opened", by=by)
    return locked
