"""People without a seat ask at the door, and the facilitator lets them in."""

import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alignment.models import Event, Newcomer, Participant
from alignment.services.newcomers import (
    MOST_WAITING,
    admit,
    ask_to_be_let_in,
    turn_away,
)
from roadmaps.services.rehearsal import begin_rehearsal, end_rehearsal
from roadmaps.transfer.reading import read_workshop
from roadmaps.transfer.writing import write_workshop
from tests.factories import (
    PIN,
    make_institution,
    make_participants,
    make_question,
    make_user,
    make_workshop,
    remove_workshop,
    take_seat,
)

pytestmark = pytest.mark.any_database


def make_door(by=None, **fields):
    chosen = {"state": "open", "newcomers_may_ask": True} | fields
    workshop = make_workshop(by=by or make_user(), **chosen)
    return workshop, make_institution(workshop, name="Treasury")


def ask_url(workshop):
    return reverse("diagnostics:ask", args=[workshop.code])


def text_of(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def test_from_asking_to_a_seat_of_ones_own(client, db):
    workshop, institution = make_door()

    waiting = client.post(ask_url(workshop), follow=True)
    newcomer = Newcomer.objects.get()
    seat = admit(newcomer=newcomer, institution=institution)
    taking = client.get(ask_url(workshop), follow=True)
    address = taking.redirect_chain[-1][0]
    home = client.post(address, {"pin": PIN, "pin_again": PIN}, follow=True)

    assert "Tell the facilitator your number 1" in text_of(waiting)
    assert "Take this seat" in text_of(taking)
    assert "My questions" in text_of(home)
    seat.refresh_from_db()
    assert (seat.institution, seat.seat, bool(seat.pin)) == (institution, 1, True)


def test_nobody_else_can_take_the_new_seat(client, db):
    workshop, institution = make_door()
    newcomer = ask_to_be_let_in(workshop=workshop)
    seat = admit(newcomer=newcomer, institution=institution)

    args = [workshop.code, institution.pk, seat.seat]
    tried = client.post(reverse("diagnostics:join_seat", args=args), {"pin": PIN, "pin_again": PIN})
    asked = client.get(ask_url(workshop))

    assert "Type the code on yours" in text_of(tried)
    assert "You get a number" in text_of(asked)
    assert Participant.objects.get().pin == ""


def test_a_seat_freed_meanwhile_is_chosen_like_any_other(client, db):
    workshop, institution = make_door()
    client.post(ask_url(workshop))
    seat = admit(newcomer=Newcomer.objects.get(), institution=institution)
    Participant.objects.filter(pk=seat.pk).update(slip="")

    place = [workshop.code, institution.pk, seat.seat]
    assert client.get(ask_url(workshop)).url == reverse("diagnostics:join_seat", args=place)


def test_whoever_is_turned_away_is_told_so(client, db):
    workshop, _ = make_door()
    client.post(ask_url(workshop))

    turn_away(newcomer=Newcomer.objects.get())

    assert "You were not let in" in text_of(client.get(ask_url(workshop)))
    assert not Participant.objects.exists()


def test_asking_twice_from_one_phone_is_one_question(client, db):
    workshop, _ = make_door()
    for _turn in range(2):
        client.post(ask_url(workshop))

    assert Newcomer.objects.count() == 1


def test_where_it_is_not_allowed_nobody_can_ask(client, db):
    workshop, _ = make_door(newcomers_may_ask=False)

    assert client.get(ask_url(workshop)).status_code == 404
    assert "ask to be let in" not in text_of(client.get(f"/j/{workshop.code}/"))
    with pytest.raises(ValidationError):
        ask_to_be_let_in(workshop=workshop)


def test_the_join_pages_lead_there_where_it_is_allowed(client, db):
    workshop, institution = make_door()
    make_participants(workshop, institution=institution)

    for page in (f"/j/{workshop.code}/", f"/j/{workshop.code}/join/{institution.pk}/"):
        assert ask_url(workshop) in client.get(page).content.decode()


@pytest.mark.parametrize("asked", [True, False])
def test_a_name_is_asked_only_as_the_workshop_decides_and_may_stay_empty(client, db, asked):
    workshop, _ = make_door(names_asked=asked)

    assert ("Your name" in text_of(client.get(ask_url(workshop)))) is asked
    client.post(ask_url(workshop))
    assert Newcomer.objects.get().name == ""


def test_a_phone_with_a_seat_is_sent_to_its_own_page(client, db):
    workshop, institution = make_door()
    take_seat(client, make_participants(workshop, institution=institution)[0])

    assert client.get(ask_url(workshop)).url == reverse("diagnostics:me", args=[workshop.code])


def test_a_crowd_at_the_door_is_bounded(db):
    workshop, _ = make_door()
    for _turn in range(MOST_WAITING):
        ask_to_be_let_in(workshop=workshop)

    with pytest.raises(ValidationError) as refusal:
        ask_to_be_let_in(workshop=workshop)

    assert refusal.value.code == "many_waiting"


def test_the_facilitator_chooses_the_institution_and_two_presses_are_one(client, db):
    user = make_user()
    workshop, institution = make_door(user)
    newcomer = ask_to_be_let_in(workshop=workshop)
    client.force_login(user)
    url = reverse("diagnostics:newcomer_admit", args=[workshop.code, newcomer.pk])

    missing = client.post(url)
    done = client.post(url, {"institution": institution.pk}, follow=True)
    again = client.post(url, {"institution": institution.pk}, follow=True)

    assert "Choose the institution of the new seat." in text_of(missing)
    assert "Nobody is waiting." in text_of(done)
    assert "Another facilitator has just decided this." in text_of(again)
    assert workshop.participants.count() == 1
    event = Event.objects.get(action="newcomer_admitted")
    assert (event.subject, event.by) == ("Treasury / 1", user)


def test_the_list_costs_the_same_for_one_and_for_many(db):
    user = make_user()
    client = Client()
    client.force_login(user)
    workshop, institution = make_door(user)
    url = reverse("diagnostics:newcomers", args=[workshop.code])
    counts = []
    for people in (1, 3):
        for _turn in range(people):
            ask_to_be_let_in(workshop=workshop, institution=institution)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_newcomers_travel_and_a_rehearsal_forgets_them(db, tmp_path):
    workshop, institution = make_door(state="draft")
    make_question(workshop)
    make_participants(workshop, institution=institution)
    begin_rehearsal(workshop=workshop)
    workshop.refresh_from_db()
    ask_to_be_let_in(workshop=workshop, name="Somebody")
    end_rehearsal(workshop=workshop, free_seats=True)
    assert not Newcomer.objects.exists()

    workshop.refresh_from_db()
    workshop.state = "open"
    workshop.save()
    admit(newcomer=ask_to_be_let_in(workshop=workshop), institution=institution)
    write_workshop(workshop, tmp_path / "w.zip")
    remove_workshop(workshop)
    restored = read_workshop(tmp_path / "w.zip")

    assert restored.newcomers.get().seat.institution.name == "Treasury"
