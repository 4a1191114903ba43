"""A phone is paired by a code, runs the room, and can do nothing else."""

import datetime
import gzip
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alignment.models import Event, Facilitator, Newcomer, Pairing, Workshop
from alignment.services.pairing import WRONG_CODES, offer_pairing
from diagnostics.services.parking import park
from tests.factories import (
    hold_phone,
    make_answers,
    make_paired_phone,
    make_participants,
    make_question,
    make_user,
    make_workshop,
)


@pytest.fixture
def facilitator(client, db):
    user = make_user(name="Grace Hopper")
    client.force_login(user)
    return user


@pytest.fixture
def workshop(facilitator):
    return make_workshop(by=facilitator, state="open")


@pytest.fixture
def phone(workshop, facilitator):
    """The browser of a phone that is paired."""
    device = Client()
    hold_phone(device, make_paired_phone(workshop, by=facilitator, label="Blue phone"))
    return device


def url(workshop, name, *more):
    return reverse(f"diagnostics:{name}", args=[workshop.code, *more])


def text_of(response):
    return " ".join(response.content.decode().split())


def pair(device, workshop, key, label=""):
    return device.post(url(workshop, "pair"), {"key": key, "label": label})


def code_shown(client, workshop):
    client.post(url(workshop, "phones"))
    return client.get(url(workshop, "phones")).context["key"]


# --- pairing ---------------------------------------------------------------------------


def test_a_phone_is_paired_with_the_code_that_the_laptop_shows(client, workshop):
    key, device = code_shown(client, workshop), Client()

    response = pair(device, workshop, key, "Blue phone")

    assert response.url == url(workshop, "control")
    assert device.get(response.url).status_code == 200
    assert "Blue phone" in text_of(client.get(url(workshop, "run")))


@pytest.mark.parametrize("written", [str.lower, lambda key: f" {key[:3]}-{key[3:]} "])
def test_the_code_may_be_typed_as_one_likes(client, workshop, written):
    key = code_shown(client, workshop)

    assert pair(Client(), workshop, written(key)).status_code == 302


def test_the_picture_fills_the_code_in_and_pairs_nothing_by_itself(client, workshop):
    key = code_shown(client, workshop)

    page = Client().get(url(workshop, "pair"), {"key": key})

    assert f'value="{key}"' in text_of(page)
    assert Pairing.objects.get().paired_at is None


def test_a_code_works_once(client, workshop):
    key = code_shown(client, workshop)

    assert pair(Client(), workshop, key).status_code == 302
    assert "used already" in text_of(pair(Client(), workshop, key))


def test_a_code_works_for_five_minutes(client, workshop):
    key = code_shown(client, workshop)
    Pairing.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))

    assert "older than five minutes" in text_of(pair(Client(), workshop, key))
    assert client.get(url(workshop, "phones")).context["key"] == ""


def test_a_new_code_voids_the_one_before(client, workshop):
    first, second = code_shown(client, workshop), code_shown(client, workshop)

    assert pair(Client(), workshop, first).status_code == 200
    assert pair(Client(), workshop, second).status_code == 302


def test_a_code_of_another_workshop_opens_nothing(facilitator, workshop):
    key = offer_pairing(workshop=make_workshop(by=facilitator), by=facilitator)

    assert pair(Client(), workshop, key).status_code == 200


def test_the_code_is_stored_nowhere(workshop, facilitator):
    key = offer_pairing(workshop=workshop, by=facilitator)

    assert key not in str(Pairing.objects.values())


def test_five_wrong_codes_pause_pairing_until_a_new_code_is_made(client, workshop):
    key = code_shown(client, workshop)
    for _try in range(WRONG_CODES):
        assert "does not work" in text_of(pair(Client(), workshop, "AAAAAA"))

    assert "Make a new code on the laptop" in text_of(pair(Client(), workshop, key))
    assert pair(Client(), workshop, code_shown(client, workshop)).status_code == 302


def test_the_pause_of_one_workshop_is_not_that_of_another(client, workshop, facilitator):
    for _try in range(WRONG_CODES + 1):
        pair(Client(), workshop, "AAAAAA")
    other = make_workshop(by=facilitator)

    assert pair(Client(), other, offer_pairing(workshop=other, by=facilitator)).status_code == 302


# --- what a paired phone may -----------------------------------------------------------


def test_it_opens_closes_and_reveals_and_the_log_says_from_where(phone, workshop):
    question = make_question(workshop, state="draft")
    make_participants(workshop)

    for state in ("open", "closed"):
        response = phone.post(url(workshop, "set_state"), {"stage": "F", "state": state})
        assert response.url == url(workshop, "control")
    asked = phone.post(url(workshop, "set_state"), {"stage": "F", "state": "revealed"})
    question.refresh_from_db()
    assert question.state == "closed"
    assert "It cannot be taken back" in text_of(phone.get(asked.url))
    assert phone.post(asked.url).url == url(workshop, "control")

    question.refresh_from_db()
    assert question.state == "revealed"
    event = Event.objects.filter(action="questions_revealed").get()
    assert (event.by, event.from_phone) == (workshop.facilitators.get().user, True)


def test_the_log_names_whoever_paired_the_phone(client, phone, workshop):
    make_question(workshop, state="open")
    phone.post(url(workshop, "set_state"), {"stage": "F", "state": "closed"})

    log = text_of(client.get(reverse("alignment:log", args=[workshop.code])))

    assert "Grace Hopper, on a paired phone" in log
    table = client.get(reverse("alignment:log_csv", args=[workshop.code])).content.decode()
    assert 'questions_closed,Closed,F,"Grace Hopper, on a paired phone"' in table


def test_it_sets_the_timer_parks_and_hides_results(phone, workshop):
    phone.post(url(workshop, "timer"), {"do": "start", "minutes": "10"})
    phone.post(url(workshop, "parking"), {"text": "Nurses", "about": "", "back": "control"})
    phone.post(url(workshop, "wall_results"), {"shown": "no"})

    workshop.refresh_from_db()
    assert workshop.timer_ends_at is not None
    assert workshop.parked.get().text == "Nurses"
    assert workshop.results_hidden is True
    assert Event.objects.get(action="wall_results_hidden").from_phone is True


def test_it_shows_counts_and_nobodys_name(phone, workshop):
    question = make_question(workshop, state="open")
    people = make_participants(
        workshop, count=2, name="Amina Kamanzi", joined_at=workshop.created_at
    )
    make_answers(question, ["4"], participants=people[:1], comment="Secret reason")

    text = text_of(phone.get(url(workshop, "control")))

    assert "1 of 2" in text
    assert "Amina" not in text
    assert "Secret" not in text


@pytest.mark.parametrize(
    ("waiting", "told"),
    [
        (0, "Nobody without a seat asks to be let in."),
        (1, "1 person asks to be let in."),
        (2, "2 people ask to be let in."),
    ],
)
def test_it_shows_how_many_ask_to_be_let_in_and_where_that_is_done(phone, workshop, waiting, told):
    Workshop.objects.update(newcomers_may_ask=True)
    for number in range(1, waiting + 1):
        Newcomer.objects.create(workshop=workshop, number=number, key="k" * 32)

    text = text_of(phone.get(url(workshop, "control")))

    assert told in text
    assert ("Let people in on the laptop" in text) is (waiting > 0)


def test_it_reaches_no_page_of_the_facilitator(phone, workshop):
    (seat,) = make_participants(workshop)
    pages = ["run", "run_seats", "notes", "phones", "compare", "agree", "questions", "paper_forms"]
    closed = [url(workshop, name) for name in pages]
    closed += [
        reverse(f"alignment:{name}", args=[workshop.code]) for name in ("setup", "people", "log")
    ]
    closed += [reverse("alignment:seat_release", args=[workshop.code, seat.pk])]

    for path in closed:
        for response in (phone.get(path), phone.post(path)):
            assert response.status_code in (302, 405)
            assert response.status_code == 405 or "/accounts/login/" in response.url


def test_a_phone_of_another_workshop_runs_nothing_here(phone, facilitator):
    other = make_workshop(by=facilitator, state="open")
    phone.cookies[f"runs_{other.code}"] = next(iter(phone.cookies.values())).value

    response = phone.post(url(other, "timer"), {"do": "start", "minutes": "10"})

    assert "/accounts/login/" in response.url
    other.refresh_from_db()
    assert other.timer_ends_at is None


def test_a_cookie_that_we_did_not_sign_is_worth_nothing(workshop):
    device = Client()
    device.cookies[f"runs_{workshop.code}"] = "1:x:forged"

    assert "/accounts/login/" in device.get(url(workshop, "control")).url


# --- unpairing -------------------------------------------------------------------------


def test_phones_are_unpaired_one_by_one(client, phone, workshop, facilitator):
    other = Client()
    hold_phone(other, make_paired_phone(workshop, by=facilitator, label="Red phone"))
    blue = Pairing.objects.get(label="Blue phone")

    client.post(url(workshop, "phone_unpair", blue.pk))

    refused = phone.post(url(workshop, "timer"), {"do": "start", "minutes": "10"})
    assert refused.status_code == 403
    assert "no longer runs the room" in text_of(refused)
    assert other.get(url(workshop, "control")).status_code == 200
    assert "Blue phone" not in text_of(client.get(url(workshop, "run")))
    assert Event.objects.filter(action="phone_unpaired").count() == 1


def test_a_phone_gives_its_rights_back_itself(phone, workshop):
    phone.post(url(workshop, "control_leave"))

    assert "/accounts/login/" in phone.get(url(workshop, "control")).url
    assert not Pairing.objects.standing().exists()


def test_whoever_leaves_the_workshop_takes_the_phone_along(phone, workshop):
    Facilitator.objects.create(workshop=workshop, user=make_user())
    workshop.facilitators.first().delete()

    assert phone.get(url(workshop, "control")).status_code == 403


def test_in_a_workshop_put_away_nothing_is_pressed(phone, workshop):
    workshop.archived_at = timezone.now()
    workshop.save()

    refused = phone.post(url(workshop, "timer"), {"do": "start", "minutes": "10"})

    assert refused.status_code == 409
    assert url(workshop, "control") in text_of(refused)


# --- keeping up to date ----------------------------------------------------------------


def poll(phone, workshop, etag=""):
    headers = {"HX-Request": "true", "If-None-Match": etag}
    return phone.get(url(workshop, "control"), headers=headers)


def test_an_unchanged_poll_costs_two_queries(phone, workshop, django_assert_num_queries):
    make_question(workshop, state="open")
    etag = poll(phone, workshop)["ETag"]

    with django_assert_num_queries(2):
        assert poll(phone, workshop, etag).status_code == 304


@pytest.mark.parametrize("questions", [0, 1])
def test_whatever_the_poll_brings_has_its_place_on_the_page(phone, workshop, questions):
    if questions:
        make_question(workshop)

    pages = (text_of(r) for r in (phone.get(url(workshop, "control")), poll(phone, workshop)))
    page, now = (re.findall(r'data-part="\w+"', text) for text in pages)

    assert page == now != []


def test_the_phone_hears_of_changes(phone, workshop):
    etag = poll(phone, workshop)["ETag"]
    park(workshop=workshop, text="Nurses")

    changed = poll(phone, workshop, etag)

    assert changed.status_code == 200
    assert "Nurses" in text_of(changed)
    assert len(gzip.compress(changed.content, 6)) <= 2_048
