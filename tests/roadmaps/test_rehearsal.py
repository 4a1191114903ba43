"""A rehearsal uses the real seats and leaves nothing behind when it ends."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.forms.models import model_to_dict
from django.urls import reverse

from alignment.models import Event, Participant, Workshop
from alignment.seats import seat_of
from alignment.services.joining import claim_seat, return_to_seat
from diagnostics.models import Answer, AnswerRevision, Fact, Note, ParkedItem, Snapshot
from diagnostics.queries import respondents_by_side, results_of
from diagnostics.results import as_json
from diagnostics.services.freeze import open_workshop
from diagnostics.services.questions import lock_draft
from roadmaps.content import content_digest, roadmap_content
from roadmaps.models import Action, Bottleneck, Cause, PriorityScore, Rehearsal
from roadmaps.services.rehearsal import begin_rehearsal, end_rehearsal
from roadmaps.services.signing import sign
from tests.factories import (
    PIN,
    make_institution,
    make_question,
    make_user,
    make_workshop,
    take_seat,
)
from tests.roadmaps.people import anew
from tests.roadmaps.rehearsing import make_prepared_workshop, play

pytestmark = pytest.mark.django_db


@pytest.fixture
def facilitator():
    return make_user()


@pytest.fixture
def workshop(facilitator):
    return make_prepared_workshop(facilitator)


@pytest.fixture
def rehearsed(workshop):
    begin_rehearsal(workshop=workshop)
    return Workshop.objects.get(pk=workshop.pk)


def rows_of(workshop):
    """Everything about answers, results and roadmap, as plain values."""
    models = (Bottleneck, Cause, Action, Fact, Answer, AnswerRevision, Snapshot, PriorityScore)
    models += (Note, ParkedItem)
    rows = {model.__name__: list(map(plain, model.objects.order_by("pk"))) for model in models}
    questions = list(workshop.questions.values())
    return rows | {"questions": questions, "results": as_json(results_of(workshop))}


def plain(row):
    fields = model_to_dict(row)
    return {
        name: _keys(value) if isinstance(value, list) else value for name, value in fields.items()
    }


def _keys(rows):
    return [getattr(row, "pk", row) for row in rows]


@pytest.mark.parametrize("free_seats", [False, True])
def test_a_rehearsal_leaves_nothing_behind_and_puts_back_what_was_prepared(
    workshop, rehearsed, free_seats
):
    before = Rehearsal.objects.get().kept
    start = rows_of(workshop)
    play(rehearsed)
    middle = rows_of(workshop)

    end_rehearsal(workshop=rehearsed, free_seats=free_seats)

    workshop.refresh_from_db()
    assert middle != start
    assert rows_of(workshop) == start
    assert len(before) == 7
    assert (workshop.state, workshop.answering_began_at) == ("draft", None)
    assert not Rehearsal.objects.exists()


def test_what_was_prepared_survives_the_loss_of_what_it_named(workshop, rehearsed):
    workshop.budget_dates.all().delete()

    end_rehearsal(workshop=rehearsed, free_seats=False)

    action = workshop.actions.get(text="Publish")
    assert (action.budget_date, [row.text for row in action.depends_on.all()]) == (None, ["Train"])


def test_both_ends_are_in_the_log(workshop, facilitator):
    begin_rehearsal(workshop=workshop, by=facilitator)
    end_rehearsal(workshop=workshop, free_seats=False, by=facilitator)

    events = list(Event.objects.values_list("action", "by"))
    assert events[:2] == [("rehearsal_ended", facilitator.pk), ("rehearsal_began", facilitator.pk)]


def test_seats_are_freed_when_the_facilitator_wants_it(workshop, rehearsed):
    play(rehearsed)
    end_rehearsal(workshop=rehearsed, free_seats=True)

    freed = Participant.objects.values_list("pin", "session_key", "joined_at", "reset_at")
    assert set(freed) == {("", "", None, None)}


def test_kept_seats_ask_for_the_pin_again_so_that_no_old_answer_arrives(rf, client, rehearsed):
    person = play(rehearsed)[0]
    take_seat(client, person)

    end_rehearsal(workshop=rehearsed, free_seats=False)

    request = rf.get("/")
    request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
    assert seat_of(request, rehearsed.code) is None
    assert Participant.objects.get(pk=person.pk).pin == person.pin
    assert Participant.objects.values("session_key").distinct().count() == 10


def test_a_kept_seat_counts_once_its_owner_is_back(workshop, rehearsed):
    person = play(rehearsed)[0]
    end_rehearsal(workshop=rehearsed, free_seats=False)
    gone = respondents_by_side(workshop)

    return_to_seat(participant=anew(person), pin=PIN)

    assert gone == {}
    assert respondents_by_side(workshop) == {person.institution.side_id: 1}


def test_nobody_signs(client, rehearsed):
    signatory = claim_seat(participant=anew(rehearsed.participants.first()), pin=PIN)
    take_seat(client, signatory)
    digest = content_digest(roadmap_content(rehearsed, "en"))
    path = reverse("roadmaps:participant_roadmap", args=[rehearsed.code])

    with pytest.raises(ValidationError, match="nobody signs in it"):
        sign(participant=signatory, pin=PIN, name="Ada", post="Director", digest=digest)

    page = client.get(path).content.decode()
    assert "In a rehearsal nobody signs." in page
    assert "Sign the roadmap" not in page
    assert client.post(path, {"pin": PIN}).status_code == 403


def test_questions_and_objectives_are_not_chosen_meanwhile(rehearsed):
    with pytest.raises(ValidationError, match="A rehearsal is under way"):
        lock_draft(rehearsed)
    with pytest.raises(ValidationError, match="A rehearsal is under way"):
        open_workshop(workshop=rehearsed)


@pytest.mark.parametrize("state", ["rehearsal", "open", "closed", "concluded"])
def test_a_rehearsal_begins_only_from_a_draft(workshop, state):
    Workshop.objects.filter(pk=workshop.pk).update(state=state)

    with pytest.raises(ValidationError, match="before the workshop is opened"):
        begin_rehearsal(workshop=workshop)


def test_it_needs_questions_and_seats():
    workshop = make_workshop()

    with pytest.raises(ValidationError, match="Choose questions"):
        begin_rehearsal(workshop=workshop)
    make_question(workshop)
    with pytest.raises(ValidationError, match="Add institutions and seats"):
        begin_rehearsal(workshop=workshop)


def test_what_is_not_rehearsed_cannot_be_ended(workshop):
    with pytest.raises(ValidationError, match="No rehearsal is under way"):
        end_rehearsal(workshop=workshop, free_seats=False)

    assert workshop.bottlenecks.count() == 1


def test_a_new_institution_stays(workshop, rehearsed):
    make_institution(rehearsed, "PARTNER", name="Fund")

    end_rehearsal(workshop=rehearsed, free_seats=True)

    assert workshop.institutions.filter(name="Fund").exists()


def test_a_rehearsal_is_not_exported(rehearsed, tmp_path):
    with pytest.raises(CommandError, match="End it first"):
        call_command("export_workshop", rehearsed.code, str(tmp_path / "w.zip"))
