"""Smallest valid objects; a test states only what it is about."""

import base64
import datetime
import itertools

from django.http import HttpResponse

from accounts.models import User
from alignment.models import Stage
from alignment.pairings import remember
from alignment.seats import give_seat
from alignment.services.joining import claim_seat
from alignment.services.pairing import offer_pairing, pair_phone
from alignment.services.people import add_institution, add_seats, side_named
from alignment.services.workshops import create_workshop
from diagnostics.models import Question
from diagnostics.services.answers import record_answer
from roadmaps.models import Action, Bottleneck, Cause
from roadmaps.transfer.kinds import KINDS

PIN = "402913"
# The smallest picture: one grey point.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg=="
)

_numbers = itertools.count(1)


def make_user(**fields):
    fields.setdefault("email", f"person{next(_numbers)}@example.org")
    return User.objects.create_user(**({"password": "a-long-password"} | fields))


def make_workshop(*, by=None, **fields):
    day = datetime.date(2026, 3, 2)
    defaults = {
        "title": "Joint diagnostic",
        "country": "RW",
        "starts_on": day,
        "ends_on": day,
        "languages": ["en"],
    }
    return create_workshop(by=by or make_user(), **(defaults | fields))


def make_institution(workshop, side="MOH", **fields):
    name = fields.pop("name", f"Institution {next(_numbers)}")
    return add_institution(workshop=workshop, name=name, side=side_named(workshop, side))


def make_participants(workshop, side="MOH", count=1, *, institution=None, **fields):
    institution = institution or make_institution(workshop, side)
    return add_seats(institution=institution, count=count, **fields)


def make_stage(workshop, code="F", **fields):
    defaults = {"title": f"Stage {code}", "position": "FAEMC".find(code)}
    return Stage.objects.get_or_create(workshop=workshop, code=code, defaults=defaults | fields)[0]


def make_question(workshop, code="F-01", *, who=("MOH", "MOF"), **fields):
    defaults = {
        "stage": make_stage(workshop, code.split("-")[0]),
        "function": "RR",
        "text": f"Question {code}?",
        "levels": ["Lowest", "Low", "High", "Highest"],
        "position": next(_numbers),
    }
    return Question.objects.create(
        workshop=workshop, code=code, who=list(who), **(defaults | fields)
    )


def make_answers(question, values, *, side="MOH", origin="device", participants=None, **fields):
    """One new official of ``side`` for each of ``values``, who answers the question.

    ``values`` is a list such as ``["3", "dk"]``, or a string of levels. ``participants`` lets
    known people answer instead.
    """
    people = participants or make_participants(
        question.workshop, side, len(values), joined_at=question.workshop.created_at
    )
    for participant, value in zip(people, values, strict=True):
        record_answer(
            participant=participant, question=question, value=value, origin=origin, **fields
        )
    return people


def make_bottleneck(workshop, title=None, **fields):
    number = workshop.bottlenecks.count() + 1
    title = title or f"Bottleneck {number}"
    return Bottleneck.objects.create(workshop=workshop, number=number, title=title, **fields)


def make_cause(*bottlenecks, text="Practice differs", **fields):
    cause = Cause.objects.create(workshop=bottlenecks[0].workshop, text=text, **fields)
    cause.bottlenecks.set(bottlenecks)
    return cause


def make_action(workshop, *bottlenecks, **fields):
    number = workshop.actions.count() + 1
    fields.setdefault("ref", f"A{number}")
    action = Action.objects.create(workshop=workshop, position=number, **fields)
    action.bottlenecks.set(bottlenecks or [make_bottleneck(workshop)])
    return action


def take_seat(client, participant):
    """Let this test client be the phone that holds the seat; gives the participant anew."""
    if not participant.pin:
        claim_seat(participant=participant, pin=PIN)
    response = give_seat(HttpResponse(), participant)
    client.cookies.update(response.cookies)
    return participant


def make_paired_phone(workshop, *, by, label=""):
    code = offer_pairing(workshop=workshop, by=by)
    return pair_phone(workshop=workshop, code=code, label=label)


def hold_phone(client, pairing):
    """Let this test client be the paired phone."""
    client.cookies.update(remember(HttpResponse(), pairing).cookies)


def remove_workshop(workshop):
    """Take a workshop away with everything in it, as if it had never been on this server."""
    for kind in reversed(KINDS):
        kind.model.objects.filter(**{kind.path: workshop.pk}).delete()
