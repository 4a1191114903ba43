import pytest
from django.urls import reverse

from alignment.models import AgendaItem, BudgetDate, Objective
from tests.factories import make_participants, make_user, make_workshop

pytestmark = pytest.mark.django_db

PAGES = [
    "setup",
    "workshop_edit",
    "budget_dates",
    "budget_date",
    "budget_date_remove",
    "sides",
    "side",
    "people",
    "people_import",
    "people_csv",
    "people_xlsx",
    "institution",
    "seat",
    "agenda",
    "agenda_import",
    "agenda_csv",
    "agenda_xlsx",
    "agenda_item",
    "objectives",
]
BUTTONS = [
    "side_remove",
    "institution_seats",
    "institution_remove",
    "agenda_item_remove",
    "objective_add",
    "seat_void",
    "seat_restore",
    "seat_release",
    "seat_remove",
]


def make_address(name, workshop):
    seat = make_participants(workshop)[0]
    session = {"day": workshop.starts_on, "start": "09:00", "end": "10:00", "title": "Opening"}
    last = {
        "budget_date": lambda: (
            BudgetDate.objects.create(
                workshop=workshop, title="Circular", date=workshop.starts_on
            ).pk
        ),
        "agenda_item": lambda: AgendaItem.objects.create(workshop=workshop, **session).pk,
        "side": lambda: "MOH",
        "institution": lambda: seat.institution_id,
        "seat": lambda: seat.pk,
    }
    parent = name.removesuffix("_remove").removesuffix("_seats")
    parent = "seat" if name.startswith("seat_") else parent
    args = [last[parent]()] if parent in last else []
    return reverse(f"alignment:{name}", args=[workshop.code, *args])


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("who", "status"), [("facilitator", 200), ("other facilitator", 404), ("nobody", 302)]
)
def test_who_may_see_a_page(client, name, who, status):
    workshop, other = make_workshop(by=make_user()), make_workshop(by=make_user())
    if who != "nobody":
        client.force_login((workshop if who == "facilitator" else other).facilitators.get().user)

    assert client.get(make_address(name, workshop)).status_code == status


@pytest.mark.parametrize("name", BUTTONS)
@pytest.mark.parametrize(("who", "status"), [("other facilitator", 404), ("nobody", 302)])
def test_who_may_not_press_a_button(client, name, who, status):
    workshop, other = make_workshop(), make_workshop()
    if who != "nobody":
        client.force_login(other.facilitators.get().user)

    assert client.post(make_address(name, workshop)).status_code == status


@pytest.mark.parametrize("name", BUTTONS)
def test_a_button_is_not_a_link(client, name):
    workshop = make_workshop()
    client.force_login(workshop.facilitators.get().user)

    assert client.get(make_address(name, workshop)).status_code == 405


@pytest.mark.parametrize("name", ["workshop_list", "workshop_create"])
def test_who_may_see_the_list_and_the_first_form(client, name):
    address = reverse(f"alignment:{name}")

    assert client.get(address).url == f"{reverse('account_login')}?next={address}"
    client.force_login(make_user())
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", [page for page in PAGES if not page.endswith(("csv", "xlsx"))])
def test_no_page_styles_or_scripts_inline(client, name):
    workshop = make_workshop(notes='<script>alert("x")</script>')
    Objective.objects.create(workshop=workshop, code="RR-1", title="Predictable", function="RR")
    client.force_login(workshop.facilitators.get().user)

    page = client.get(make_address(name, workshop)).content.decode()

    assert " style=" not in page
    assert "onclick=" not in page
    assert "<script>" not in page


def test_a_page_names_the_step_it_belongs_to(client):
    workshop = make_workshop()
    client.force_login(workshop.facilitators.get().user)

    steps = client.get(make_address("objectives", workshop)).context["steps"]

    assert [(step.number, step.state) for step in steps] == [
        (1, "todo"),
        (2, "current"),
        (3, "todo"),
        (4, "todo"),
        (5, "locked"),
        (6, "locked"),
        (7, "todo"),
    ]
