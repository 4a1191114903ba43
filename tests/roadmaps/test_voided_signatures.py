"""Whoever is about to make a first signature void is told before and after, and it is logged."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from alignment.models import BudgetDate, Event
from diagnostics.services.states import set_state
from roadmaps.content import content_digest, roadmap_content
from roadmaps.models import Signature
from roadmaps.services.signing import sign
from roadmaps.signatures import standing_signatures
from tests.factories import (
    PIN,
    make_action,
    make_answers,
    make_bottleneck,
    make_cause,
    make_institution,
    make_question,
    make_user,
    make_workshop,
    take_seat,
)
from tests.roadmaps.people import make_signatory

pytestmark = pytest.mark.django_db
FIGURES = [{"code": "outturn", "label": "Out-turn", "unit": "percent"}]
NOTICE = "makes that signature void"
TOLD = "the signature of Ministry of health is void"


@pytest.fixture
def facilitator():
    return make_user(name="Grace Hopper")


@pytest.fixture
def workshop(facilitator):
    """Two questions, one revealed and one closed, and everything of a roadmap once."""
    workshop = make_workshop(by=facilitator, state="open")
    for code in ("F-01", "E-01"):
        question = make_question(workshop, code, facts=FIGURES)
        make_answers_while_open(workshop, question)
    set_state(workshop=workshop, stage="F", state="revealed")
    date = BudgetDate.objects.create(
        workshop=workshop, title="Call circular", date=datetime.date(2026, 9, 1)
    )
    bottleneck = make_bottleneck(workshop, "Late release")
    make_cause(bottleneck)
    make_bottleneck(workshop, "No plan", scoring="open")
    make_action(workshop, bottleneck, text="Publish the ceilings", budget_date=date)
    return workshop


def make_answers_while_open(workshop, question):
    stage = question.stage.code
    set_state(workshop=workshop, stage=stage, state="open")
    question.refresh_from_db()
    make_answers(question, ["1", "2", "2", "3", "3"])
    set_state(workshop=workshop, stage=stage, state="closed")


@pytest.fixture
def health(workshop):
    participant = make_signatory(workshop, "MOH")
    digest = content_digest(roadmap_content(workshop, "en"))
    sign(participant=participant, pin=PIN, name="Ada", post="Director", digest=digest)
    return participant


@pytest.fixture
def desk(facilitator, health):
    """The facilitator's browser, after the ministry of health signed."""
    client = Client()
    client.force_login(facilitator)
    return client


def figure(**more):
    return {"code": "outturn", "value": "87", "year": "2025", "provided_by": "Treasury"} | more


# Address, its arguments after the workshop's code, and what is typed there.
EDITS = {
    "a figure": ("diagnostics:run_facts", ["F-01"], figure()),
    "an outcome": (
        "diagnostics:agree_question",
        ["F-01"],
        {"decision": "2"},
    ),
    "a reveal": ("diagnostics:reveal", [], {}),
    "a new bottleneck": ("roadmaps:bottleneck_add", [], {"title": "Another"}),
    "a bottleneck parked": ("roadmaps:bottleneck_decide", [1], {"state": "parked"}),
    "a cause": ("roadmaps:cause_add", [1], {"text": "No rule", "bottlenecks": "*"}),
    "scores revealed": ("roadmaps:scoring_reveal", [], {}),
    "a new action": (
        "roadmaps:action_add",
        [],
        {"text": "Train", "bottlenecks": "*", "status": "done"},
    ),
    "an action deleted": ("roadmaps:action_delete", ["action"], {}),
    "a table": (
        "roadmaps:roadmap_import",
        [],
        {"table": "bottleneck\nFrom a table\n", "confirm": "1"},
    ),
    "a budget date removed": ("alignment:budget_date_remove", ["date"], {}),
    "a new institution": ("alignment:people", [], {"name": "Parliament", "seats": "2"}),
}


def made(workshop, kind):
    """What is typed or named in an address only once it exists."""
    rows = {"date": workshop.budget_dates, "action": workshop.actions, "*": workshop.bottlenecks}
    return rows[kind].first().pk if kind in rows else kind


def edit(client, workshop, kind):
    name, args, typed = EDITS[kind]
    path = reverse(name, args=[workshop.code, *[made(workshop, arg) for arg in args]])
    query = "?stage=E&state=revealed" if kind == "a reveal" else ""
    typed = {field: made(workshop, value) for field, value in typed.items()}
    return client.post(path + query, typed, follow=True).content.decode()


@pytest.mark.parametrize("kind", EDITS)
def test_every_edit_of_what_was_signed_is_told_and_logged(desk, workshop, facilitator, kind):
    page = edit(desk, workshop, kind)

    event = Event.objects.get(action="signature_voided")
    assert standing_signatures(workshop.code) == []
    assert (event.subject, event.by) == ("MOH", facilitator)
    assert TOLD in page


def test_what_changes_nothing_that_was_signed_is_not_told(desk, workshop):
    page = edit(desk, workshop, "a bottleneck parked")
    again = edit(desk, workshop, "a bottleneck parked")
    hidden = desk.post(
        reverse("diagnostics:run_facts", args=[workshop.code, "E-01"]), figure(), follow=True
    ).content.decode()

    assert TOLD in page
    assert TOLD not in again + hidden
    assert Event.objects.filter(action="signature_voided").count() == 1


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("diagnostics:run_facts", ["F-01"]),
        ("diagnostics:agree_question", ["F-01"]),
        ("diagnostics:compare", []),
        ("roadmaps:bottlenecks", []),
        ("roadmaps:priorities", []),
        ("roadmaps:roadmap_import", []),
        ("alignment:people", []),
        ("alignment:budget_dates", []),
    ],
)
def test_every_page_of_the_workshop_says_what_a_change_would_undo(desk, workshop, name, args):
    path = reverse(name, args=[workshop.code, *args])
    signed = desk.get(path).content.decode()
    Signature.objects.all().delete()

    assert NOTICE in signed
    assert NOTICE not in desk.get(path).content.decode()


def test_an_official_who_records_a_figure_is_warned_and_told(client, workshop, health):
    take_seat(client, health)
    path = reverse("diagnostics:facts", args=[workshop.code, "F-01"])

    before = client.get(path).content.decode()
    after = client.post(path, figure(), follow=True).content.decode()

    events = Event.objects.values_list("action", "subject", "by")
    assert NOTICE in before
    assert TOLD in after
    assert list(events)[:2] == [("signature_voided", "MOH", None), ("fact_recorded", "F-01", None)]


def test_a_figure_taken_back_is_told_too(desk, workshop):
    path = reverse("diagnostics:run_facts", args=[workshop.code, "F-01"])
    desk.post(path, figure())
    fact = workshop.questions.get(code="F-01").recorded_facts.get()

    desk.post(path, {"remove": fact.pk})

    # Without the figure the text is the signed one again, and the signature stands again.
    assert [row.side.code for row in standing_signatures(workshop.code)] == ["MOH"]
    assert Event.objects.first().action == "fact_removed"


def test_the_second_signature_makes_nothing_void(client, workshop, health):
    finance = make_signatory(workshop, "MOF", institution=make_institution(workshop, "MOF"))
    digest = content_digest(roadmap_content(workshop, "en"))
    sign(participant=health, pin=PIN, name="Ada", post="Director", digest=digest)
    take_seat(client, finance)
    typed = {"name": "Ben", "post": "Director", "pin": PIN, "digest": digest}

    client.post(reverse("roadmaps:participant_roadmap", args=[workshop.code]), typed)

    assert workshop.roadmap_versions.count() == 1
    assert not Event.objects.filter(action="signature_voided").exists()


def test_without_an_open_signature_a_press_costs_one_query(workshop, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert standing_signatures(workshop.code) == []


def test_a_budget_date_is_removed_after_a_confirmation(desk, workshop):
    date = workshop.budget_dates.get()
    path = reverse("alignment:budget_date_remove", args=[workshop.code, date.pk])

    asked = desk.get(path).content.decode()
    still_there = workshop.budget_dates.exists()
    desk.post(path)

    assert "Remove “Call circular” (1 September 2026) from the budget calendar?" in asked
    assert still_there
    assert not workshop.budget_dates.exists()
