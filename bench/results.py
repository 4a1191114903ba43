"""The disclosed results of 1,000 participants x 80 questions, against one GROUP BY."""

import random
import time
import uuid

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.findings import Finding, middle, milliseconds
from diagnostics.models import Answer, Question
from diagnostics.queries import results_of
from diagnostics.services.states import set_state
from diagnostics.vocabulary import AnswerValue
from tests.factories import make_institution, make_participants, make_question, make_workshop

PEOPLE, QUESTIONS, TIMES = 1000, 80, 9
GROUP_BY = """
    SELECT answer.question_id, institution.side_id, answer.round, answer.value, COUNT(*)
    FROM diagnostics_answer answer
    JOIN diagnostics_question question ON question.id = answer.question_id
    JOIN alignment_participant participant ON participant.id = answer.participant_id
    JOIN alignment_institution institution ON institution.id = participant.institution_id
    WHERE question.workshop_id = %s
    GROUP BY answer.question_id, institution.side_id, answer.round, answer.value
"""


def findings():
    small, large = _answered(people=30, questions=4), _answered(PEOPLE, QUESTIONS)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    yield _compared("while answering is open", large)
    yield _grown("queries more than for 30 x 4, open", small, large)
    for workshop in (small, large):
        set_state(workshop=workshop, stage="all", state="closed")
        set_state(workshop=workshop, stage="all", state="revealed")
    yield _compared("after the reveal", large)
    yield _grown("queries more than for 30 x 4, revealed", small, large)


def _compared(what, workshop):
    pairs = [
        (_seconds(_one_group_by, workshop), _seconds(results_of, workshop)) for _ in range(TIMES)
    ]
    floor, ours = middle(pair[0] for pair in pairs), middle(pair[1] for pair in pairs)
    note = f"{milliseconds(ours)}, the GROUP BY {milliseconds(floor)}"
    return Finding("results", f"1,000 x 80, {what}", ours / floor, 2, note=note)


def _grown(what, small, large):
    grown = _queries(large) - _queries(small)
    return Finding("results", what, grown, 0, unit="", note=f"{_queries(large)} queries")


def _queries(workshop):
    with CaptureQueriesContext(connection) as captured:
        results_of(workshop)
    return len(captured)


def _one_group_by(workshop):
    with connection.cursor() as cursor:
        cursor.execute(GROUP_BY, [workshop.pk])
        return cursor.fetchall()


def _seconds(work, workshop):
    began = time.perf_counter()
    work(workshop)
    return time.perf_counter() - began


def _answered(people, questions):
    """A workshop in which everybody, half of each ministry, has answered everything."""
    workshop = make_workshop()
    for side in ("MOH", "MOF"):
        institution = make_institution(workshop, side)
        make_participants(workshop, institution=institution, count=people // 2)
    for number in range(questions):
        make_question(workshop, f"{'FAEM'[number % 4]}-{number:02}")
    set_state(workshop=workshop, stage="all", state="open")
    workshop.participants.update(joined_at=timezone.now())
    Answer.objects.bulk_create(_answers(workshop), batch_size=2000)
    return workshop


def _answers(workshop):
    pick, now = random.Random(1), timezone.now()
    asked = Question.objects.filter(workshop=workshop).values_list("pk", flat=True)
    for person in workshop.participants.values_list("pk", flat=True):
        for question in asked:
            yield Answer(
                participant_id=person,
                question_id=question,
                value=pick.choice(AnswerValue.values),
                mode="individual",
                revision=uuid.UUID(int=pick.getrandbits(128)),
                answered_at=now,
                received_at=now,
            )
