"""A workshop made like another one: its set-up and questions, never its answers."""

import datetime

import pytest
from django.urls import reverse

from alignment.models import AgendaItem, BudgetDate, Participant, Workshop
from alignment.services.sides import set_side_mode
from diagnostics.models import Answer
from diagnostics.services.duplication import duplicate_workshop
from tests.factories import (
    make_answers,
    make_institution,
    make_participants,
    make_question,
    make_user,
    make_workshop,
    take_seat,
)

pytestmark = pytest.mark.django_db
NEXT_YEAR = datetime.date(2027, 3, 1)


def make_original(**fields):
    workshop = make_workshop(state="closed", benchmark=4, venue="Kigali", **fields)
    question = make_question(
        workshop, weight=3, own=True, state="open", round=2, reason="Said by the plenary"
    )
    people = make_participants(workshop, count=2, post="Director", joined_at=workshop.created_at)
    make_answers(question, "13", participants=people)
    ten, eleven = datetime.time(10), datetime.time(11)
    AgendaItem.objects.create(
        workshop=workshop, day=workshop.starts_on, start=ten, end=eleven, title="Opening"
    )
    BudgetDate.objects.create(workshop=workshop, title="Circular", date=workshop.starts_on)
    objective = workshop.objectives.create(code="OWN-1", title="Ours", function="PU", own=True)
    workshop.objectives.filter(pk=objective.pk).update(kept=False)
    return workshop


def copy_of(workshop, *, with_people=True, by=None):
    return duplicate_workshop(
        workshop=workshop,
        title="Again",
        starts_on=NEXT_YEAR,
        ends_on=NEXT_YEAR,
        with_people=with_people,
        by=by or make_user(),
    )


def test_the_set_up_and_the_questions_are_copied_and_the_agenda_moves():
    original = make_original()
    by = make_user()

    new = copy_of(original, by=by)

    assert new.code != original.code
    assert (new.title, new.state, new.benchmark, new.venue) == ("Again", "draft", 4, "Kigali")
    assert [f.user for f in new.facilitators.all()] == [by]
    question = new.questions.get()
    assert (question.text, question.weight, question.own) == ("Question F-01?", 3, True)
    assert (question.state, question.round, question.reason) == ("draft", 1, "")
    assert question.stage.workshop == new
    assert [(o.code, o.kept, o.own) for o in new.objectives.all()] == [("OWN-1", False, True)]
    assert [(a.day, a.title) for a in new.agenda.all()] == [(NEXT_YEAR, "Opening")]
    assert [d.title for d in new.budget_dates.all()] == ["Circular"]
    assert [e.action for e in new.events.all()] == ["workshop_duplicated"]


def test_seats_are_copied_without_anything_that_happened_in_them(client):
    original = make_original()
    seat = original.participants.first()
    take_seat(client, seat)
    make_participants(original, "MOF", voided_at=original.created_at)

    new = copy_of(original)

    copies = new.participants.all()
    assert [(p.seat, p.post, p.pin, p.joined_at) for p in copies] == [
        (1, "Director", "", None),
        (2, "Director", "", None),
    ]
    assert {p.institution.side.workshop for p in copies} == {new}
    assert new.institutions.count() == 2
    assert Answer.objects.filter(question__workshop=new).count() == 0
    assert new.answering_began_at is None


def test_without_people_only_the_sides_are_copied():
    original = make_original()
    side = make_institution(original, "PARTNER").side
    set_side_mode(side=side, mode="institutional")

    new = copy_of(original, with_people=False)

    assert {s.code: s.mode for s in new.sides.all()} == {
        "MOH": "individual",
        "MOF": "individual",
        "PARTNER": "institutional",
    }
    assert not new.institutions.exists()


def test_one_seat_still_speaks_for_a_delegation_when_the_speaker_was_withdrawn():
    original = make_workshop()
    first, _ = make_participants(original, "MOH", 2)
    set_side_mode(side=first.institution.side, mode="institutional")
    Participant.objects.filter(speaks_for_side=True).update(voided_at=original.created_at)

    new = copy_of(original)

    assert [p.speaks_for_side for p in new.participants.all()] == [True]


def test_the_page_asks_for_title_and_days(client):
    by = make_user()
    original = make_original(by=by)
    client.force_login(by)
    address = reverse("diagnostics:duplicate", args=[original.code])
    days = {"starts_on": "2027-03-02", "ends_on": "2027-03-01"}

    refused = client.post(address, {"title": "Again", **days})
    assert "The last day is before the first day." in refused.content.decode()
    made = client.post(address, {"title": "Again", **days, "ends_on": "2027-03-03"})

    new = Workshop.objects.get(title="Again")
    assert made.url == f"/w/{new.code}/"
    assert not new.institutions.exists()
