"""Calendar files: whole days, the same entry always the same, every script whole."""

import datetime

import pytest
from django.urls import reverse
from icalendar import Calendar

from alignment.models import BudgetDate
from roadmaps.documents.calendar import calendar_file
from roadmaps.follow_up import followed, today_at
from roadmaps.services.reviews import record_review
from tests.follow_up.notes import make_link, write

DUE = datetime.date(2027, 3, 31)
LAO = "ກະຊວງສາທາລະນະສຸກ; ວັນທີ, \\ " * 6


@pytest.fixture
def first(workshop):
    action = workshop.actions.first()
    action.due, action.text = DUE, LAO
    action.save()
    return action


def file_of(workshop, **options):
    return calendar_file(workshop, followed(workshop), **options)


def events(content):
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_a_due_date_lasts_one_whole_day(workshop, first):
    content = file_of(workshop)

    assert b"DTSTART;VALUE=DATE:20270331\r\nDTEND;VALUE=DATE:20270401\r\n" in content
    (event,) = events(content)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (DUE, datetime.date(2027, 4, 1))


def test_words_of_every_script_come_back_whole(workshop, first):
    content = file_of(workshop)

    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert events(content)[0]["DESCRIPTION"].startswith(LAO)
    assert str(events(content)[0]["SUMMARY"]).endswith("…")


def test_control_characters_stay_outside(workshop, first):
    first.text = "One\x0btwo\x1b three"
    first.save()

    assert str(events(file_of(workshop))[0]["SUMMARY"]) == "Due: A1 One two three"


def test_an_entry_keeps_its_identity_when_its_date_moves(workshop, first):
    before = events(file_of(workshop))[0]["UID"]
    first.due = DUE + datetime.timedelta(days=7)
    first.save()

    assert events(file_of(workshop))[0]["UID"] == before


def test_identities_are_all_different(workshop, first):
    date = BudgetDate.objects.create(workshop=workshop, title="Call circular", date="2027-02-01")
    workshop.actions.update(due=DUE, budget_date=date)
    record_review(workshop=workshop, held_on=today_at(workshop), decision="Go on", next_on=DUE)

    found = events(file_of(workshop))

    assert len(found) == 3 + 3 + 2
    assert len({event["UID"] for event in found}) == len(found)


def test_what_is_done_is_no_longer_a_date_to_keep(workshop, first):
    write(first, "done")

    assert events(file_of(workshop)) == []


def test_a_review_stands_with_the_next_one(workshop):
    today = today_at(workshop)
    later = today + datetime.timedelta(days=90)
    record_review(
        workshop=workshop, held_on=today, decision="Go on", attendance="Ama", next_on=later
    )

    held, to_come = events(file_of(workshop))

    assert (held["DTSTART"].dt, to_come["DTSTART"].dt) == (today, later)
    assert str(held["DESCRIPTION"]) == "Go on\nAma"
    assert "DESCRIPTION" not in events(file_of(workshop, only_dates=True))[0]


def test_an_owner_gets_own_dates_only(client, workshop, first):
    workshop.actions.filter(ref="A3").update(due=DUE)
    _link, token = make_link(workshop, "Treasury")

    response = client.get(reverse("roadmaps:owner_calendar", args=[token]))

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert [str(e["SUMMARY"]) for e in events(response.content)] == ["Due: A3 Open accounts"]
