"""Actions: every field of the roadmap table, typed on a page."""

import datetime

import pytest
from django.urls import reverse

from roadmaps.content import roadmap_content
from tests.factories import make_action, make_bottleneck, make_cause, make_user, make_workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(client):
    user = make_user()
    client.force_login(user)
    return make_workshop(by=user, state="open")


@pytest.fixture
def bottleneck(workshop):
    return make_bottleneck(workshop)


def url(name, workshop, *place):
    return reverse(f"roadmaps:{name}", args=[workshop.code, *place])


def add(client, bottleneck, **fields):
    typed = {"bottlenecks": [bottleneck.pk], "status": "not_started"} | fields
    return client.post(url("action_add", bottleneck.workshop), typed)


def test_every_field_is_typed_and_kept(client, workshop, bottleneck):
    budget_date = workshop.budget_dates.create(title="Circular", date=datetime.date(2026, 10, 15))
    cause, earlier = make_cause(bottleneck), make_action(workshop, bottleneck, ref="A1")

    add(
        client,
        bottleneck,
        causes=[cause.pk],
        text="Publish ceilings",
        change_route="circular",
        legal_instrument="Circular 3",
        lead="Budget office",
        co_lead="Planning office",
        support="Partners\r\nParliament; Partners",
        timeframe="T1",
        start="2026-04-01",
        due="2026-10-15",
        budget_date=budget_date.pk,
        depends_on=[earlier.pk],
        status="under_way",
        indicator="Days",
        baseline="12 (2025)",
        target="45 (2027)",
        cost="1250000.5",
        currency="RWF",
        source="Budget",
        risk="Revision",
        mitigation="Protected line",
    )

    action = roadmap_content(workshop, "en")["actions"][1]
    assert action == {
        "id": "A2",
        "bottlenecks": ["B1"],
        "stage": None,
        "objectives": [],
        "causes": [{"text": "Practice differs", "type": ""}],
        "action": "Publish ceilings",
        "support": ["Partners", "Parliament"],
        "start": "2026-04-01",
        "due": "2026-10-15",
        "budget_date": {"title": "Circular", "date": "2026-10-15"},
        "cost": "1250000.50",
        "depends_on": ["A1"],
        "change_route": "circular",
        "legal_instrument": "Circular 3",
        "lead": "Budget office",
        "co_lead": "Planning office",
        "timeframe": "T1",
        "indicator": "Days",
        "baseline": "12 (2025)",
        "target": "45 (2027)",
        "currency": "RWF",
        "source": "Budget",
        "risk": "Revision",
        "mitigation": "Protected line",
        "status": "under_way",
    }


def test_a_proposed_bottleneck_that_gets_an_action_is_kept(client, workshop):
    bottleneck = make_bottleneck(workshop, state="proposed")

    add(client, bottleneck)

    bottleneck.refresh_from_db()
    assert bottleneck.state == "kept"


def test_where_nothing_can_be_ticked_the_page_says_why(client, workshop, bottleneck):
    fields = client.get(url("action_add", workshop)).context["form"].fields

    assert (fields["causes"].help_text, fields["depends_on"].help_text) == (
        "No cause is recorded yet. Add one beside its bottleneck in step 6.",
        "There is no other action yet.",
    )


def test_only_a_bottleneck_must_be_chosen(client, workshop, bottleneck):
    add(client, bottleneck)

    assert workshop.actions.get().ref == "A1"
    page = client.get(url("roadmap", workshop)).content.decode()
    assert "still needs an action, a lead, a date, an indicator" in page


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("bottlenecks", [], "Choose at least one bottleneck."),
        ("text", "x" * 10_001, "at most 10000 characters"),
        ("cost", "1,250", "can be read in two ways. Write 1250 or 1.25."),
        ("cost", "5 million", "Write digits only, with a point"),
        ("cost", "-5", "without a sign"),
        ("cost", "NaN", "Write digits only"),
        ("cost", "99999999999999.99", "too many digits"),
        ("currency", "XYZ", "Select a valid choice"),
        ("due", "30/09/2026x", "Enter a valid date"),
        ("due", "2062-09-30", "Check the year: write one from 2021 to 2041."),
        ("start", "0202-03-01", "Check the year: write one from 2021 to 2041."),
        ("support", "x" * 301, "longer than 300"),
        ("status", "", "This field is required"),
        ("change_route", "bribe", "Select a valid choice"),
        ("lead", "x" * 301, "at most 300 characters"),
    ],
)
def test_a_bad_field_is_refused_beside_it_and_kept(client, bottleneck, field, typed, says):
    response = add(client, bottleneck, **{field: typed})

    form = response.context["form"]
    assert list(form.errors) == [field]
    assert says in response.content.decode()
    assert form[field].value() == typed
    assert not bottleneck.workshop.actions.exists()


@pytest.mark.parametrize(
    ("cost", "currency", "stored"),
    [
        ("1,250,000.50", "RWF", ("1250000.50", "RWF")),
        ("1.250.000,5", "", ("1250000.50", "")),
        ("$5", "RWF", ("5.00", "RWF")),
        ("USD 5", "", ("5.00", "USD")),
        ("€ 1 250", "EUR", ("1250.00", "EUR")),
        ("١٬٢٥٠٬٠٠٠", "", ("1250000.00", "")),
    ],
)
def test_an_amount_that_means_one_thing_is_taken(client, bottleneck, cost, currency, stored):
    add(client, bottleneck, cost=cost, currency=currency)

    action = bottleneck.workshop.actions.get()
    assert (str(action.cost), action.currency) == stored


@pytest.mark.parametrize(
    ("cost", "currency", "says"),
    [
        ("$5", "", "“$” is used for several currencies. Choose the one that is meant."),
        ("USD 5", "RWF", "The cost says USD, and this says RWF. Write only one."),
    ],
)
def test_a_currency_in_doubt_is_asked_about(client, bottleneck, cost, currency, says):
    response = add(client, bottleneck, cost=cost, currency=currency)

    assert response.context["form"].errors == {"currency": [says]}
    assert not bottleneck.workshop.actions.exists()


def test_ten_thousand_characters_are_taken(client, bottleneck):
    add(client, bottleneck, text="x" * 10_000)

    assert len(bottleneck.workshop.actions.get().text) == 10_000


def test_reversed_dates_are_refused(client, bottleneck):
    response = add(client, bottleneck, start="2026-10-01", due="2026-09-30")

    assert "The action is due before it starts." in response.content.decode()


def test_a_loop_is_refused_by_name_and_nothing_is_stored(client, workshop, bottleneck):
    first = make_action(workshop, bottleneck, ref="A1")
    second = make_action(workshop, bottleneck, ref="A2")
    second.depends_on.set([first])
    typed = {"bottlenecks": [bottleneck.pk], "status": "done", "depends_on": [second.pk]}

    response = client.post(url("action", workshop, first.pk), typed)

    page = response.content.decode()
    assert "A1 → A2 → A1" in page
    assert 'href="#id_depends_on' in page  # the list of faults leads to the field
    first.refresh_from_db()
    assert (first.status, first.depends_on.count()) == ("not_started", 0)


def test_an_action_is_changed(client, workshop, bottleneck):
    action = make_action(workshop, bottleneck, text="Old", lead="Somebody", support=["Partners"])

    page = client.get(url("action", workshop, action.pk)).content.decode()
    client.post(
        url("action", workshop, action.pk),
        {"bottlenecks": [bottleneck.pk], "status": "done", "text": "New"},
    )

    action.refresh_from_db()
    assert "Old" in page
    assert "Partners" in page
    assert (action.text, action.lead, action.support, action.status) == ("New", "", [], "done")


def test_an_action_is_deleted_after_a_confirmation_that_says_who_waits(
    client, workshop, bottleneck
):
    first = make_action(workshop, bottleneck, ref="A1")
    make_action(workshop, bottleneck, ref="A2").depends_on.set([first])

    page = client.get(url("action_delete", workshop, first.pk)).content.decode()
    client.post(url("action_delete", workshop, first.pk))

    assert "begin after it and would no longer: A2." in page
    assert [action.ref for action in workshop.actions.all()] == ["A2"]


def test_the_bottleneck_one_comes_from_is_chosen_already(client, workshop, bottleneck):
    form = client.get(url("action_add", workshop) + "?bottleneck=1").context["form"]

    assert form.initial["bottlenecks"] == [bottleneck.pk]


@pytest.mark.parametrize("typed", ["x", "-1", "9" * 40, "²"])
def test_a_strange_bottleneck_in_the_address_is_passed_over(client, workshop, typed):
    response = client.get(url("action_add", workshop), {"bottleneck": typed})

    assert response.context["form"].initial["bottlenecks"] == []


def test_the_table_goes_out_and_comes_in_through_the_pages(client, workshop, bottleneck):
    make_action(workshop, bottleneck, text="=1+1")
    table = client.get(url("roadmap_table", workshop, "csv")).content.decode()
    assert "'=1+1" in table

    typed = {"table": table.replace("'=1+1", "Changed")}
    preview = client.post(url("roadmap_import", workshop), typed).content.decode()
    assert "1 action is replaced, with its empty cells." in preview
    assert workshop.actions.get().text == "=1+1"

    client.post(url("roadmap_import", workshop), typed | {"confirm": "1"})
    assert workshop.actions.get().text == "Changed"


def test_a_table_of_an_unknown_kind_is_not_found(client, workshop):
    assert client.get(url("roadmap_table", workshop, "ods")).status_code == 404
