"""What every page of a seated official has in common."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alignment.access import joinable_workshop, seated_participant
from alignment.models import Participant
from alignment.reading import speaking
from alignment.seats import claim_of, device_tag
from alignment.services.contact import note_contact, note_page
from alignment.typed import typed_texts
from diagnostics.handover import seal_key, seat_mark


def seat_page(participant: Participant) -> dict:
    """The context of every page that ``participant_base.html`` frames."""
    workshop = participant.workshop
    return {
        "workshop": workshop,
        "participant": participant,
        "seat_name": f"{participant.institution.name} · {participant}",
        "outbox": _outbox(participant),
        "leave_url": reverse("diagnostics:leave", args=[workshop.code]),
    }


def _outbox(participant: Participant) -> dict:
    """What the phone's script needs to keep, send and hand over answers of this seat.

    ``now`` is our clock in milliseconds: a phone's own may be wrong by years.
    """
    return {
        "tag": device_tag(participant),
        "key": seal_key(participant),
        "mark": seat_mark(participant),
        "now": int(timezone.now().timestamp() * 1000),
    }


def for_seat(view):
    """A page of the seat this device holds, in the workshop's own time and the seat's language.

    Without a seat the page offers to join (404); a withdrawn seat is told so (403).
    """

    @login_not_required
    @never_cache
    @wraps(view)
    def page(request, code, *args, **kwargs):
        try:
            participant = seated_participant(request, code)
        except Http404:
            return _without_seat(request, joinable_workshop(code), "no_seat.html", 404)
        except PermissionDenied:
            return _without_seat(request, joinable_workshop(code), "withdrawn.html", 403)
        note_page(participant)
        with timezone.override(participant.workshop.zone), speaking(participant.language):
            response = view(request, participant, *args, **kwargs)
            response.headers.setdefault("Content-Language", translation.get_language())
            return response

    return page


@login_not_required
@require_POST
def here(request, code):
    """The sign of life of a phone whose owner is looking at a page: nothing comes back."""
    claim = claim_of(request, code)
    if claim is None:
        raise Http404
    pk, session_key = claim
    note_contact(pk=pk, session_key=session_key)
    return HttpResponse(status=204)


def _without_seat(request, workshop, template, status):
    page = {"workshop": workshop, "typed": typed_texts(request)}
    return render(request, f"diagnostics/answer/{template}", page, status=status)
