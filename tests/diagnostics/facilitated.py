"""A room as its facilitator sees it, for the tests of step 4."""

from tests.factories import make_institution, make_participants, make_question, make_workshop


def make_room(facilitator, *, people=2, **question):
    workshop = make_workshop(by=facilitator, state="open")
    institution = make_institution(workshop, name="Budget directorate")
    participants = make_participants(workshop, institution=institution, count=people)
    question = make_question(workshop, "F-01", **({"state": "open"} | question))
    return workshop, participants, question


def url(workshop, *more):
    return "/".join([f"/w/{workshop.code}", *map(str, more), ""])


def text_of(response):
    return " ".join(response.content.decode().split())
