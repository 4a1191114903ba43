"""A whole room at once: people join, answer everything, poll, lose the network and send again.

Afterwards every answer that a phone saw acknowledged is looked up in the database.
"""

import asyncio
import random
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field

from bench import server
from bench.findings import Finding, middle, milliseconds
from bench.phones import PATIENCE, Phone, all_of, beside
from bench.visitors import session_of
from diagnostics.models import Answer, AnswerRevision, Question
from diagnostics.services.states import set_state
from diagnostics.wall import wall_token
from tests.factories import PIN, make_institution, make_participants, make_question, make_workshop

QUESTIONS = 10
ALONE = 20
"""Answers of one person in an idle room, to compare with."""
MINUTE = 60
"""Seconds after which a phone gives a sign of life."""
UNREACHED = (TimeoutError, ConnectionError, asyncio.IncompleteReadError)
COMMENT = "The calendar is published, but the ceilings reach us only after the plans are made."


@dataclass(frozen=True)
class Pace:
    """Seconds: within how many all arrive, and how long one thinks about a question."""

    people: int
    arriving: float
    thinking: float


PACES = (Pace(people=45, arriving=10, thinking=3), Pace(people=500, arriving=60, thinking=15))


@dataclass
class Diary:
    """What the phones sent and what they saw acknowledged."""

    sent: dict[str, tuple] = field(default_factory=dict)
    last: dict[tuple, str] = field(default_factory=dict)
    statuses: Counter = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    polls: list[float] = field(default_factory=list)
    unreached: int = 0
    seconds: float = 0

    @property
    def refused(self) -> int:
        return sum(n for status, n in self.statuses.items() if status not in (200, 204, 302, 304))


def findings():
    random.seed(20)  # the same room on every run
    for pace in PACES:
        yield from _one_room(pace)


def _one_room(pace):
    workshop = _workshop(pace)
    with server.running() as (port, _):
        hurried = asyncio.run(_alone(port, workshop, thinking=0))
        alone = asyncio.run(_alone(port, workshop, thinking=PACES[0].thinking))
        diary = asyncio.run(_all_at_once(port, workshop, pace))
        bare = asyncio.run(_bare(port, _workshop(pace), pace))
    lost, doubled = _compared(diary, workshop)
    row = f"room {pace.people}"
    yield Finding(
        row,
        "answers lost, doubled or refused",
        lost + doubled + diary.refused,
        0,
        unit="",
        note=f"{len(diary.last)} answers in {len(diary.sent)} revisions, "
        f"{len(diary.waits)} saves, {len(diary.polls)} polls; {_statuses(diary)}",
    )
    yield Finding(
        row,
        "p95 of a save, against a save in an idle room",
        _share(diary.waits, 0.95) / middle(alone),
        5,
        note=f"idle {milliseconds(middle(alone))}, without a pause between saves "
        f"{milliseconds(middle(hurried))}; {_told(diary)}; the barest view {_told(bare)}",
    )


def _workshop(pace):
    """Half of the people in each ministry, and one more, whose phone is alone at first."""
    workshop = make_workshop()
    for side, count in (("MOH", pace.people // 2 + 1), ("MOF", pace.people - pace.people // 2)):
        make_participants(workshop, institution=make_institution(workshop, side), count=count)
    for number in range(1, QUESTIONS + 1):
        make_question(workshop, f"F-{number:02}")
    set_state(workshop=workshop, stage="all", state="open")
    return workshop


def _people(workshop):
    seats = workshop.participants.select_related("institution", "workshop")
    return list(seats.order_by("pk"))


async def _alone(port, workshop, thinking) -> list[float]:
    """Waits of the first person's phone while nobody else is there.

    ``thinking`` is as in a ``Pace``. A server that is left alone for some seconds answers later
    than one kept busy: to compare a full room with an empty one, people must think in both.
    """
    diary, person = Diary(), await asyncio.to_thread(lambda: _people(workshop)[0])
    phone = await _joined(Phone(port), person, diary)
    for number in range(ALONE):
        await asyncio.sleep(random.expovariate(1 / thinking) if thinking else 0)
        await _answer(phone, person, f"F-{number % QUESTIONS + 1:02}", diary)
    return diary.waits


async def _all_at_once(port, workshop, pace) -> Diary:
    diary = Diary()
    people, wall, session = await asyncio.to_thread(_cast, workshop)
    began = time.monotonic()
    screens = [
        _screen(port, diary, wall, {}),
        _screen(port, diary, f"/w/{workshop.code}/run/now/", {"sessionid": session}),
    ]
    async with beside(all_of(screens)):
        await all_of(_official(port, person, wall, diary, pace) for person in people)
    diary.seconds = time.monotonic() - began
    return diary


def _cast(workshop):
    wall = f"/wall/{workshop.code}/{wall_token(workshop)}/"
    return _people(workshop)[1:], wall, session_of(workshop.facilitators.get().user)


async def _official(port, person, wall, diary, pace):
    """From the door to the last answer, with what happens to phones on the way."""
    phone, seen = Phone(port), ""
    await asyncio.sleep(random.uniform(0, pace.arriving))
    await _joined(phone, person, diary)
    for number in range(1, QUESTIONS + 1):
        await asyncio.sleep(random.expovariate(2 / pace.thinking))
        seen = await _poll(phone, wall, seen, diary)
        if random.random() < pace.thinking / MINUTE:
            await _until_reached(phone, diary, phone.post, f"/j/{person.workshop.code}/here/", {})
        await asyncio.sleep(random.expovariate(2 / pace.thinking))
        if random.random() < 0.1:
            phone.cut()
        await _answer(phone, person, f"F-{number:02}", diary)
        if random.random() < 0.15:  # a second thought
            await _answer(phone, person, f"F-{number:02}", diary)
    phone.cut()


async def _screen(port, diary, path, cookies):
    """The wall, or the control screen: asks every few seconds as its page does."""
    phone, seen = Phone(port), ""
    phone.cookies |= cookies
    while True:
        seen = await _poll(phone, path, seen, diary)
        await asyncio.sleep(random.uniform(6, 10))


async def _poll(phone, path, seen, diary) -> str:
    began = time.monotonic()
    reply = await _until_reached(
        phone, diary, phone.get, path, HX_Request="true", If_None_Match=seen
    )
    diary.polls.append(time.monotonic() - began)
    return reply.headers.get("etag", seen)


async def _until_reached(phone, diary, ask, *request, **headers):
    """The reply, after as many tries as it takes."""
    while True:
        try:
            reply = await ask(*request, **headers)
        except UNREACHED:
            phone.cut()
            diary.unreached += 1
            await asyncio.sleep(random.uniform(1, 3))
        else:
            diary.statuses[reply.status] += 1
            return reply


async def _joined(phone, person, diary) -> Phone:
    """By the pages, as people do it; the seat comes in a cookie."""
    code, institution = person.workshop.code, f"join/{person.institution_id}/"
    for page in ("", institution, f"{institution}{person.seat}/"):
        await _until_reached(phone, diary, phone.get, f"/j/{code}/{page}")
    claim = {"pin": PIN, "pin_again": PIN}
    seat = f"/j/{code}/{institution}{person.seat}/"
    # Sent again, it opens the seat that the first try has taken.
    reply = await _until_reached(phone, diary, phone.post, seat, claim)
    assert reply.headers.get("location") == f"/j/{code}/me/", f"not seated: {reply.status}"
    await _until_reached(phone, diary, phone.get, f"/j/{code}/stages/F/")
    return phone


async def _answer(phone, person, question, diary):
    """One answer, sent as often as it takes until the server has echoed it, and at times again."""
    path, fields = f"/j/{person.workshop.code}/answers/", _fields(person, question, diary)
    if random.random() < 0.05:
        await phone.post_unheard(path, fields)
    for _ in range(2 if random.random() < 0.1 else 1):
        began = time.monotonic()
        reply = await _until_reached(phone, diary, phone.post, path, fields)
        diary.waits.append(time.monotonic() - began)
        if reply.status == 200 and reply.json["revision"] == fields["revision"]:
            diary.last[person.pk, question] = fields["revision"]


def _fields(person, question, diary) -> dict:
    value, revision = random.choice(["1", "2", "3", "4", "dk"]), str(uuid.uuid4())
    now = int(time.time() * 1000)
    diary.sent[revision] = (person.pk, question, value)
    return {
        "question": question,
        "value": value,
        "comment": COMMENT,
        "evidence": "",
        "revision": revision,
        "replaces": diary.last.get((person.pk, question), ""),
        "round": 1,
        "mode": "individual",
        "answered": now,
        "now": now,
    }


def _compared(diary, workshop) -> tuple[int, int]:
    """Acknowledged answers that are not in the database as sent, and answers stored twice."""
    codes = dict(Question.objects.filter(workshop=workshop).values_list("pk", "code"))
    stored = {
        str(revision.pk): (revision.participant_id, codes[revision.question_id], revision.value)
        for revision in AnswerRevision.objects.filter(pk__in=list(diary.sent))
    }
    answers = Answer.objects.filter(question__workshop=workshop, revision__in=list(diary.sent))
    standing = [(a.participant_id, codes[a.question_id], str(a.revision)) for a in answers]
    now = {(who, question): revision for who, question, revision in standing}
    lost = sum(
        stored.get(revision) != diary.sent[revision] or now.get(key) != revision
        for key, revision in diary.last.items()
    )
    return lost, len(standing) - len(now)


async def _bare(port, workshop, pace) -> Diary:
    """The same people at the same pace, who send to the barest view."""
    diary = Diary()
    people, questions = await asyncio.to_thread(_rows, workshop)
    began = time.monotonic()
    await all_of(_bare_official(port, person, questions, diary, pace) for person in people[1:])
    diary.seconds = time.monotonic() - began
    return diary


def _rows(workshop):
    return _people(workshop), list(Question.objects.filter(workshop=workshop))


async def _bare_official(port, person, questions, diary, pace):
    phone = Phone(port)
    await asyncio.sleep(random.uniform(0, pace.arriving))
    for question in questions:
        await asyncio.sleep(random.expovariate(1 / pace.thinking))
        fields = {"participant": person.pk, "question_id": question.pk, "value": "3"}
        fields |= {"comment": COMMENT, "evidence": "", "revision": uuid.uuid4()}
        began = time.monotonic()
        reply = await phone.post("/bench/save/", fields)
        diary.waits.append(time.monotonic() - began)
        diary.statuses[reply.status] += 1
    phone.cut()


def _share(waits, share) -> float:
    return sorted(waits)[int(share * (len(waits) - 1))]


def _told(diary) -> str:
    p50, p95, p99 = (milliseconds(_share(diary.waits, share)) for share in (0.5, 0.95, 0.99))
    per_second = len(diary.waits) / diary.seconds
    return f"{per_second:.0f} saves/s, p50 {p50}, p95 {p95}, p99 {p99}, {diary.refused} errors"


def _statuses(diary) -> str:
    told = [f"{n} x {status}" for status, n in sorted(diary.statuses.items())]
    return ", ".join([*told, f"{diary.unreached} x not reached in {PATIENCE} s"])
