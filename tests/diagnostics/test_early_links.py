"""Links that open stages to some people before the workshop."""

import datetime
import re
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from alignment.early_links import early_link_of, early_token
from alignment.models import EarlyLink, Event, Participant
from alignment.services.early_links import (
    change_early_link,
    close_early_link,
    open_early_link,
    take_early_seat,
)
from alignment.services.people import side_named
from diagnostics.models import Answer, AnswerRevision
from diagnostics.queries import results_of
from diagnostics.services.answers import record_answer
from diagnostics.services.states import set_state
from roadmaps.content.diagnostic import diagnostic_part
from roadmaps.documents.report.wording.method import method
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
TODAY = timezone.localdate()
NEXT_WEEK = TODAY + datetime.timedelta(days=7)


def make_early(by=None, *, side="LOCAL", whole_side=False, stages=("F",), **fields):
    """An open workshop whose stages F and E are closed, and a link to the first of them."""
    workshop = make_workshop(by=by or make_user(), state="open", disclosure_threshold=3)
    make_question(workshop, "F-01", who=("MOH", "LOCAL"))
    make_question(workshop, "E-01", who=("MOH", "LOCAL"))
    institution = make_institution(workshop, side, name="North district")
    whom = {"side": institution.side} if whole_side else {"institution": institution}
    link = open_early_link(
        workshop=workshop,
        stages=list(stages),
        **{"last_day": NEXT_WEEK, "most_seats": 5} | whom | fields,
    )
    return EarlyLink.objects.select_related("workshop", "side", "institution__side").get(pk=link.pk)


def url_of(link):
    return reverse("diagnostics:early", args=[link.workshop.code, early_token(link)])


def come(client, link, **data):
    return client.post(url_of(link), {"pin": PIN, "pin_again": PIN} | data)


def fresh(participant):
    related = Participant.objects.select_related("workshop", "institution__side")
    return related.get(pk=participant.pk)


def come_and_answer(link, value="3"):
    person = fresh(take_early_seat(link=link, pin=PIN))
    question = link.workshop.questions.get(code="F-01")
    record_answer(participant=person, question=question, value=value)
    return person


def text_of(response):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def stage_page(client, link, stage="F"):
    return client.get(reverse("diagnostics:stage", args=[link.workshop.code, stage]))


def answer_plainly(client, link, code="F-01", value="2"):
    url = reverse("diagnostics:stage", args=[link.workshop.code, code[0]])
    return client.post(url, {f"{code}-value": value, "mode": "individual"}, follow=True)


def test_a_newcomer_takes_a_seat_and_answers_what_is_closed_to_others(client, db):
    link = make_early()

    home = come(client, link).url
    page = client.get(home)
    answer_plainly(client, link)

    answer = Answer.objects.get()
    assert "You are answering before the workshop." in text_of(page)
    assert (answer.value, answer.origin, answer.question.state) == ("2", "early", "draft")
    assert answer.participant.institution.name == "North district"
    assert answer.participant.early_link == link


def test_the_script_saves_early_too(client, db):
    link = make_early()
    come(client, link)
    said = {"question": "F-01", "value": "4", "mode": "individual", "round": "1"}
    clock = {"answered": "1", "now": "1", "revision": "0b1f7c0e-2a50-4b2f-9f2d-1f1b2c3d4e5f"}

    response = client.post(f"/j/{link.workshop.code}/answers/", said | clock)

    assert response.status_code == 200
    assert AnswerRevision.objects.get().origin == "early"


def test_other_stages_and_other_people_wait(client, db):
    link = make_early()
    come(client, link)
    answer_plainly(client, link, "E-01")
    assert not Answer.objects.exists()

    [official] = make_participants(link.workshop, "MOH")
    take_seat(client, official)
    answer_plainly(client, link)

    assert "Not open yet" in text_of(stage_page(client, link))
    assert not Answer.objects.exists()


@pytest.mark.parametrize("ended", ["closed", "day over"])
def test_a_closed_link_says_so_and_takes_nothing_more(client, db, ended):
    link = make_early()
    come(client, link)
    answer_plainly(client, link)
    if ended == "closed":
        close_early_link(link=link)
    else:
        link.workshop.early_links.update(last_day=TODAY - datetime.timedelta(days=2))

    answer_plainly(client, link, value="4")
    home = client.get(reverse("diagnostics:me", args=[link.workshop.code]))
    client.cookies.clear()
    page = client.get(url_of(link))

    assert Answer.objects.get().value == "2"
    assert "Your answers are stored." in text_of(home)
    assert "This link has closed." in text_of(page)
    assert come(client, link).status_code == 200
    assert Participant.objects.filter(institution=link.institution).count() == 1


def test_what_waited_on_a_phone_is_taken_after_the_link_closed(db):
    link = make_early()
    person = fresh(take_early_seat(link=link, pin=PIN))
    question = link.workshop.questions.get(code="F-01")
    given = timezone.now()
    close_early_link(link=link)

    record_answer(participant=fresh(person), question=question, value="1", answered_at=given)
    with pytest.raises(ValidationError) as refusal:
        record_answer(participant=fresh(person), question=question, value="2")

    assert refusal.value.code == "question_draft"
    assert Answer.objects.get().value == "1"


def test_a_link_for_a_side_finds_or_adds_the_institution(client, db):
    link = make_early(whole_side=True)

    come(client, link, institution_name=" north  District ")
    client.cookies.clear()
    come(client, link, institution_name="South district")

    places = link.workshop.participants.order_by("pk").values_list(
        "institution__name", "institution__side__code", "seat"
    )
    assert list(places) == [("North district", "LOCAL", 1), ("South district", "LOCAL", 1)]


def test_an_institution_of_another_side_is_not_taken(client, db):
    link = make_early(whole_side=True)
    make_institution(link.workshop, "MOH", name="Ministry of health")

    page = come(client, link, institution_name="Ministry of Health")

    assert "This institution is on another side." in text_of(page)
    assert not link.workshop.participants.exists()


def test_a_seat_prepared_with_a_name_can_be_chosen(client, db):
    link = make_early()
    [seat] = make_participants(link.workshop, institution=link.institution, name="Dr N")

    come(client, link, seat=seat.pk)

    assert fresh(seat).early_link == link
    assert link.workshop.participants.count() == 1


def test_whoever_holds_a_seat_there_goes_on_with_it(client, db):
    link = make_early()
    [seat] = make_participants(link.workshop, institution=link.institution)
    take_seat(client, seat)

    assert "This phone holds a seat here" in text_of(client.get(url_of(link)))
    client.post(url_of(link))
    answer_plainly(client, link)

    assert Answer.objects.get().participant == seat


def test_the_phone_of_somebody_else_is_sent_to_its_own_page(client, db):
    link = make_early()
    take_seat(client, make_participants(link.workshop, "MOH")[0])

    assert client.post(url_of(link)).url == reverse("diagnostics:me", args=[link.workshop.code])
    assert not Participant.objects.exclude(early_link=None).exists()


def test_a_link_has_no_more_seats_than_it_says(client, db):
    link = make_early(most_seats=1)
    come(client, link)
    client.cookies.clear()

    page = come(client, link)

    assert "All seats of this link are taken." in text_of(page)
    assert link.workshop.participants.count() == 1


def test_only_its_own_address_opens_a_link(client, db):
    link, other = make_early(), make_early()

    assert early_link_of(link.workshop, early_token(link)) == link
    assert early_link_of(link.workshop, early_token(other)) is None
    assert link.key not in url_of(link)
    wrong = reverse("diagnostics:early", args=[other.workshop.code, early_token(link)])
    assert client.get(wrong).status_code == 404


@pytest.mark.parametrize(
    ("state", "code"),
    [("draft", "workshop_draft"), ("rehearsal", "workshop_draft"), ("closed", "workshop_closed")],
)
def test_a_link_needs_frozen_questions_and_an_open_workshop(db, state, code):
    workshop = make_workshop(state=state)
    place = {"institution": make_institution(workshop), "stages": ["F"], "most_seats": 1}

    with pytest.raises(ValidationError) as refusal:
        open_early_link(workshop=workshop, last_day=NEXT_WEEK, **place)

    assert refusal.value.code == code


def test_a_delegation_that_gives_one_answer_has_no_link(db):
    workshop = make_workshop(state="open")
    side = side_named(workshop, "MOF")
    side.mode = "institutional"

    with pytest.raises(ValidationError) as refusal:
        open_early_link(
            workshop=workshop, side=side, stages=["F"], last_day=NEXT_WEEK, most_seats=1
        )

    assert refusal.value.code == "side_institutional"


def test_early_answers_count_at_the_reveal_and_in_the_method_note(db):
    link = make_early()
    for value in "344":
        come_and_answer(link, value)
    for state in ("open", "closed", "revealed"):
        set_state(workshop=link.workshop, stage="F", state=state)

    question = results_of(link.workshop).questions[0]
    part = diagnostic_part(link.workshop)["method"]
    lines = method({"origins": part, "own_questions": 0, "cover": {"illustrative": False}})

    assert question.side("LOCAL").counts == (0, 0, 1, 2)
    assert part == {"published_answers": 3, "paper_answers": 0, "early_answers": 3}
    assert lines[1].startswith("3 of 3 published answers were given before the workshop")


def test_once_the_stage_is_open_to_all_answers_are_given_in_the_workshop(client, db):
    link = make_early()
    come(client, link)
    answer_plainly(client, link)
    set_state(workshop=link.workshop, stage="F", state="open")

    answer_plainly(client, link, value="4")

    assert (Answer.objects.get().value, Answer.objects.get().origin) == ("4", "device")
    home = client.get(reverse("diagnostics:me", args=[link.workshop.code]))
    assert "before the workshop" not in text_of(home)


def test_the_facilitator_sees_who_has_answered_and_never_what(client, db):
    user = make_user()
    link = make_early(user)
    come_and_answer(link, "1")
    client.force_login(user)

    page = client.get(reverse("diagnostics:early_links", args=[link.workshop.code]))

    assert "Seat 1 : 1 of 1 answered" in text_of(page)
    assert url_of(link) in page.content.decode()
    assert "Misaligned" not in text_of(page)


def test_the_facilitator_makes_moves_and_closes_a_link(client, db):
    user = make_user()
    client.force_login(user)
    link = make_early(user)
    code = link.workshop.code
    link.delete()
    data = {"whom": f"institution-{link.institution_id}", "stages": ["F"], "most_seats": 3}

    client.post(reverse("diagnostics:early_links", args=[code]), data | {"last_day": NEXT_WEEK})
    made = EarlyLink.objects.get()
    asked = client.get(reverse("diagnostics:early_link_close", args=[code, made.pk]))
    client.post(reverse("diagnostics:early_link_close", args=[code, made.pk]))
    made.refresh_from_db()
    assert "Close the link for North district now?" in unescape(asked.content.decode())
    assert not made.is_open
    times = {"last_day": NEXT_WEEK, "most_seats": 4}
    client.post(reverse("diagnostics:early_link", args=[code, made.pk]), times)
    made.refresh_from_db()

    assert (made.is_open, made.most_seats, made.stages) == (True, 4, ["F"])
    actions = Event.objects.filter(action__startswith="early", by=user).order_by("pk")
    assert list(actions.values_list("action", "subject")) == [
        ("early_link_opened", "North district"),
        ("early_link_closed", "North district"),
        ("early_link_changed", "North district"),
    ]


def test_a_day_that_is_over_is_refused(db):
    link = make_early()

    with pytest.raises(ValidationError) as refusal:
        change_early_link(link=link, last_day=TODAY - datetime.timedelta(days=2), most_seats=1)

    assert refusal.value.code == "early_link_past"


def test_a_link_travels_with_its_seats_in_the_workshop_file(db, tmp_path):
    link = make_early()
    come_and_answer(link)
    write_workshop(link.workshop, tmp_path / "w.zip")
    remove_workshop(link.workshop)

    restored = read_workshop(tmp_path / "w.zip")

    moved = restored.early_links.get()
    assert restored.participants.get().early_link == moved
    assert (moved.institution.name, moved.stages) == ("North district", ["F"])
    assert Answer.objects.get(question__workshop=restored).origin == "early"
