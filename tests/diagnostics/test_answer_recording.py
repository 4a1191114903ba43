import datetime
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alignment.models import Participant
from alignment.vocabulary import WorkshopState
from diagnostics.models import Answer, AnswerRevision
from diagnostics.services.answers import record_answer
from diagnostics.vocabulary import Origin
from tests.factories import make_participants, make_question, make_workshop

MINUTE = datetime.timedelta(minutes=1)


def make_answering(*, question_state="open", side="MOH", question=None, **participant_fields):
    workshop = make_workshop(state=WorkshopState.OPEN)
    joined = timezone.now() - 100 * MINUTE
    [participant] = make_participants(workshop, side, joined_at=joined, **participant_fields)
    question = make_question(workshop, state=question_state, **(question or {}))
    return participant, question


def stored(participant):
    return [(a.round, a.value, a.comment) for a in participant.answers.order_by("round")]


def test_an_answer_is_stored_with_its_first_revision(db):
    participant, question = make_answering()

    recorded = record_answer(
        participant=participant, question=question, value="3", comment="Since 2021."
    )

    answer, revision = Answer.objects.get(), AnswerRevision.objects.get()
    assert (answer.value, answer.comment, answer.mode) == ("3", "Since 2021.", "individual")
    assert (recorded.value, recorded.revision) == ("3", revision.pk)
    assert (answer.revision, answer.received_at) == (revision.pk, recorded.received_at)
    assert recorded.conflict is False


def test_the_first_answer_begins_the_answering_once(db):
    participant, question = make_answering()
    first = record_answer(participant=participant, question=question, value="3")
    participant.refresh_from_db()
    record_answer(participant=participant, question=question, value="4", replaces=first.revision)

    participant.workshop.refresh_from_db()
    assert participant.workshop.answering_began_at == first.received_at


def test_a_repeated_send_changes_nothing(db):
    participant, question = make_answering()
    send = {"participant": participant, "question": question, "revision": uuid.uuid4()}

    first = record_answer(value="2", **send)
    again = record_answer(value="2", **send)

    assert again == first
    assert AnswerRevision.objects.count() == 1
    assert stored(participant) == [(1, "2", "")]


def test_an_answer_sent_again_after_the_close_is_still_confirmed(db):
    participant, question = make_answering()
    send = {"participant": participant, "question": question, "revision": uuid.uuid4()}
    first = record_answer(value="2", **send)
    question.state, question.closed_at = "closed", first.received_at - MINUTE

    assert record_answer(value="2", **send) == first


def test_a_revision_made_on_what_was_seen_replaces_it(db):
    participant, question = make_answering()
    first = record_answer(participant=participant, question=question, value="2")

    second = record_answer(
        participant=participant,
        question=question,
        value="dk",
        replaces=first.revision,
        # The clock was set back in between: what builds on the first still follows it.
        answered_at=timezone.now() - 30 * MINUTE,
    )

    assert (second.value, second.conflict) == ("dk", False)
    assert stored(participant) == [(1, "dk", "")]
    assert AnswerRevision.objects.count() == 2


@pytest.mark.parametrize(("minutes_ago", "stands"), [(1, "4"), (9, "2")])
def test_of_two_phones_the_later_answer_stands_and_both_are_kept(db, minutes_ago, stands):
    participant, question = make_answering()
    now = timezone.now()
    record_answer(
        participant=participant, question=question, value="2", answered_at=now - 5 * MINUTE
    )

    other = record_answer(
        participant=participant,
        question=question,
        value="4",
        answered_at=now - minutes_ago * MINUTE,
    )

    assert (other.value, other.conflict) == (stands, True)
    assert stored(participant) == [(1, stands, "")]
    assert AnswerRevision.objects.count() == 2


def test_a_device_clock_ahead_never_counts_as_later_than_receipt(db):
    participant, question = make_answering()

    record_answer(
        participant=participant,
        question=question,
        value="2",
        answered_at=timezone.now() + 600 * MINUTE,
    )

    answer = Answer.objects.get()
    assert answer.answered_at == answer.received_at


def test_whoever_took_the_seat_answers_after_those_before(db):
    participant, question = make_answering()
    record_answer(participant=participant, question=question, value="2")
    participant.joined_at = timezone.now()

    recorded = record_answer(
        participant=participant,
        question=question,
        value="4",
        answered_at=participant.joined_at - 60 * MINUTE,
    )

    assert recorded.value == "4"


OPEN, CLOSED, REVEALED, DRAFT = "open", "closed", "revealed", "draft"


@pytest.mark.parametrize(
    ("state", "origin", "when", "taken"),
    [
        (DRAFT, Origin.DEVICE, "now", False),
        (DRAFT, Origin.PAPER, "now", False),
        (OPEN, Origin.DEVICE, "now", True),
        (OPEN, Origin.PAPER, "now", True),
        (CLOSED, Origin.DEVICE, "now", False),
        (CLOSED, Origin.DEVICE, "in time", True),
        (CLOSED, Origin.PAPER, "now", True),
        (REVEALED, Origin.DEVICE, "now", False),
        (REVEALED, Origin.DEVICE, "in time", True),
        (REVEALED, Origin.PAPER, "now", True),
    ],
)
def test_what_a_question_takes_in_each_state(db, state, origin, when, taken):
    closed_at = timezone.now() - 10 * MINUTE if state in (CLOSED, REVEALED) else None
    participant, question = make_answering(question_state=state, question={"closed_at": closed_at})
    answered_at = closed_at - MINUTE if when == "in time" else None

    answer = {"value": "2", "origin": origin, "answered_at": answered_at}
    if taken:
        record_answer(participant=participant, question=question, **answer)
    else:
        with pytest.raises(ValidationError):
            record_answer(participant=participant, question=question, **answer)

    assert stored(participant) == ([(1, "2", "")] if taken else [])


@pytest.mark.parametrize(
    ("person", "workshop_state", "who", "refusal"),
    [
        ({}, "open", ["MOH"], None),
        ({"role": "signatory"}, "open", ["MOH"], None),
        ({"role": "observer"}, "open", ["MOH"], "observer"),
        ({"voided_at": timezone.now()}, "open", ["MOH"], "seat_voided"),
        ({}, "open", ["MOF"], "not_asked"),
        ({}, "concluded", ["MOH"], "workshop_over"),
        ({}, "followed_up", ["MOH"], "workshop_over"),
    ],
)
def test_who_may_answer(db, person, workshop_state, who, refusal):
    participant, question = make_answering(question={"who": who}, **person)
    participant.workshop.state = workshop_state

    if refusal is None:
        record_answer(participant=participant, question=question, value="1")
    else:
        with pytest.raises(ValidationError) as refused:
            record_answer(participant=participant, question=question, value="1")
        assert refused.value.code == refusal
    assert Answer.objects.count() == (refusal is None)


@pytest.mark.parametrize(("speaks", "taken"), [(True, True), (False, False)])
def test_one_seat_answers_for_a_side_that_gives_one_answer(db, speaks, taken):
    participant, question = make_answering(speaks_for_side=speaks)
    participant.side.mode = "institutional"

    if taken:
        record_answer(participant=participant, question=question, value="1")
        assert Answer.objects.get().mode == "institutional"
    else:
        with pytest.raises(ValidationError, match="from another seat"):
            record_answer(participant=participant, question=question, value="1")


def test_an_answer_of_the_other_mode_is_set_aside_unseen(db):
    participant, question = make_answering(speaks_for_side=True)
    record_answer(participant=participant, question=question, value="1")
    participant.side.mode = "institutional"

    recorded = record_answer(participant=participant, question=question, value="4")

    assert (recorded.value, recorded.conflict) == ("4", False)
    assert {a.mode: a.value for a in Answer.objects.all()} == {
        "individual": "1",
        "institutional": "4",
    }
    assert AnswerRevision.objects.count() == 2


def test_rounds_are_kept_apart(db):
    participant, question = make_answering()
    record_answer(participant=participant, question=question, value="1")
    question.round = 2

    record_answer(participant=participant, question=question, value="3")

    assert stored(participant) == [(1, "1", ""), (2, "3", "")]


def test_a_round_that_has_not_begun_takes_nothing(db):
    participant, question = make_answering()

    with pytest.raises(ValidationError, match="not open yet"):
        record_answer(participant=participant, question=question, value="3", round=2)


def test_paper_never_replaces_a_stored_answer(db):
    participant, question = make_answering()
    record_answer(participant=participant, question=question, value="1")

    with pytest.raises(ValidationError) as refused:
        record_answer(participant=participant, question=question, value="4", origin=Origin.PAPER)

    assert refused.value.code == "answer_exists"
    assert stored(participant) == [(1, "1", "")]
    assert AnswerRevision.objects.count() == 1


def test_a_revision_number_of_somebody_else_is_refused(db):
    participant, question = make_answering()
    first = record_answer(participant=participant, question=question, value="1")
    [neighbour] = make_participants(participant.workshop, joined_at=timezone.now())

    with pytest.raises(ValidationError, match="choose it again"):
        record_answer(participant=neighbour, question=question, value="4", revision=first.revision)

    assert stored(neighbour) == []


@pytest.mark.parametrize(
    ("body", "refusal"),
    [({"value": "5"}, "value"), ({"value": "1", "comment": "x" * 2001}, "too_long")],
)
def test_what_is_not_an_answer_is_refused(db, body, refusal):
    participant, question = make_answering()

    with pytest.raises(ValidationError) as refused:
        record_answer(participant=participant, question=question, **body)

    assert refused.value.code == refusal


def test_an_answer_names_a_revision_that_nobody_has_seen(db):
    participant, question = make_answering()

    record_answer(participant=participant, question=question, value="2", replaces=uuid.uuid4())

    assert stored(participant) == [(1, "2", "")]


def test_a_later_revision_that_arrives_first_stays(db):
    participant, question = make_answering()
    at = timezone.now() - 10 * MINUTE
    ids = [uuid.uuid4() for _ in range(3)]
    chain = [
        {"revision": one, "replaces": before, "value": str(n), "answered_at": at + n * MINUTE}
        for n, (before, one) in enumerate(zip([None, *ids], ids, strict=False), start=1)
    ]

    for n in (0, 2, 1):
        recorded = record_answer(participant=participant, question=question, **chain[n])

    assert (recorded.value, recorded.conflict) == ("3", False)
    assert stored(participant) == [(1, "3", "")]


@pytest.mark.parametrize("earlier", [False, True])
def test_a_save_costs_two_statements_in_one_transaction(db, django_assert_num_queries, earlier):
    participant, question = make_answering()
    first = record_answer(participant=participant, question=question, value="1")
    seated = Participant.objects.select_related("workshop", "institution__side")
    if not earlier:
        make_participants(participant.workshop, institution=participant.institution)
        first = None
    person = seated.last() if first is None else seated.get(pk=participant.pk)

    with django_assert_num_queries(4):
        record_answer(
            participant=person, question=question, value="2", replaces=first and first.revision
        )
