import datetime
import gzip
import re

import pytest
from django.test import override_settings
from django.utils import timezone

from alignment.models import AgendaItem, Newcomer, Participant
from diagnostics.join_address import qr_code
from diagnostics.models import Question
from diagnostics.progress import progress_of
from diagnostics.running import room_of
from diagnostics.services.answers import record_answer
from diagnostics.services.parking import park
from diagnostics.services.room import show_results, start_timer
from tests.diagnostics.facilitated import make_room, text_of, url
from tests.factories import (
    make_institution,
    make_participants,
    make_question,
    make_user,
    make_workshop,
)


@pytest.fixture
def facilitator(client, db):
    user = make_user()
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    "path", ["run", "run/seats", "run/notes", "paper", "paper/{seat}", "run/figures/F-01"]
)
@pytest.mark.parametrize(
    ("who", "status"), [("facilitator", 200), ("stranger", 404), ("nobody", 302)]
)
def test_who_may_open_the_facilitators_pages(client, facilitator, path, who, status):
    workshop, [first, _], _ = make_room(facilitator, facts=[{"code": "a", "label": "A"}])
    if who != "facilitator":
        client.logout()
    if who == "stranger":
        client.force_login(make_user())

    assert client.get(url(workshop, path.format(seat=first.pk))).status_code == status


def test_progress_counts_answers_and_never_tells_them(client, facilitator):
    workshop, [first, second], question = make_room(facilitator)
    Participant.objects.update(joined_at=timezone.now())
    record_answer(participant=first, question=question, value="4", comment="Secret reason")

    progress = progress_of(workshop)

    [row] = progress.stages
    assert [(side.code, cell.given, cell.asked) for side, cell in row.cells] == [
        ("MOH", 1, 2),
        ("MOF", 0, 0),
    ]
    assert [(p.seat, p.joined, p.cells[0].given) for p in progress.groups[0].people] == [
        (first, True, 1),
        (second, True, 0),
    ]
    text = text_of(client.get(url(workshop, "run")))
    assert "Secret reason" not in text
    assert "1 of 2" in text


def test_who_is_behind_is_named_with_what_is_missing(client, facilitator):
    workshop, [first, second], question = make_room(facilitator, people=2)
    make_question(workshop, "A-01", state="closed")
    Participant.objects.filter(pk=first.pk).update(joined_at=timezone.now())

    progress = progress_of(workshop)
    assert [(each.seat, each.missing) for each in progress.behind] == [(first, 1)]
    assert progress.absent == [(second.institution, 1)]

    record_answer(participant=first, question=question, value="4")
    assert progress_of(workshop).behind == []
    text = text_of(client.get(url(workshop, "run")))
    assert "Everybody who has joined has answered what is open." in text


def test_a_second_round_waits_for_nobody_because_of_what_is_closed(client, facilitator):
    workshop, [first, second], question = make_room(facilitator, people=2)
    Participant.objects.filter(workshop=workshop).update(joined_at=timezone.now())
    closed = make_question(workshop, "F-05", stage=question.stage, state="revealed")
    record_answer(participant=first, question=question, value="4")

    progress = progress_of(workshop)

    assert closed.stage == question.stage
    assert [(each.seat, each.missing) for each in progress.behind] == [(second, 1)]


def test_nobody_is_waited_for_when_nothing_is_open(client, facilitator):
    workshop, _seats, _question = make_room(facilitator)
    Question.objects.update(state="closed")

    assert "Still missing" not in text_of(client.get(url(workshop, "run")))


def test_without_seats_the_way_to_add_them_is_shown(client, facilitator):
    workshop = make_workshop(by=facilitator)

    assert "There is no seat yet, so nobody can join." in text_of(client.get(url(workshop, "run")))


def test_withdrawn_seats_are_not_counted(facilitator):
    workshop, [_first, second], _ = make_room(facilitator)
    Participant.objects.filter(pk=second.pk).update(voided_at=timezone.now())

    assert progress_of(workshop).seats == 1


def test_who_answered_on_paper_takes_part_without_joining(facilitator):
    workshop, [first, _], question = make_room(facilitator)
    record_answer(participant=first, question=question, value="4", origin="paper")

    [row] = progress_of(workshop).stages
    assert [(cell.given, cell.asked) for _side, cell in row.cells] == [(1, 1), (0, 0)]


def test_a_side_with_one_answer_is_asked_once(facilitator):
    workshop, [first, second], _question = make_room(facilitator)
    side = first.institution.side
    side.mode = "institutional"
    side.save()
    Participant.objects.update(joined_at=timezone.now())
    Participant.objects.filter(pk=second.pk).update(speaks_for_side=True)

    [row] = progress_of(workshop).stages
    assert [(cell.given, cell.asked) for _side, cell in row.cells] == [(0, 1), (0, 0)]


def test_progress_costs_the_same_for_one_person_and_many(facilitator, django_assert_num_queries):
    for people in (1, 5):
        workshop, _, _ = make_room(facilitator, people=people)
        make_question(workshop, f"A-0{people}", state="open")
        with django_assert_num_queries(5):
            progress_of(workshop)


def poll(client, workshop, etag=""):
    return client.get(url(workshop, "run", "now"), headers={"If-None-Match": etag})


CHANGES = ["nothing", "answer", "change of answer", "joined", "state", "timer", "parked", "wall"]
CHANGES.append("asked to be let in")


@pytest.mark.parametrize("change", CHANGES)
def test_the_poll_hears_only_of_changes(client, facilitator, change):
    workshop, [first, second], question = make_room(facilitator)
    stored = record_answer(participant=first, question=question, value="1")
    before = poll(client, workshop)
    if change == "answer":
        record_answer(participant=second, question=question, value="2")
    if change == "change of answer":
        record_answer(participant=first, question=question, value="2", replaces=stored.revision)
    if change == "joined":
        Participant.objects.filter(pk=second.pk).update(joined_at=timezone.now())
    if change == "state":
        Question.objects.update(state="closed")
    if change == "timer":
        start_timer(workshop=workshop, minutes=5)
    if change == "parked":
        park(workshop=workshop, text="Later")
    if change == "asked to be let in":
        Newcomer.objects.create(workshop=workshop, number=1, key="k" * 32)
    if change == "wall":
        show_results(workshop=workshop, shown=False)

    after = poll(client, workshop, before["ETag"])

    assert after.status_code == (304 if change == "nothing" else 200)
    assert before.templates[0].name == "diagnostics/run/_now.html"


def test_an_unchanged_poll_costs_two_queries(client, facilitator, django_assert_num_queries):
    workshop, _, _ = make_room(facilitator)
    etag = poll(client, workshop)["ETag"]

    with django_assert_num_queries(2):
        assert poll(client, workshop, etag).status_code == 304


def test_the_page_and_the_poll_agree_on_what_is_new(client, facilitator):
    workshop, _, _ = make_room(facilitator)

    page = client.get(url(workshop, "run"))

    assert poll(client, workshop, page.context["etag"]).status_code == 304
    assert "Last updated" in text_of(page)


@pytest.mark.parametrize("questions", [0, 1])
def test_whatever_the_poll_brings_has_its_place_on_the_page(client, facilitator, questions):
    workshop = make_workshop(by=facilitator)
    if questions:
        make_question(workshop)

    page, now = (text_of(r) for r in (client.get(url(workshop, "run")), poll(client, workshop)))

    assert re.findall(r'data-part="\w+"', now) != []
    assert sorted(re.findall(r'data-part="\w+"', now)) == sorted(
        re.findall(r'data-part="\w+"', page)
    )


@pytest.mark.parametrize("who", ["stranger", "nobody"])
def test_the_poll_tells_others_nothing(client, facilitator, who):
    workshop, _, _ = make_room(facilitator)
    etag = poll(client, workshop)["ETag"]
    client.logout()
    if who == "stranger":
        client.force_login(make_user())

    assert poll(client, workshop, etag).status_code == 404


@pytest.mark.parametrize("minutes", [0, 20])
def test_a_full_rooms_poll_is_small(client, facilitator, minutes):
    """Also when the network fails and everybody is out of reach."""
    workshop = make_full_room(facilitator)
    long_ago = timezone.now() - datetime.timedelta(minutes=minutes)
    Participant.objects.update(joined_at=long_ago)

    body = poll(client, workshop).content

    assert len(gzip.compress(body, 6)) <= 2_048


def make_full_room(facilitator):
    """45 seats in ten institutions, five stages open, a full agenda and parking lot."""
    workshop = make_workshop(by=facilitator, state="open")
    for number in range(10):
        place = make_institution(
            workshop, "MOH" if number < 5 else "MOF", name=f"Directorate of {WORDS[number]} affairs"
        )
        make_participants(workshop, institution=place, count=4 + number % 2)
    for number, seat in enumerate(workshop.participants.all()):
        name = f"{WORDS[number % 10]} {WORDS[-1 - number // 10]}"
        Participant.objects.filter(pk=seat.pk).update(name=name, joined_at=workshop.created_at)
    for stage in "FAEMC":
        make_question(workshop, f"{stage}-01", state="open")
    for number, word in enumerate(WORDS[:6]):
        park(workshop=workshop, text=f"Who pays for {word} in the provinces, and since when?")
        AgendaItem.objects.create(
            workshop=workshop,
            day=timezone.now().date(),
            start=datetime.time(9 + number),
            end=datetime.time(10 + number),
            title=f"{word} explained to both ministries",
        )
    start_timer(workshop=workshop, minutes=20)
    return workshop


WORDS = ["Salaries", "Vaccines", "Ambulances", "Revenue", "Laboratories"]
WORDS += ["Procurement", "Treasury", "Hospitals", "Midwives", "Insurance"]


@pytest.mark.parametrize("people", [2, 9])
def test_the_room_costs_the_same_for_few_and_many(facilitator, people, django_assert_num_queries):
    workshop, _seats, question = make_room(facilitator, people=people)
    Participant.objects.update(joined_at=timezone.now())
    for number in range(people):
        park(workshop=workshop, text=f"Item {number}", question=question)

    with django_assert_num_queries(10):
        room_of(workshop)


@pytest.mark.parametrize(
    ("state", "buttons"),
    [
        ("draft", ['value="open"']),
        ("open", ['value="closed"']),
        ("closed", ['value="open"', 'value="revealed"']),
        ("revealed", []),
    ],
)
def test_a_stage_offers_the_moves_that_are_possible(client, facilitator, state, buttons):
    workshop, _, _ = make_room(facilitator, state=state)

    text = text_of(client.get(url(workshop, "run")))

    offered = [f'value="{s}"' for s in ("open", "closed", "revealed") if f'value="{s}"' in text]
    assert offered == buttons


def test_a_switch_on_the_page_moves_its_stage(client, facilitator):
    workshop, _, question = make_room(facilitator)

    response = client.post(url(workshop, "state"), {"stage": "F", "state": "closed", "back": "run"})

    assert response.url == url(workshop, "run")
    question.refresh_from_db()
    assert question.state == "closed"


def test_the_address_on_the_wall_is_the_public_one_when_it_is_set(client, facilitator):
    workshop, _, _ = make_room(facilitator)

    with override_settings(PUBLIC_URL="https://accord.example.org"):
        page = client.get(url(workshop, "run")).context

    assert page["join_url"] == f"https://accord.example.org/j/{workshop.code}/"
    assert page["only_here"] is False


def test_on_the_laptop_itself_the_network_address_is_shown(client, facilitator):
    workshop, _, _ = make_room(facilitator)

    with override_settings(ALLOWED_HOSTS=["localhost", "127.0.0.1", "192.168.4.1"]):
        page = client.get(url(workshop, "run"), HTTP_HOST="127.0.0.1:8000").context

    assert page["join_url"] == f"http://192.168.4.1:8000/j/{workshop.code}/"
    assert page["only_here"] is False


def test_without_a_network_the_page_says_that_phones_cannot_reach_it(client, facilitator):
    workshop, _, _ = make_room(facilitator)

    with override_settings(ALLOWED_HOSTS=["127.0.0.1"]):
        response = client.get(url(workshop, "run"), HTTP_HOST="127.0.0.1:8000")

    assert "works on this computer only" in text_of(response)


def test_the_qr_code_obeys_the_content_policy():
    svg = qr_code("http://192.168.4.1:8000/j/ACDEFG/")

    assert svg.startswith("<svg")
    assert "style=" not in svg
