"""Officials of a workshop that scores and signs, each with a seat of their own."""

from alignment.models import Participant
from alignment.services.joining import claim_seat
from tests.factories import PIN, make_institution, make_participants


def make_signatory(workshop, side, **fields):
    (participant,) = make_participants(workshop, side, role="signatory", **fields)
    return join(participant)


def make_officials(workshop, side, count):
    institution = make_institution(workshop, side)
    return [
        join(seat) for seat in make_participants(workshop, count=count, institution=institution)
    ]


def join(participant):
    return claim_seat(participant=participant, pin=PIN)


def anew(participant):
    """As a request would load it."""
    related = ("workshop", "institution__side")
    return Participant.objects.select_related(*related).get(pk=participant.pk)
