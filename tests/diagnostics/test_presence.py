"""Who is stuck and who is cut off, told from signs of life that tell nothing else."""

import json
import zipfile

import pytest
from django.db import OperationalError
from django.utils import timezone
from django.utils.formats import date_format

from alignment.models import Event, Participant, Workshop
from alignment.services.contact import note_contact
from alignment.services.seats import release_seat
from diagnostics.presence import awaiting
from diagnostics.progress import progress_of
from diagnostics.running import room_version
from diagnostics.services.answers import record_answer
from diagnostics.views.control import etag_of
from diagnostics.wall import wall_token
from roadmaps.transfer.writing import write_workshop
from tests.diagnostics.facilitated import text_of, url
from tests.factories import (
    hold_phone,
    make_paired_phone,
    make_participants,
    make_question,
    make_user,
    make_workshop,
    take_seat,
)

MINUTE = timezone.timedelta(minutes=1)


@pytest.fixture
def facilitator(db):
    return make_user()


@pytest.fixture
def workshop(facilitator):
    return make_workshop(by=facilitator, state="open")


def make_room(workshop):
    """A seat whose phone joined an hour ago and was never heard of again; two open questions."""
    questions = [make_question(workshop, code, state="open") for code in ("F-01", "F-02")]
    (seat,) = make_participants(workshop, joined_at=ago(60))
    return seat, questions


def ago(minutes):
    return timezone.now() - minutes * MINUTE


def contacts(workshop):
    found = awaiting(workshop, progress_of(workshop)).people
    return [(each.missing, str(each.contact)) for each in found]


def seen(seat, minutes):
    Participant.objects.filter(pk=seat.pk).update(seen_at=ago(minutes))


# --- stuck, cut off, answering -----------------------------------------------------------


@pytest.mark.parametrize(
    ("answered", "last_seen", "contact"),
    [
        (1, None, "answering"),
        (9, 1, "answering"),
        (11, 1, "stuck"),
        (11, 4, "stuck"),
        (11, 6, "lost"),
        (6, None, "lost"),
        (6, 1, "answering"),
        (4, None, "answering"),
    ],
)
def test_stuck_is_told_from_cut_off(workshop, answered, last_seen, contact):
    seat, [first, _] = make_room(workshop)
    record_answer(participant=seat, question=first, value="2")
    seat.answers.update(received_at=ago(answered))
    if last_seen is not None:
        seen(seat, last_seen)

    assert contacts(workshop) == [(1, contact)]


def test_who_never_answered_is_stuck_ten_minutes_after_joining(workshop):
    seat, _ = make_room(workshop)
    seen(seat, 0)

    assert contacts(workshop) == [(2, "stuck")]


def test_right_after_an_opening_everybody_is_answering(workshop):
    make_room(workshop)
    Event.objects.create(workshop=workshop, action="questions_opened", subject="F")

    assert contacts(workshop) == [(2, "answering")]


def test_an_answer_from_paper_says_nothing_about_the_phone(workshop):
    seat, [first, _] = make_room(workshop)
    record_answer(participant=seat, question=first, value="2", origin="paper")

    assert contacts(workshop) == [(1, "lost")]


def test_whom_to_go_and_ask_comes_first_and_is_said_in_words(client, facilitator, workshop):
    lost, _ = make_room(workshop)
    stuck, answering = make_participants(workshop, count=2, joined_at=ago(30))
    seen(stuck, 0)
    seen(answering, 0)
    Participant.objects.filter(pk=answering.pk).update(joined_at=ago(1))
    client.force_login(facilitator)

    found = awaiting(workshop, progress_of(workshop))

    assert [each.seat for each in found.people] == [lost, stuck, answering]
    assert [(str(contact), n) for contact, n in found.counts] == [
        ("lost", 1),
        ("stuck", 1),
        ("answering", 1),
    ]
    for page in (url(workshop, "run"), url(workshop, "run", "seats")):
        text = text_of(client.get(page))
        assert f"no contact since {moment_of(found.people[0])}" in text
        assert f"here, no answer since {moment_of(found.people[1])}" in text
        assert ">answering<" in text


def moment_of(person):
    """Just after midnight an hour ago was yesterday."""
    return date_format(person.since, "H:i" if person.is_of_today else "SHORT_DATETIME_FORMAT")


def test_a_silence_since_another_day_says_which_day(client, facilitator, workshop):
    seat, _ = make_room(workshop)
    Participant.objects.filter(pk=seat.pk).update(joined_at=ago(60 * 24 * 3))
    client.force_login(facilitator)

    (person,) = awaiting(workshop, progress_of(workshop)).people

    assert not person.is_of_today
    day = date_format(person.since, "j M Y, H:i")
    assert f"no contact since {day}" in text_of(client.get(url(workshop, "run")))


def test_nobody_is_awaited_while_nothing_is_open(workshop, django_assert_num_queries):
    make_participants(workshop, joined_at=timezone.now())
    progress = progress_of(workshop)

    with django_assert_num_queries(0):
        assert awaiting(workshop, progress).people == []


# --- signs of life -----------------------------------------------------------------------


def here(client, participant):
    return client.post(f"/j/{participant.workshop.code}/here/")


def last_seen(participant):
    return Participant.objects.values_list("seen_at", flat=True).get(pk=participant.pk)


@pytest.fixture
def held(client, workshop):
    return take_seat(client, make_participants(workshop)[0])


def test_a_beat_is_one_statement_and_gets_no_content(client, held, django_assert_num_queries):
    seen(held, 2)

    with django_assert_num_queries(1):
        response = here(client, held)

    assert (response.status_code, response.content) == (204, b"")
    assert last_seen(held) > ago(1)


def test_it_is_written_at_most_once_a_minute(client, held):
    seen(held, 0.5)
    before = last_seen(held)

    here(client, held)
    client.get(f"/j/{held.workshop.code}/me/")

    assert last_seen(held) == before


def test_a_page_is_a_sign_of_life_without_a_script(client, held):
    seen(held, 30)

    client.get(f"/j/{held.workshop.code}/me/")

    assert last_seen(held) > ago(1)


def test_a_page_comes_also_while_the_database_takes_no_sign_of_life(client, held, monkeypatch):
    def busy(**seat):
        raise OperationalError("database is locked")

    monkeypatch.setattr("alignment.services.contact.note_contact", busy)
    seen(held, 30)

    assert client.get(f"/j/{held.workshop.code}/me/").status_code == 200


def test_a_device_whose_seat_was_freed_says_nothing_about_it(client, held):
    release_seat(participant=held)
    seen(held, 30)
    before = last_seen(held)

    assert here(client, held).status_code == 204
    assert last_seen(held) == before


def test_a_withdrawn_seat_gives_no_sign(held):
    Participant.objects.filter(pk=held.pk).update(voided_at=timezone.now(), seen_at=ago(30))
    before = last_seen(held)

    note_contact(pk=held.pk, session_key=held.session_key)

    assert last_seen(held) == before


def test_the_control_screen_looks_again_every_minute(monkeypatch, workshop):
    monkeypatch.undo()  # time passes here
    mine, noon = Workshop.objects.filter(pk=workshop.pk), timezone.now().replace(second=0)

    assert room_version(mine, noon) == room_version(mine, noon + MINUTE / 2)
    assert room_version(mine, noon) != room_version(mine, noon + MINUTE)


# --- who learns of it --------------------------------------------------------------------


def test_signs_of_life_change_no_page_that_polls(client, facilitator, held):
    mine = type(held.workshop).objects.filter(pk=held.workshop.pk)
    before = etag_of(mine)

    here(client, held)

    assert etag_of(mine) == before


def test_nobody_but_the_facilitator_learns_when_somebody_was_there(client, facilitator, held):
    """Neither the wall, nor other officials, nor the workshop file."""
    workshop = held.workshop
    make_question(workshop, "F-01", state="open")
    Participant.objects.filter(pk=held.pk).update(
        joined_at="2026-01-02T01:01:01Z", seen_at="2026-01-02T03:47:05Z"
    )
    (other,) = make_participants(workshop, institution=held.institution)
    take_seat(client, other)
    code = workshop.code
    pages = [f"/wall/{code}/{wall_token(workshop)}/", f"/j/{code}/", f"/j/{code}/me/"]
    pages += [f"/j/{code}/join/{held.institution_id}/", f"/j/{code}/stages/F/"]

    for page in pages:
        text = text_of(client.get(page))
        assert "03:47" not in text
        assert "no contact" not in text


def test_officials_are_told_that_the_facilitator_sees_it(client, held):
    page = text_of(client.get(f"/j/{held.workshop.code}/me/"))

    assert "when your last answer came and whether your phone is in reach" in page


def test_the_workshop_file_does_not_carry_it(held, tmp_path):
    write_workshop(held.workshop, tmp_path / "workshop.zip")

    with zipfile.ZipFile(tmp_path / "workshop.zip") as file:
        (row,) = map(json.loads, file.read("participants.jsonl").splitlines())
    assert "seen_at" not in row


def test_a_paired_phone_sees_how_many_and_not_who(client, facilitator, workshop):
    seat, _ = make_room(workshop)
    Participant.objects.filter(pk=seat.pk).update(name="Amina Diallo")
    hold_phone(client, make_paired_phone(workshop, by=facilitator))

    text = text_of(client.get(f"/control/{workshop.code}/"))

    assert "<strong>1</strong> phone without contact" in text
    assert "Amina" not in text
    assert seat.institution.name not in text
