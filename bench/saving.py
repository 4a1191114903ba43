"""Saving one answer, against the barest view that keeps the same two rows."""

import time
import uuid
from itertools import cycle
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils import timezone

from alignment import seats
from alignment.models import Participant
from bench import clients, server
from bench.findings import Finding, middle, milliseconds
from diagnostics.models import Answer, AnswerRevision, Question
from diagnostics.services.states import set_state
from tests.factories import make_institution, make_participants, make_question, make_workshop

PEOPLE, QUESTIONS, ROUNDS, SECONDS = 45, 10, 5, 3
CSRF = "k" * 32
COMMENT = "The calendar is published, but the ceilings reach us only after the plans are made."


def findings():
    # A room for each: nobody else writes to the answers that a phone has seen.
    ours, theirs = _room(), _room()
    with server.running() as (port, _):
        whole = [_phone(person, ours.questions, port) for person in ours.people]
        bare = [_bare(person, theirs.questions, port) for person in theirs.people]
        before = AnswerRevision.objects.count()
        clients.load(port, whole, 1)
        clients.load(port, bare, 1)
        warm = AnswerRevision.objects.count()
        rounds = [_one_round(port, whole, bare) for _ in range(ROUNDS)]
    assert warm > before, "Nothing was stored."
    tallies = [tally for pair in rounds for tally in pair]
    refused = sum(len(tally.statuses) - tally.good for tally in tallies)
    kept = AnswerRevision.objects.count() - warm
    lost = sum(tally.good for tally in tallies) - kept
    ratio = middle(ours.per_second / theirs.per_second for ours, theirs in rounds)
    yield Finding(
        "save", "throughput against the barest view", ratio, 0.5, at_least=True, note=_told(rounds)
    )
    yield Finding(
        "save",
        "answers refused, lost or doubled",
        refused + abs(lost),
        0,
        unit="",
        note=f"{Answer.objects.count()} answers, {kept} revisions stored",
    )


class Room(NamedTuple):
    people: list[Participant]
    questions: list[Question]


def _room() -> Room:
    """45 people at work on ten open questions, each holding a seat."""
    workshop = make_workshop()
    halves = [make_institution(workshop, side) for side in ("MOH", "MOF")]
    for institution, count in zip(halves, (PEOPLE - PEOPLE // 2, PEOPLE // 2), strict=True):
        make_participants(workshop, institution=institution, count=count)
    for number in range(1, QUESTIONS + 1):
        make_question(workshop, f"F-{number:02}")
    set_state(workshop=workshop, stage="all", state="open")
    for person in workshop.participants.all():
        Participant.objects.filter(pk=person.pk).update(
            joined_at=timezone.now(), session_key=seats.new_session_key()
        )
    people = workshop.participants.select_related("workshop", "institution__side")
    return Room(list(people), list(Question.objects.filter(workshop=workshop)))


def _one_round(port, whole, bare):
    return clients.load(port, whole, SECONDS), clients.load(port, bare, SECONDS)


def _phone(person, questions, port):
    """What one phone sends: it answers its questions in turn, each time replacing its own."""
    path, cookies = f"/j/{person.workshop.code}/answers/", _cookies(person)
    seen, turn = {}, cycle(questions)

    def next_request():
        question, revision = next(turn), str(uuid.uuid4())
        now = int(time.time() * 1000)
        body = {
            "question": question.code,
            "value": "3",
            "comment": COMMENT,
            "evidence": "",
            "revision": revision,
            "replaces": seen.get(question.pk, ""),
            "round": 1,
            "mode": "individual",
            "answered": now,
            "now": now,
        }
        seen[question.pk] = revision
        return clients.post(
            path,
            urlencode(body),
            port=port,
            cookies=cookies,
            headers=[f"X-CSRFToken: {CSRF}", "Accept-Encoding: gzip"],
        )

    return next_request


def _bare(person, questions, port):
    turn = cycle(questions)

    def next_request():
        body = {
            "participant": person.pk,
            "question_id": next(turn).pk,
            "value": "3",
            "comment": COMMENT,
            "evidence": "",
            "revision": uuid.uuid4(),
        }
        return clients.post("/bench/save/", urlencode(body), port=port)

    return next_request


def _cookies(person):
    """The seat as the product itself hands it out, and the token against forged requests."""
    given = seats.give_seat(HttpResponse(), person).cookies
    name = seats.cookie_name(person.workshop.code)
    return f"csrftoken={CSRF}; {name}={given[name].value}"


def _told(rounds):
    ours, theirs = zip(*rounds, strict=True)
    return (
        f"{middle(t.per_second for t in ours):.0f} and {middle(t.per_second for t in theirs):.0f} "
        f"saves/s; half within {milliseconds(middle(t.wait(0.5) for t in ours))}, "
        f"95 % within {milliseconds(middle(t.wait(0.95) for t in ours))}"
    )
