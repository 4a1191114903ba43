"""The roadmap by quarter, as money and as open items, and with very many actions."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from roadmaps.models import Action
from tests.factories import make_action, make_bottleneck, make_user, make_workshop

pytestmark = pytest.mark.django_db
VIEWS = ["roadmap", "roadmap_quarters", "roadmap_money", "roadmap_open"]
DAY = datetime.date


@pytest.fixture
def workshop(client):
    user = make_user()
    client.force_login(user)
    return make_workshop(by=user, state="open", fiscal_year_start_month=7)


def look(client, name, workshop, query=""):
    response = client.get(reverse(f"roadmaps:{name}", args=[workshop.code]) + query)
    assert response.status_code == 200
    return response.content.decode()


def many(workshop, count, **fields):
    bottleneck = make_bottleneck(workshop)
    actions = Action.objects.bulk_create(
        Action(workshop=workshop, ref=f"A{n}", position=n, text=f"Step {n}.", **fields)
        for n in range(1, count + 1)
    )
    through = Action.bottlenecks.through
    through.objects.bulk_create(
        through(action_id=action.pk, bottleneck_id=bottleneck.pk) for action in actions
    )


@pytest.mark.parametrize("name", VIEWS)
def test_an_empty_roadmap_says_what_to_do_next(client, workshop, name):
    assert "No action" in look(client, name, workshop)


def test_a_late_action_is_warned_wherever_it_stands(client, workshop):
    date = workshop.budget_dates.create(title="Budget circular", date=DAY(2026, 10, 15))
    make_action(workshop, text="Publish", due=DAY(2026, 12, 1), budget_date=date)

    said = "Due too late for “Budget circular” on 15 October 2026."
    for name in ("roadmap", "roadmap_quarters", "roadmap_open"):
        assert said in look(client, name, workshop)


def test_the_picture_has_quarters_marks_and_words(client, workshop):
    date = workshop.budget_dates.create(title="Budget circular", date=DAY(2026, 10, 15))
    days = {"start": DAY(2026, 7, 1), "due": DAY(2026, 9, 30)}
    make_action(workshop, text="Publish", status="done", budget_date=date, **days)

    page = look(client, "roadmap_quarters", workshop)

    assert "Q1 of 2026/27" in page
    assert "Must hit: <bdi>Budget circular, 15 October 2026</bdi>" in page
    assert "<title>A1: Q1 of 2026/27. Done. Budget circular, 15 October 2026</title>" in page
    assert "style=" not in page


def test_money_is_added_within_a_currency_and_what_has_none_is_named(client, workshop):
    bottleneck = make_bottleneck(workshop)
    for cost, currency, lead in ((100, "RWF", "Treasury"), (50.5, "RWF", ""), (7, "USD", "")):
        make_action(workshop, bottleneck, cost=cost, currency=currency, lead=lead)
    bare = make_action(workshop, bottleneck)

    page = look(client, "roadmap_money", workshop)

    assert "150.50" in page
    assert "157.50" not in page
    assert "no lead yet" in page
    assert "One action has no cost and is in no sum" in page
    assert reverse("roadmaps:action", args=[workshop.code, bare.pk]) + "#id_cost" in page


def test_an_open_item_leads_to_its_very_field(client, workshop):
    action = make_action(workshop, text="Publish", lead="Treasury", cost=5, currency="RWF")
    lonely = make_bottleneck(workshop)

    page = look(client, "roadmap_open", workshop)

    where = reverse("roadmaps:action", args=[workshop.code, action.pk])
    form = client.get(where).content.decode()
    for field in ("due", "indicator", "baseline", "target", "source"):
        assert f'href="{where}#id_{field}"' in page
        assert f'id="id_{field}"' in form
    add = reverse("roadmaps:action_add", args=[workshop.code])
    assert f'href="{add}?bottleneck={lonely.number}"' in page


@pytest.mark.parametrize("name", VIEWS)
def test_a_page_costs_the_same_for_one_action_and_for_three(client, name):
    counts = []
    for actions in (1, 3):
        user = make_user()
        client.force_login(user)
        workshop = make_workshop(by=user, state="open")
        many(workshop, actions, due=DAY(2026, 9, 1), cost=5)
        look(client, name, workshop)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            look(client, name, workshop)
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.any_database
def test_fifteen_hundred_actions_come_fifty_to_a_page(client, workshop):
    many(workshop, 1500, due=DAY(2026, 9, 1))

    first = look(client, "roadmap", workshop)
    last = look(client, "roadmap", workshop, "?page=30")
    found = look(client, "roadmap", workshop, "?q=step+1499")
    quarters = look(client, "roadmap_quarters", workshop, "?page=30")

    assert first.count('<tr id="action-') == last.count('<tr id="action-') == 50
    assert "Step 1500." in last
    assert "1 of 1500 actions" in found
    assert found.count('<tr id="action-') == 1
    assert quarters.count("<title>A") == 50


@pytest.mark.any_database
def test_among_very_many_actions_ids_are_typed_instead_of_ticked(client, workshop):
    many(workshop, 62)
    first, second = workshop.actions.all()[:2]
    where = reverse("roadmaps:action", args=[workshop.code, first.pk])
    typed = {"bottlenecks": [first.bottlenecks.get().pk], "status": "not_started"}

    refused = client.post(where, typed | {"depends_on": "A2; A99"})
    loop = client.post(where, typed | {"depends_on": "A1"})
    client.post(where, typed | {"depends_on": "A2, A3"})

    assert refused.context["form"].errors == {
        "depends_on": ["No other action has the id “A99”. Mend it, or take it out."]
    }
    assert list(loop.context["form"].errors) == ["depends_on"]
    assert {row.ref for row in first.depends_on.all()} == {"A2", "A3"}
    assert 'value="A2; A3"' in client.get(where).content.decode()
    assert second.depends_on.count() == 0


@pytest.mark.parametrize("page", ["0", "x", "99", "-1", "²"])
def test_a_strange_page_number_shows_a_page(client, workshop, page):
    make_action(workshop)

    for name in ("roadmap", "roadmap_quarters", "roadmap_open"):
        look(client, name, workshop, f"?page={page}&q=")


@pytest.mark.parametrize("text", ["ປັບປຸງລະບຽບ", "نشر السقوف", "የበጀት ጣሪያ", "<b>x</b>\u202e😀=1+1"])
def test_any_script_stands_on_every_page(client, workshop, text):
    date = workshop.budget_dates.create(title=text, date=DAY(2026, 10, 15))
    make_action(
        workshop,
        make_bottleneck(workshop, text),
        text=text,
        lead=text,
        source=text,
        cost=5,
        due=DAY(2027, 1, 1),
        budget_date=date,
    )

    for name in VIEWS:
        page = look(client, name, workshop)
        assert "<b>x</b>" not in page
