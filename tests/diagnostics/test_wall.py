"""The screen for the whole room: counts, then results; never a name, nothing before its time."""

import datetime
import gzip
import re

import pytest
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone

from alignment.models import Participant
from diagnostics.services.agreement import record_outcome
from diagnostics.services.answers import record_answer
from diagnostics.services.room import (
    show_results,
    start_timer,
)
from diagnostics.services.states import set_state
from diagnostics.wall import wall_of, wall_token, wall_version
from tests.diagnostics.walls import (
    NOON,
    TODAY,
    make_room,
    make_session,
    poll,
    revealed,
    text_of,
    wall,
)
from tests.factories import (
    make_answers,
    make_question,
)


def test_the_wall_speaks_the_workshops_language_whatever_the_projectors_computer_asks_for(
    client, db
):
    workshop, _, _ = make_room()
    workshop.languages = ["fr", "en"]
    workshop.save()

    page = wall(client, workshop, headers={"Accept-Language": "en"})

    assert '<html lang="fr"' in page.text
    assert "Code de l’atelier" in page.text
    assert page["Content-Language"] == "fr"


@pytest.mark.parametrize("token", ["wrong", "x" * 20])
def test_without_the_right_token_there_is_no_wall(client, db, token):
    workshop, _, _ = make_room()

    assert wall(client, workshop, token).status_code == 404


def test_the_token_of_another_workshop_opens_nothing(client, db):
    workshop, _, _ = make_room()
    other, _, _ = make_room()

    assert wall(client, workshop, wall_token(other)).status_code == 404
    with override_settings(SECRET_KEY="of another server"):
        assert wall_token(workshop) != wall_token(other) != ""


def test_it_shows_how_to_join_and_how_many_have(client, db):
    workshop, [first, _], _ = make_room()
    Participant.objects.filter(pk=first.pk).update(joined_at=timezone.now())

    text = text_of(wall(client, workshop))

    assert f"http://testserver/j/{workshop.code}/" in text
    assert "<strong>1</strong> of 2 seats taken" in text
    assert '<noscript><meta http-equiv="refresh" content="30"></noscript>' in text
    assert "Last updated" in text


def test_before_the_reveal_it_shows_counts_and_nothing_else(client, db):
    workshop, [first, second], question = make_room()
    Participant.objects.update(joined_at=timezone.now())
    record_answer(participant=first, question=question, value="4", comment="Secret reason")
    before = text_of(poll(client, workshop))

    record_answer(participant=second, question=question, value="1", comment="Another secret")
    set_state(workshop=workshop, stage="F", state="closed")
    after = text_of(poll(client, workshop))

    assert "1 of 2" in before
    assert "2 of 2" in after
    for text in (before, after):
        assert "secret" not in text.lower()
        assert "Amina" not in text
        assert "Budget directorate" not in text
        assert "heat" not in text


def test_what_one_answered_makes_no_difference_before_the_reveal(client, db):
    shown = []
    for value in ("1", "4", "dk"):
        workshop, [first, _], question = make_room(title="Same")
        record_answer(participant=first, question=question, value=value)
        text = text_of(poll(client, workshop))
        shown.append(text.split("<h2")[1])

    assert shown[0] == shown[1] == shown[2]


def test_after_the_reveal_it_shows_the_headline_and_the_heat_map(client, db):
    workshop, _, _ = make_room()
    revealed(workshop)

    text = text_of(poll(client, workshop))

    assert wall_of(workshop).comparison.headline in text
    assert "wall-heat" in text
    assert "3.5" in text
    assert "Answers so far" not in text
    assert "Amina" not in text


def test_after_the_reveal_the_room_sees_the_picture_and_gets_it_once(client, db):
    workshop, _, _ = make_room()
    revealed(workshop)

    page, again = text_of(wall(client, workshop)), text_of(poll(client, workshop))

    assert page.count('<figure class="picture-heat') == page.count("Joint levels by stage") == 2
    assert "<figure" not in again
    (kept,) = set(re.findall(r'data-keep="(\w+)"', page + again))
    assert len(kept) == 12


def test_a_new_result_changes_the_picture_that_the_wall_keeps(db):
    workshop, _, question = make_room()
    revealed(workshop)
    before = wall_of(workshop).heat.key

    question.refresh_from_db()
    record_outcome(question=question, outcome="agreed", agreed_level=1, reason="Read together.")

    assert wall_of(workshop).heat.key != before


def test_what_the_rule_withholds_stays_withheld_on_the_wall(client, db):
    workshop, _, question = make_room()
    make_answers(question, "4444", side="MOH")
    make_answers(question, "222222", side="MOF")
    for state in ("closed", "revealed"):
        set_state(workshop=workshop, stage="F", state=state)

    text = text_of(poll(client, workshop))

    assert "0 of 1 scored" in text
    assert "heat__mark" not in text


@pytest.mark.parametrize(
    ("start", "end", "day", "shown"),
    [
        (11, 13, TODAY, True),
        (12, 13, TODAY, True),
        (11, 12, TODAY, False),
        (11, 13, TODAY + datetime.timedelta(days=1), False),
    ],
)
def test_the_session_under_way_is_told(db, start, end, day, shown):
    workshop, _, _ = make_room()
    session = make_session(workshop, start, end, day)

    assert wall_of(workshop, NOON).session == (session if shown else None)


def test_sessions_are_in_the_workshops_own_time(db):
    workshop, _, _ = make_room(time_zone="Africa/Kigali")  # two hours ahead
    make_session(workshop, 11, 13)
    later = make_session(workshop, 14, 15, title="Later")

    assert wall_of(workshop, NOON).session == later


def change(what, workshop, seats, question):
    if what == "answer":
        record_answer(participant=seats[0], question=question, value="2")
    elif what == "joined":
        Participant.objects.filter(pk=seats[1].pk).update(joined_at=timezone.now())
    elif what == "state":
        set_state(workshop=workshop, stage="F", state="closed")
    elif what == "timer":
        start_timer(workshop=workshop, minutes=10)
    elif what == "hidden":
        show_results(workshop=workshop, shown=False)
    elif what == "agreed":
        record_outcome(
            question=question, outcome="agreed", agreed_level=3, reason="Said in plenary"
        )


@pytest.mark.parametrize("what", ["nothing", "answer", "joined", "state", "timer", "hidden"])
def test_the_poll_hears_only_of_changes(client, db, what):
    workshop, seats, question = make_room()
    before = poll(client, workshop)

    change(what, workshop, seats, question)
    after = poll(client, workshop, before["ETag"])

    assert after.status_code == (304 if what == "nothing" else 200)
    assert before.templates[0].name == "diagnostics/room/_wall.html"


def test_the_page_and_the_poll_agree_on_what_is_new(client, db):
    workshop, _, _ = make_room()

    page = wall(client, workshop)

    assert f'data-etag="{page["ETag"]}"' in page.content.decode().replace("&quot;", '"')
    assert poll(client, workshop, page["ETag"]).status_code == 304


def test_what_the_plenary_agrees_reaches_the_wall(client, db):
    workshop, seats, _ = make_room()
    revealed(workshop)
    before = poll(client, workshop)

    change("agreed", workshop, seats, workshop.questions.get())

    assert poll(client, workshop, before["ETag"]).status_code == 200


def test_a_new_session_is_a_change(db):
    workshop, _, _ = make_room()
    make_session(workshop, 11, 13)

    at_noon = wall_version(workshop, NOON)

    assert wall_version(workshop, NOON + datetime.timedelta(minutes=59)) == at_noon
    assert wall_version(workshop, NOON + datetime.timedelta(hours=1)) != at_noon


def test_an_unchanged_poll_costs_two_queries(client, db, django_assert_num_queries):
    workshop, _, _ = make_room()
    etag = poll(client, workshop)["ETag"]

    with django_assert_num_queries(2):
        assert poll(client, workshop, etag).status_code == 304


def question_on_wall(client, workshop, code="F-01", token=None, headers=None):
    places = [workshop.code, token or wall_token(workshop), code]
    return client.get(reverse("diagnostics:wall_question", args=places), headers=headers)


def test_one_question_stands_on_the_projector_while_it_is_talked_about(client, db):
    workshop, _, question = make_room()
    revealed(workshop)

    text = question_on_wall(client, workshop).text

    assert question.text in text
    assert text.count('class="picture"') == 1
    assert wall_of(workshop).comparison.line("F-01").sentence in text
    assert "Amina" not in text


def test_the_question_on_the_projector_keeps_itself_up_to_date(client, db):
    workshop, _, question = make_room()
    revealed(workshop)
    etag = question_on_wall(client, workshop)["ETag"]
    asks = {"HX-Request": "true", "If-None-Match": etag}
    assert question_on_wall(client, workshop, headers=asks).status_code == 304

    question.refresh_from_db()
    record_outcome(question=question, outcome="agreed", agreed_level=2)

    response = question_on_wall(client, workshop, headers=asks)
    assert "Agreed level: 2" in response.text
    assert "<html" not in response.text


def test_a_question_is_on_the_projector_only_once_revealed_and_while_results_are_shown(client, db):
    workshop, _, _ = make_room()
    assert question_on_wall(client, workshop).status_code == 404

    revealed(workshop)
    assert question_on_wall(client, workshop).status_code == 200
    assert question_on_wall(client, workshop, code="X-99").status_code == 404
    assert question_on_wall(client, workshop, token="wrong").status_code == 404

    show_results(workshop=workshop, shown=False)
    assert question_on_wall(client, workshop).status_code == 404


@pytest.mark.parametrize("people", [1, 12])
def test_the_wall_costs_the_same_for_few_and_many(db, people, django_assert_num_queries):
    workshop, _, _ = make_room(people=people)
    revealed(workshop)

    with django_assert_num_queries(17):
        wall_of(workshop)


@pytest.mark.parametrize("is_revealed", [False, True])
def test_the_poll_is_small(client, db, is_revealed):
    workshop, _, _ = make_room(people=40)
    for code in ("A-01", "E-01", "M-01", "C-01"):
        make_question(workshop, code, state="open")
    if is_revealed:
        for question in workshop.questions.exclude(code="F-01"):
            make_answers(question, "333444", side="MOH")
        revealed(workshop, "all")

    assert len(gzip.compress(poll(client, workshop).content, 6)) <= 2_048


def test_the_picture_comes_once(client, db):
    workshop, _, _ = make_room()

    assert 'class="qr-code"' in text_of(wall(client, workshop))
    assert 'class="qr-code"' not in text_of(poll(client, workshop))
