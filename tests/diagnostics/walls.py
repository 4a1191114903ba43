"""A room with a wall, for the tests of what it shows."""

import datetime

from django.urls import reverse

from alignment.models import AgendaItem
from diagnostics.services.states import set_state
from diagnostics.wall import wall_token
from tests.factories import (
    make_answers,
    make_institution,
    make_participants,
    make_question,
    make_workshop,
)

NOON = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)
TODAY = NOON.date()


def make_room(*, people=2, **fields):
    workshop = make_workshop(state="open", **fields)
    place = make_institution(workshop, name="Budget directorate")
    seats = make_participants(workshop, institution=place, count=people, name="Amina Kamanzi")
    return workshop, seats, make_question(workshop, "F-01", state="open")


def wall(client, workshop, token=None, **more):
    path = reverse("diagnostics:wall", args=[workshop.code, token or wall_token(workshop)])
    return client.get(path, **more)


def poll(client, workshop, etag=""):
    return wall(client, workshop, HTTP_HX_REQUEST="true", HTTP_IF_NONE_MATCH=etag)


def text_of(response):
    return " ".join(response.content.decode().split())


def make_session(workshop, start=11, end=13, day=TODAY, title="Stage 1 together"):
    times = {"start": datetime.time(start), "end": datetime.time(end)}
    return AgendaItem.objects.create(workshop=workshop, day=day, title=title, **times)


def revealed(workshop, stage="F"):
    """Six of each ministry have answered the first question, and the stage is revealed."""
    question = workshop.questions.get(code="F-01")
    for side in ("MOH", "MOF"):
        make_answers(question, "333444", side=side)
    for state in ("closed", "revealed"):
        set_state(workshop=workshop, stage=stage, state=state)
