"""A phone tells about once a minute that somebody is there, and no more often."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from alignment.models import Participant
from tests.browser.seats import join
from tests.factories import make_institution, make_participants, make_question, make_workshop

MINUTE = 60_000


@pytest.fixture
def seat(transactional_db):
    workshop = make_workshop(state="open")
    place = make_institution(workshop, name="Health ministry")
    make_question(workshop, "F-01", state="open")
    return make_participants(workshop, institution=place)[0]


@pytest.fixture
def beats(phone, seat):
    """The phone's signs of life, on a page whose clock the test moves."""
    sent = []
    phone.on("request", lambda request: sent.append(1) if "/here/" in request.url else None)
    join(phone, seat.workshop.code, "Health ministry")
    phone.clock.install()
    phone.get_by_role("link", name=re.compile("Begin")).click()
    expect(phone.get_by_role("radio").first).to_be_visible()
    return sent


def test_while_nothing_else_is_sent_it_beats_about_once_a_minute(phone, seat, beats):
    Participant.objects.update(seen_at=timezone.now() - timezone.timedelta(minutes=20))

    with phone.expect_response("**/here/") as answered:
        phone.clock.run_for(MINUTE * 1.3)
    phone.clock.run_for(MINUTE * 6)

    assert answered.value.status == 204
    assert 4 <= len(beats) <= 10
    assert Participant.objects.get().seen_at > timezone.now() - timezone.timedelta(minutes=1)


def test_an_answer_takes_the_place_of_a_beat(phone, beats):
    for level in (0, 1, 2, 3, 0, 1):
        phone.clock.run_for(MINUTE * 0.5)  # a slow machine adds seconds of its own
        with phone.expect_response("**/answers/"):
            phone.get_by_role("radio").nth(level).check()

    assert beats == []


def test_a_beat_that_does_not_arrive_disturbs_nobody(phone, beats):
    phone.context.set_offline(True)
    phone.clock.run_for(MINUTE * 3)
    phone.context.set_offline(False)
    phone.get_by_role("radio").first.check()

    expect(phone.locator("[data-question] [data-state]")).to_have_text(re.compile("^Received"))
