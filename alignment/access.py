"""Who may reach what. Every workshop, seat and page is fetched through here.

A stranger gets 404, so that codes cannot be probed; a person who takes part but lacks the
right gets 403. People in the room hold a seat (a signed cookie checked against one row);
facilitators sign in, and may pair a phone that runs the room for them.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import User
from alignment import pairings, seats
from alignment.models import Pairing, Participant, Workshop


@dataclass(frozen=True, slots=True)
class Runner:
    """Who runs the room: a facilitator who signed in, or the phone that one has paired.

    ``by`` is what services and the log take.
    """

    workshop: Workshop
    by: User | Pairing

    @property
    def on_phone(self) -> bool:
        return isinstance(self.by, Pairing)


def facilitated_workshop(user, code: str) -> Workshop:
    """The workshop that ``user`` facilitates. Anybody else gets 404."""
    return get_object_or_404(Workshop.objects.facilitated_by(user), code=code.upper())


def runner_of(request, code: str) -> Runner:
    """Whoever may open, close and reveal, set the timer, park things and hide results; a paired
    phone may nothing else.

    Raises Http404 for anybody else, and PermissionDenied on a phone that was unpaired.
    """
    if request.user.is_authenticated:
        mine = Workshop.objects.facilitated_by(request.user).filter(code=code.upper()).first()
        if mine is not None:
            return Runner(mine, request.user)
    phone = pairings.pairing_of(request, code)
    if phone is None:
        raise Http404
    if not phone.stands:
        raise PermissionDenied
    return Runner(phone.workshop, phone)


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
