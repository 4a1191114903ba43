"""Who may reach what. Every workshop, seat and page is fetched through here.

A stranger gets 404, so that codes cannot be probed; a person who takes part but lacks the
right gets 403. People in the room hold a seat (a signed cookie checked against one row);
facilitators sign in.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from alignment import seats
from alignment.models import Participant, Workshop


def facilitated_workshop(user, code: str) -> Workshop:
    """The workshop that ``user`` facilitates. Anybody else gets 404."""
    return get_object_or_404(Workshop.objects.facilitated_by(user), code=code.upper())


def joinable_workshop(code: str) -> Workshop:
    """A workshop by the code on the wall: that code is all a newcomer has."""
    return get_object_or_404(Workshop, code=code.upper())


def seated_participant(request, code: str) -> Participant:
    """The seat this device holds in the workshop.

    Raises Http404 when the device holds none there (the page then offers to join), and
    PermissionDenied when the seat was withdrawn.
    """
    participant = seats.seat_of(request, code.upper())
    if participant is None:
        raise Http404
    if participant.voided_at:
        raise PermissionDenied
    return participant


def answering_participant(request, code: str) -> Participant:
    """A seat that may answer: not an observer, nor a silent member of a delegation."""
    participant = seated_participant(request, code)
    if not participant.may_answer:
        raise PermissionDenied
    return participant


def signing_participant(request, code: str) -> Participant:
    """The signatory of a ministry."""
    participant = seated_participant(request, code)
    if not participant.may_sign:
        raise PermissionDenied
    return participant
