"""Running the room: the timer, what the wall shows, and who may look at it."""

import datetime
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alignment.models import Workshop
from alignment.services.events import log

LONGEST_TIMER = 480  # minutes


@transaction.atomic
def start_timer(*, workshop: Workshop, minutes: int) -> Workshop:
    """It ends that many minutes from now, whatever ran before."""
    return _change(workshop, timer_ends_at=_after(timezone.now(), minutes))


@transaction.atomic
def extend_timer(*, workshop: Workshop, minutes: int) -> Workshop:
    """Later than it would have ended; one that has run out, or never ran, starts anew."""
    now, stored = timezone.now(), _locked(workshop).timer_ends_at
    ends_at = _after(max(stored or now, now), minutes)
    if ends_at > _after(now, LONGEST_TIMER):
        raise ValidationError(
            _("A timer runs for at most eight hours. Stop it, and start it again later."),
            code="timer_too_long",
        )
    return _change(workshop, timer_ends_at=ends_at)


@transaction.atomic
def stop_timer(*, workshop: Workshop) -> Workshop:
    return _change(workshop, timer_ends_at=None)


@transaction.atomic
def show_results(*, workshop: Workshop, shown: bool, by=None) -> Workshop:
    """On the wall. What was revealed stays so on every other page."""
    if _locked(workshop).results_hidden == shown:
        log(workshop, "wall_results_shown" if shown else "wall_results_hidden", by=by)
    return _change(workshop, results_hidden=not shown)


@transaction.atomic
def renew_wall(*, workshop: Workshop, by=None) -> Workshop:
    """The wall's old address stops working. That of the observers goes on."""
    log(workshop, "wall_address_renewed", by=by)
    return _change(workshop, wall_key=_new_key())


@transaction.atomic
def make_observers_link(*, workshop: Workshop, by=None) -> Workshop:
    """A second address of what the wall shows; one made before stops working."""
    log(workshop, "observers_link_made", by=by)
    return _change(workshop, observers_key=_new_key())


@transaction.atomic
def revoke_observers_link(*, workshop: Workshop, by=None) -> Workshop:
    if _locked(workshop).observers_key:
        log(workshop, "observers_link_revoked", by=by)
    return _change(workshop, observers_key="")


def _locked(workshop) -> Workshop:
    return Workshop.objects.select_for_update().get(pk=workshop.pk)


def _change(workshop, **values) -> Workshop:
    workshop = _locked(workshop)
    for name, value in values.items():
        setattr(workshop, name, value)
    workshop.save(update_fields=list(values))
    return workshop


def _after(moment, minutes) -> datetime.datetime:
    return moment + datetime.timedelta(minutes=minutes)


def _new_key() -> str:
    return secrets.token_hex(16)
