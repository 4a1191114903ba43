"""Seats of a workshop that scores and signs."""

from django.utils import timezone

from alignment import seats
from tests.factories import make_institution, make_participants

PIN = "482913"


def make_signatory(workshop, side, **fields):
    (participant,) = make_participants(workshop, side, role="signatory", **fields)
    return join(participant)


def make_officials(workshop, side, count):
    institution = make_institution(workshop, side)
    return [
        join(seat) for seat in make_participants(workshop, count=count, institution=institution)
    ]


def join(participant):
    """As a phone that claimed the seat leaves it."""
    participant.pin = seats.hash_pin(PIN)
    participant.session_key = seats.new_session_key()
    participant.joined_at = timezone.now()
    participant.save()
    return participant


def hold_seat(client, participant):
    """Let the test client be the phone that holds the seat."""

    class Response:
        def set_cookie(self, name, value, **options):
            client.cookies[name] = value

    seats.give_seat(Response(), participant)
    return client
