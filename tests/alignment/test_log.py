"""The log says in words who did what and when, and never what anybody answered."""

import csv
import datetime
import io

import pytest
from django.urls import reverse

from alignment.logbook import in_words
from alignment.models import Event
from alignment.services.events import log
from alignment.services.seats import change_seat
from tests.factories import (
    make_answers,
    make_participants,
    make_question,
    make_user,
    make_workshop,
)

pytestmark = pytest.mark.django_db
SHOWN_AT_ONCE = 50


@pytest.fixture
def facilitator():
    return make_user(name="Grace Hopper")


@pytest.fixture
def workshop(facilitator):
    return make_workshop(by=facilitator, time_zone="Africa/Kigali")


@pytest.fixture
def open_log(client, facilitator, workshop):
    client.force_login(facilitator)

    def opened(**query):
        return client.get(reverse("alignment:log", args=[workshop.code]), query)

    return opened


def words_of(page):
    return [words for _event, words, _presser in page.context["rows"]]


def test_the_log_says_who_did_what_and_when_in_the_workshops_time(open_log, workshop):
    event = log(workshop, "questions_revealed", subject="F")
    Event.objects.filter(pk=event.pk).update(
        at=datetime.datetime(2026, 3, 2, 22, 15, tzinfo=datetime.UTC)
    )

    html = open_log().content.decode()

    assert "Workshop made" in html
    assert "Grace Hopper" in html
    assert "Results revealed" in html
    assert "3 March 2026, 00:15" in html


def test_the_newest_comes_first_and_a_page_holds_fifty(open_log, workshop):
    for number in range(SHOWN_AT_ONCE):
        log(workshop, "action_added", subject=f"A{number}")

    first, second = open_log(), open_log(page=2)

    assert first.context["rows"][0][0].subject == "A49"
    assert (len(words_of(first)), words_of(second)) == (SHOWN_AT_ONCE, ["Workshop made"])


def test_one_kind_can_be_chosen(open_log, workshop):
    log(workshop, "action_added", subject="A1")

    assert words_of(open_log(kind="action_added")) == ["Action added"]
    assert words_of(open_log(kind="no such kind")) == ["Action added", "Workshop made"]


@pytest.mark.parametrize("events", [1, 30])
def test_the_log_costs_the_same_whatever_it_holds(
    open_log, workshop, events, django_assert_num_queries
):
    for number in range(events):
        log(workshop, "action_added", subject=f"A{number}", by=make_user())

    with django_assert_num_queries(6):
        open_log()


def test_the_whole_log_can_be_kept(client, facilitator, workshop):
    log(workshop, "side_added", subject="=1+1")
    client.force_login(facilitator)

    response = client.get(reverse("alignment:log_csv", args=[workshop.code]))

    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [(r["kind"], r["event"], r["about"], r["by"]) for r in rows] == [
        ("side_added", "Side added", "'=1+1", ""),
        ("workshop_created", "Workshop made", "", "Grace Hopper"),
    ]


def test_an_answer_leaves_no_line(open_log, workshop):
    question = make_question(workshop, state="open")
    make_answers(question, ["1"], comment="Nobody plans here")

    assert words_of(open_log()) == ["Workshop made"]


def test_a_new_signatory_is_noted_once(workshop, facilitator):
    (seat,) = make_participants(workshop)
    for _time in range(2):
        change_seat(
            participant=seat, institution=seat.institution, by=facilitator, role="signatory"
        )

    logged = Event.objects.filter(action="signatory_named").values_list("subject", flat=True)
    assert list(logged) == [f"{seat.institution.name} / 1"]


def test_an_event_of_an_unknown_kind_is_shown_by_its_code():
    assert in_words("something_newer") == "something_newer"
