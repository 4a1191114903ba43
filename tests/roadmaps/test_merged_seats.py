"""Two seats of one person made one, without an answer lost and without one shown."""

import datetime
import re
import uuid
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from alignment.files import ReadFile
from alignment.models import Event, Participant
from alignment.services.people import settle_speaker
from alignment.services.seats import change_seat
from diagnostics.answering import sheets_of
from diagnostics.models import Answer, AnswerRevision, EvidenceFile, Fact, Snapshot
from diagnostics.queries import results_of
from diagnostics.services.answers import record_answer
from diagnostics.services.evidence import add_evidence_file
from diagnostics.services.states import set_state
from roadmaps.models import PriorityScore, Signature
from roadmaps.services.merging import merge_seats, preview_merge
from tests.factories import (
    make_answers,
    make_bottleneck,
    make_institution,
    make_participants,
    make_question,
    make_user,
    make_workshop,
    take_seat,
)

pytestmark = pytest.mark.any_database


def make_two(by=None, **fields):
    """An open workshop with one question, and two seats of which the first is to stay."""
    workshop = make_workshop(by=by or make_user(), state="open", disclosure_threshold=3)
    make_question(workshop, state="open")
    institution = make_institution(workshop)
    keep, other = make_participants(workshop, count=2, institution=institution, **fields)
    return workshop, fresh(keep), fresh(other)


def fresh(participant):
    related = Participant.objects.select_related("workshop", "institution__side")
    return related.get(pk=participant.pk)


def say(person, value, minutes=0, **fields):
    """Answered so many minutes ago."""
    at = timezone.now() - datetime.timedelta(minutes=minutes)
    question = person.workshop.questions.first()
    return record_answer(
        participant=person, question=question, value=value, answered_at=at, **fields
    )


def values():
    return list(Answer.objects.order_by("participant").values_list("participant", "value"))


def text_of(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.mark.parametrize(("kept", "gone", "stands"), [(9, 1, "4"), (1, 9, "1")])
def test_the_newer_answer_stands_and_every_revision_is_kept(db, kept, gone, stands):
    _workshop, keep, other = make_two()
    say(keep, "1", kept)
    say(other, "4", gone)

    merge_seats(keep=keep, other=other)

    assert values() == [(keep.pk, stands)]
    revisions = AnswerRevision.objects.order_by("value").values_list("participant", "value")
    assert list(revisions) == [(keep.pk, "1"), (keep.pk, "4")]
    assert fresh(other).voided_at


def test_an_answer_that_only_the_other_seat_gave_moves(db):
    _workshop, keep, other = make_two()
    say(other, "2")

    merge_seats(keep=keep, other=other)

    assert values() == [(keep.pk, "2")]


@pytest.mark.parametrize("device", ["keep", "other"])
def test_paper_never_replaces_what_a_phone_sent(db, device):
    _workshop, keep, other = make_two()
    seats = {"keep": (keep, other), "other": (other, keep)}[device]
    say(seats[0], "3", minutes=60)
    say(seats[1], "1", origin="paper")

    merge_seats(keep=keep, other=other)

    assert list(Answer.objects.values_list("participant", "value", "origin")) == [
        (keep.pk, "3", "device")
    ]


def test_the_phone_that_stays_does_not_show_what_was_said_elsewhere(client, db):
    _workshop, keep, other = make_two()
    take_seat(client, keep)
    say(other, "4", comment="A word in confidence")

    merge_seats(keep=fresh(keep), other=other)

    [sheet] = sheets_of(fresh(keep))
    page = client.get(f"/j/{keep.workshop.code}/stages/F/").content.decode()
    assert (sheet.hidden, sheet.shown) == (True, None)
    assert "before two seats were merged" in page
    assert "A word in confidence" not in page


def test_the_person_may_answer_anew(db):
    _workshop, keep, other = make_two(joined_at=timezone.now() - datetime.timedelta(hours=1))
    say(other, "4")
    merge_seats(keep=keep, other=other)

    say(fresh(keep), "2")

    assert values() == [(keep.pk, "2")]


def test_published_answers_stay_as_they_were_and_nobody_is_published_twice(db):
    workshop, keep, other = make_two()
    question = workshop.questions.get()
    make_answers(question, "123")
    say(other, "4")
    for state in ("closed", "revealed"):
        set_state(workshop=workshop, stage="all", state=state)
    before = Snapshot.objects.get(side__code="MOH").figures
    in_time = {"answered_at": question.workshop.questions.get().closed_at}
    record_answer(participant=keep, question=workshop.questions.get(), value="1", **in_time)

    merge_seats(keep=keep, other=other)
    make_answers(workshop.questions.get(), "22", origin="paper")
    move = set_state(workshop=workshop, stage="all", state="revealed")

    assert Snapshot.objects.get(side__code="MOH").figures == before
    assert ("F-01", "MOH") in move.press.unchanged
    assert Answer.objects.get(participant=keep).published_at is not None
    assert results_of(workshop).questions[0].side("MOH").counts == (1, 1, 1, 1)


def test_a_device_that_repeats_its_old_send_is_not_told_what_the_other_seat_said(client, db):
    workshop, keep, other = make_two()
    take_seat(client, keep)
    said = {"question": "F-01", "value": "1", "mode": "individual", "round": "1"}
    said |= {"answered": "1", "now": "1", "revision": str(uuid.uuid4())}
    sent = client.post(f"/j/{workshop.code}/answers/", said)
    say(other, "4")

    merge_seats(keep=fresh(keep), other=other)
    repeated = client.post(f"/j/{workshop.code}/answers/", said)

    assert (sent.status_code, repeated.status_code) == (200, 409)
    assert "hidden" in repeated.json()["error"]
    assert values() == [(keep.pk, "4")]


def test_files_and_scores_move_and_figures_stay(db):
    workshop, keep, other = make_two()
    question = workshop.questions.get()
    say(other, "4")
    file = ReadFile("a.txt", "text/plain", b"a")
    add_evidence_file(participant=other, question=question, file=file, upload=uuid.uuid4())
    Fact.objects.create(question=question, code="outturn", value="93", participant=other)
    [shared, alone] = [make_bottleneck(workshop) for _ in range(2)]
    complete = {"impact": 4, "feasibility": 4, "urgency": 4}
    PriorityScore.objects.create(bottleneck=shared, participant=keep, **complete)
    PriorityScore.objects.create(bottleneck=shared, participant=other, impact=1)
    PriorityScore.objects.create(bottleneck=alone, participant=other, impact=2)

    merge_seats(keep=keep, other=other)

    assert EvidenceFile.objects.get().participant == keep
    assert Fact.objects.get().participant == other
    scores = PriorityScore.objects.order_by("bottleneck").values_list("participant", "impact")
    assert list(scores) == [(keep.pk, 4), (keep.pk, 2)]


# What a merge moves; a signature refuses it, and a seat's own columns say the rest.
MOVED = {"Answer", "AnswerRevision", "EvidenceFile", "PriorityScore"}
REFUSED = {"Signature"}
# What was done in public, or is no opinion, stays with the seat that goes.
STAY = {"Release", "DelegationRemark", "Fact"}
OF_ITS_OWN = {"Newcomer"}


def test_everything_that_belongs_to_a_seat_is_thought_of():
    related = Participant._meta.get_fields(include_hidden=True)
    models = {f.related_model.__name__ for f in related if f.auto_created and f.is_relation}

    assert models - OF_ITS_OWN == MOVED | REFUSED | STAY


def test_answers_of_the_other_mode_stay_set_aside(db):
    _workshop, keep, other = make_two()
    say(other, "4")
    side = keep.side
    side.mode = "institutional"
    side.save()
    settle_speaker(side)

    merge_seats(keep=fresh(keep), other=fresh(other))

    assert Answer.objects.get().mode == "individual"
    assert [sheet.answer for sheet in sheets_of(fresh(keep))] == [None]


def test_the_voice_of_a_delegation_is_handed_over(db):
    workshop, keep, other = make_two()
    side = keep.side
    side.mode = "institutional"
    side.save()
    workshop.participants.filter(pk=other.pk).update(speaks_for_side=True)

    merge_seats(keep=fresh(keep), other=fresh(other))

    speakers = workshop.participants.filter(speaks_for_side=True)
    assert list(speakers) == [keep]


@pytest.mark.parametrize("wrong", ["same_seat", "seat_voided", "observer", "has_signed", "over"])
def test_what_cannot_be_merged_is_refused_and_nothing_moves(db, wrong):
    workshop, keep, other = make_two()
    say(other, "4")
    if wrong == "same_seat":
        other = keep
    if wrong == "seat_voided":
        keep.voided_at = timezone.now()
    if wrong == "observer":
        keep.role = "observer"
    if wrong == "has_signed":
        signed = {"name": "N", "digest": "d", "signed_at": timezone.now()}
        Signature.objects.create(workshop=workshop, side=other.side, participant=other, **signed)
    if wrong == "over":
        keep.workshop.state = "concluded"

    with pytest.raises(ValidationError) as refusal:
        merge_seats(keep=keep, other=other)

    assert refusal.value.code == {"over": "workshop_over"}.get(wrong, wrong)
    assert Answer.objects.exclude(participant=keep).count() == 1


def test_a_seat_of_another_workshop_is_not_offered(client, db):
    user = make_user()
    _workshop, keep, _other = make_two(user)
    _elsewhere, stranger, _ = make_two()
    client.force_login(user)

    page = client.post(merge_url(keep), {"other": stranger.pk})

    assert "Choose the other seat of this person." in text_of(page)


def merge_url(keep):
    return reverse("roadmaps:seat_merge", args=[keep.workshop.code, keep.pk])


def test_the_page_tells_numbers_first_and_never_a_value(client, db):
    user = make_user()
    _workshop, keep, other = make_two(user)
    say(keep, "1", 5, comment="First word")
    say(other, "4")
    client.force_login(user)

    page = client.get(merge_url(keep), {"other": other.pk})
    assert "Answered from both 1 question" in text_of(page)
    assert "First word" not in text_of(page)
    assert "Aligned" not in text_of(page)
    assert len(values()) == 2
    done = client.post(merge_url(keep), {"other": other.pk}, follow=True)

    assert "The two seats are one. Every answer is kept." in text_of(done)
    merged = Event.objects.get(action="seats_merged")
    assert merged.subject == f"{keep.institution.name} / 2 → {keep.institution.name} / 1"
    assert merged.by == user


def test_the_preview_counts_and_changes_nothing(db):
    _workshop, keep, other = make_two()
    say(keep, "1", 5)
    say(other, "4")

    merging = preview_merge(keep=keep, other=other)

    assert (merging.kept, merging.brought, merging.both, merging.published) == (1, 1, 1, 0)
    assert len(values()) == 2


def test_a_seat_moved_to_another_side_counts_there_and_snapshots_stay(db):
    workshop, keep, _other = make_two()
    question = workshop.questions.get()
    make_answers(question, "123")
    say(keep, "4")
    for state in ("closed", "revealed"):
        set_state(workshop=workshop, stage="all", state=state)
    shown = list(Snapshot.objects.order_by("pk").values_list("figures", flat=True))

    change_seat(participant=keep, institution=make_institution(workshop, "MOF"))
    set_state(workshop=workshop, stage="all", state="revealed")

    assert list(Snapshot.objects.order_by("pk").values_list("figures", flat=True)) == shown
    assert fresh(keep).side.code == "MOF"
