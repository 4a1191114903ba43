"""Printed slips: one for each free seat, claimed once by whoever holds it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alignment.models import Participant, Workshop
from alignment.services.events import log
from alignment.slips import new_slip

BATCH = 200


@transaction.atomic
def issue_slips(*, workshop: Workshop, address: str, renew: bool = False, by=None) -> int:
    """Give every free seat a slip, and let all of them lead to ``address``.

    Seats that have one keep it, so that a sheet can be printed again; with ``renew`` they get a
    new one and those printed before stop working. Gives how many slips are new.
    """
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    workshop.ensure_not_over()
    free = list(free_seats(workshop).select_for_update(of=("self",)))
    if not free:
        raise ValidationError(
            _("Every seat is taken, or there is none. Add seats in step 1, or free one there."),
            code="no_free_seat",
        )
    renewed = [seat for seat in free if renew or not seat.slip]
    for seat in renewed:
        seat.slip = new_slip()
    Participant.objects.bulk_update(renewed, ["slip"], batch_size=BATCH)
    workshop.join_address = address
    workshop.save(update_fields=["join_address"])
    log(workshop, "slips_renewed" if renew else "slips_issued", subject=str(len(renewed)), by=by)
    return len(renewed)


def free_seats(workshop: Workshop):
    """Seats that nobody has taken, in their usual order."""
    return workshop.participants.seated().filter(pin="")
