"""Timer, agenda, who is quiet, the parking lot and the facilitators' notes."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from alignment.models import AgendaItem, Participant
from diagnostics.clock import sessions_of, timer_of
from diagnostics.models import Note, ParkedItem
from diagnostics.progress import progress_of
from diagnostics.services.notes import write_note
from diagnostics.services.parking import park, remove_parked, tick_off
from diagnostics.services.room import extend_timer, start_timer, stop_timer
from diagnostics.wall import wall_token
from tests.factories import (
    make_participants,
    make_question,
    make_user,
    make_workshop,
    take_seat,
)

MINUTE = datetime.timedelta(minutes=1)
NOON = datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.UTC)


@pytest.fixture
def facilitator(client, db):
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def workshop(facilitator):
    return make_workshop(by=facilitator, state="open")


def url(workshop, *more):
    return "/".join([f"/w/{workshop.code}/run", *map(str, more), ""])


def text_of(response):
    return " ".join(response.content.decode().split())


def minutes_left(workshop):
    workshop.refresh_from_db()
    return round((workshop.timer_ends_at - timezone.now()) / MINUTE)


# --- timer -----------------------------------------------------------------------------


def test_a_timer_is_started_extended_and_stopped(client, workshop):
    client.post(url(workshop, "timer"), {"do": "start", "minutes": "20"})
    assert minutes_left(workshop) == 20

    client.post(url(workshop, "timer"), {"do": "extend", "minutes": "5"})
    assert minutes_left(workshop) == 25

    response = client.post(url(workshop, "timer"), {"do": "stop"}, follow=True)
    workshop.refresh_from_db()
    assert workshop.timer_ends_at is None
    assert "No timer runs." in text_of(response)


def test_the_end_is_told_in_the_workshops_time_without_javascript(client, facilitator):
    workshop = make_workshop(by=facilitator, time_zone="Africa/Kigali")  # two hours ahead
    workshop.timer_ends_at = (timezone.now() + 20 * MINUTE).replace(hour=23, minute=50)
    workshop.save()

    assert "until 01:50" in text_of(client.get(url(workshop)))


def test_a_timer_that_ran_out_is_extended_from_now(workshop):
    workshop.timer_ends_at = timezone.now() - 5 * MINUTE
    workshop.save()

    extend_timer(workshop=workshop, minutes=3)

    assert minutes_left(workshop) == 3


def test_a_timer_never_runs_into_the_night(workshop):
    start_timer(workshop=workshop, minutes=479)

    with pytest.raises(ValidationError, match="at most eight hours"):
        extend_timer(workshop=workshop, minutes=5)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"do": "start"}, "Say how many minutes"),
        ({"do": "extend", "minutes": "soon"}, "Type the minutes as a whole number"),
        ({"do": "start", "minutes": "0"}, "greater than or equal to 1"),
        ({"do": "fly"}, "fly is not one of the available choices"),
    ],
)
def test_a_press_without_sense_is_refused(client, workshop, fields, sentence):
    response = client.post(url(workshop, "timer"), fields, follow=True)

    assert sentence in text_of(response)
    workshop.refresh_from_db()
    assert workshop.timer_ends_at is None


@pytest.mark.parametrize(("ago", "shown"), [(-1, False), (0, True), (9, True), (11, None)], ids=str)
def test_a_timer_says_that_it_is_over_and_is_then_forgotten(workshop, ago, shown):
    workshop.timer_ends_at = NOON - ago * MINUTE

    timer = timer_of(workshop, NOON)

    assert (timer and timer.is_over) == shown


def test_without_a_timer_there_is_none(workshop):
    assert timer_of(workshop) is None
    assert stop_timer(workshop=workshop).timer_ends_at is None


# --- agenda ----------------------------------------------------------------------------


def test_the_agenda_of_today_tells_past_from_present_in_the_workshops_time(facilitator):
    workshop = make_workshop(by=facilitator, time_zone="Africa/Kigali")  # two hours ahead
    for start, title in ((13, "Before"), (14, "Now"), (15, "Later")):
        AgendaItem.objects.create(
            workshop=workshop,
            day=NOON.date(),
            start=datetime.time(start),
            end=datetime.time(start + 1),
            title=title,
        )
    tomorrow = NOON.date() + datetime.timedelta(days=1)
    AgendaItem.objects.create(
        workshop=workshop, day=tomorrow, start=datetime.time(14), end=datetime.time(15), title="No"
    )

    assert [(s.item.title, s.is_past, s.is_now) for s in sessions_of(workshop, NOON)] == [
        ("Before", True, False),
        ("Now", False, True),
        ("Later", False, False),
    ]


def test_a_day_without_sessions_leads_to_the_agenda(client, workshop):
    assert "The agenda has no session today." in text_of(client.get(url(workshop)))


def test_seats_stand_against_arrivals_by_side_and_institution(workshop):
    make_participants(workshop, "MOH", 3)
    first, second = make_participants(workshop, "MOF", 2)
    Participant.objects.filter(pk=first.pk).update(joined_at=timezone.now())

    assert [
        (side.code, (taken.given, taken.asked), [(g.joined, len(g.people)) for g in groups])
        for side, taken, groups in progress_of(workshop).arrivals
    ] == [("MOH", (0, 3), [(0, 3)]), ("MOF", (1, 2), [(1, 2)])]
    assert second.institution == first.institution


# --- parking lot -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("about", "stage", "question"),
    [("", None, None), ("stage:F", "F", None), ("F-01", None, "F-01")],
)
def test_something_is_parked(client, workshop, about, stage, question):
    make_question(workshop)

    response = client.post(
        url(workshop, "parking"), {"text": "Nurses", "about": about, "back": "run"}
    )

    assert response.url == url(workshop)
    item = ParkedItem.objects.get()
    assert item.text == "Nurses"
    assert getattr(item.stage, "code", None) == stage
    assert getattr(item.question, "code", None) == question


def test_what_was_typed_stays_when_it_cannot_be_parked(client, workshop):
    response = client.post(url(workshop, "parking"), {"text": "x" * 301, "about": "nowhere"})

    assert response.status_code == 200
    assert "x" * 301 in text_of(response)
    assert not ParkedItem.objects.exists()


def press(client, workshop, name, item):
    return client.post(url(workshop, "parking/item"), {name: item.pk, "back": "parking"})


def test_an_item_is_ticked_off_and_opened_again(client, workshop):
    item = park(workshop=workshop, text="Nurses")

    assert press(client, workshop, "done", item).url == url(workshop, "parking")
    item.refresh_from_db()
    assert item.done_at is not None

    press(client, workshop, "again", item)
    item.refresh_from_db()
    assert item.done_at is None


def test_a_removed_item_can_be_put_back(client, workshop):
    item = park(workshop=workshop, text="Nurses")

    press(client, workshop, "remove", item)
    assert "Nurses" not in text_of(client.get(url(workshop)))
    assert "1 removed item" in text_of(client.get(url(workshop, "parking")))

    press(client, workshop, "restore", item)
    assert "Nurses" in text_of(client.get(url(workshop)))


def test_open_items_come_before_those_ticked_off(client, workshop):
    first, second = (park(workshop=workshop, text=text) for text in ("First", "Second"))
    tick_off(item=first, done=True)

    assert client.get(url(workshop)).context["room"].parked == [second, first]


@pytest.mark.parametrize("pk", ["", "one", "-1", "9" * 40, "\x00"])
def test_a_press_on_no_item_changes_nothing(client, workshop, pk):
    assert client.post(url(workshop, "parking/item"), {"done": pk}).status_code == 404
    assert client.post(url(workshop, "parking/item"), {"fly": pk}).url == url(workshop)


def test_an_item_of_another_workshop_is_out_of_reach(client, workshop):
    elsewhere = park(workshop=make_workshop(), text="Theirs")

    assert press(client, workshop, "remove", elsewhere).status_code == 404


def test_what_is_parked_stays_when_its_question_goes(workshop):
    item = park(workshop=workshop, text="Nurses", question=make_question(workshop))
    item.question.delete()

    item.refresh_from_db()
    assert (item.text, item.question) == ("Nurses", None)


# --- notes -----------------------------------------------------------------------------


def test_a_note_is_written_and_changed(client, workshop):
    question = make_question(workshop)

    client.post(url(workshop, "notes/F-01"), {"text": "Health first", "replaces": "0"})
    page = client.get(url(workshop, "notes/F-01"))
    client.post(url(workshop, "notes/F-01"), {"text": "Finance first", "replaces": "1"})

    assert "Health first" in text_of(page)
    assert Note.objects.get().text == "Finance first"
    assert "Finance first" in text_of(client.get(url(workshop, "notes")))
    assert question.note.version == 2


def test_nobody_writes_over_a_colleagues_note(client, workshop):
    write_note(question=make_question(workshop), text="By a colleague", replaces=0)

    response = client.post(url(workshop, "notes/F-01"), {"text": "My words", "replaces": "0"})

    text = text_of(response)
    assert "Somebody has changed this note" in text
    assert "My words" in text
    assert "By a colleague" in text
    assert Note.objects.get().text == "By a colleague"
    # Read now, so the next press may replace it.
    assert 'name="replaces" value="1"' in text


def test_notes_and_parked_items_stand_on_no_wall_and_no_phone(client, workshop):
    question = make_question(workshop, state="open")
    (seat,) = make_participants(workshop)
    take_seat(client, seat)
    write_note(question=question, text="Secret note", replaces=0)
    remove_parked(item=park(workshop=workshop, text="Secret item"), removed=False)
    client.logout()
    take_seat(client, seat)

    pages = [
        f"/wall/{workshop.code}/{wall_token(workshop)}/",
        f"/j/{workshop.code}/me/",
        f"/j/{workshop.code}/stages/F/",
        f"/j/{workshop.code}/results/",
    ]

    for page in pages:
        response = client.get(page)
        assert response.status_code == 200
        assert "Secret" not in text_of(response)
