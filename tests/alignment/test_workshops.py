"""Making and changing a workshop: what is kept, what is refused and where it says so."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from alignment.countries import country_choices
from alignment.models import Workshop
from alignment.vocabulary import WorkshopState
from tests.factories import make_participants, make_user, make_workshop

pytestmark = pytest.mark.django_db

TYPED = {
    "title": "Joint diagnostic",
    "country": "RW",
    "starts_on": "2026-03-02",
    "ends_on": "2026-03-04",
    "venue": "Kigali",
    "time_zone": "Africa/Kigali",
    "fiscal_year_start_month": "7",
    "main_language": "fr",
    "other_languages": ["en", "fr"],
    "expected_participants": "45",
    "disclosure_threshold": "5",
    "benchmark": "3",
    "notes": "",
}
HOSTILE = ["<script>alert(1)</script>", "\u202egnp.exe", "😀𝔸", '"><img src=x onerror=alert(1)>']


def sign_in(client, workshop=None):
    user = workshop.facilitators.get().user if workshop else make_user()
    client.force_login(user)
    return user


def create(client, **typed):
    return client.post(reverse("alignment:workshop_create"), TYPED | typed)


def change(client, workshop, **typed):
    return client.post(reverse("alignment:workshop_edit", args=[workshop.code]), TYPED | typed)


def test_countries_stand_where_people_look_for_them():
    names = [name for _code, name in country_choices()]

    place = names.index("Costa Rica")
    assert names[place : place + 3] == ["Costa Rica", "Côte d'Ivoire", "Croatia"]


def test_a_workshop_is_made_as_typed(client):
    user = sign_in(client)

    response = create(client)

    workshop = Workshop.objects.get()
    assert response.url == reverse("alignment:setup", args=[workshop.code])
    assert workshop.facilitators.get().user == user
    assert workshop.starts_on == datetime.date(2026, 3, 2)
    assert workshop.time_zone == "Africa/Kigali"
    assert workshop.fiscal_year_start_month == 7
    assert workshop.languages == ["fr", "en"]
    assert (workshop.country_name, workshop.disclosure_threshold) == ("Rwanda", 5)
    assert [side.code for side in workshop.sides.all()] == ["MOH", "MOF"]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("title", "", "This field is required."),
        ("title", "x" * 201, "Ensure this value has at most 200 characters (it has 201)."),
        ("title", "nul\x00", "Null characters are not allowed."),
        ("country", "XX", "Select a valid choice. XX is not one of the available choices."),
        ("starts_on", "someday", "Enter a valid date."),
        ("ends_on", "2026-03-01", "The last day is before the first day. Correct one of the two."),
        (
            "time_zone",
            "Mars/Base",
            "Select a valid choice. Mars/Base is not one of the available choices.",
        ),
        (
            "fiscal_year_start_month",
            "13",
            "Select a valid choice. 13 is not one of the available choices.",
        ),
        (
            "main_language",
            "tlh",
            "Select a valid choice. tlh is not one of the available choices.",
        ),
        ("expected_participants", "many", "Enter a whole number."),
        (
            "disclosure_threshold",
            "2",
            "Groups under 3 can never be shown. Choose 3 or a larger number.",
        ),
        ("benchmark", "2", "Select a valid choice. 2 is not one of the available choices."),
    ],
)
def test_what_is_refused_beside_its_field_and_kept_as_typed(client, field, value, says):
    sign_in(client)

    form = create(client, **{field: value}).context["form"]

    assert form.errors == {field: [says]}
    assert form[field].value() == value
    assert not Workshop.objects.exists()


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_is_shown_escaped_and_fenced(client, title):
    workshop = make_workshop(title=title)
    sign_in(client, workshop)

    page = client.get(reverse("alignment:workshop_list")).content.decode()

    shown = title.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    assert f"<bdi>{shown}</bdi>" in page
    assert "<script>alert" not in page
    assert "<img" not in page


def test_a_change_is_stored_and_logged(client):
    workshop = make_workshop()
    sign_in(client, workshop)

    change(client, workshop, title="Another title", benchmark="4")

    workshop.refresh_from_db()
    assert (workshop.title, workshop.benchmark) == ("Another title", 4)
    assert workshop.events.first().action == "workshop_changed"


def test_the_form_shows_what_is_stored(client):
    workshop = make_workshop(languages=["fr", "en"])
    sign_in(client, workshop)

    form = client.get(reverse("alignment:workshop_edit", args=[workshop.code])).context["form"]

    assert form["main_language"].value() == "fr"
    assert form["other_languages"].value() == ["en"]


def test_a_new_workshop_begins_in_its_facilitators_language(client, db):
    client.force_login(make_user())

    page = client.get(reverse("alignment:workshop_create"), headers={"Accept-Language": "fr"})

    assert page.context["form"]["main_language"].value() == "fr"


@pytest.mark.parametrize(("threshold", "stored"), [("4", 5), ("5", 5), ("6", 6)])
def test_once_people_answer_the_threshold_only_rises(client, threshold, stored):
    workshop = make_workshop(answering_began_at=timezone.now())
    sign_in(client, workshop)

    change(client, workshop, disclosure_threshold=threshold)

    workshop.refresh_from_db()
    assert workshop.disclosure_threshold == stored


def test_a_concluded_workshop_is_not_changed(client):
    workshop = make_workshop(state=WorkshopState.CONCLUDED)
    sign_in(client, workshop)

    form = change(client, workshop, title="Too late").context["form"]

    assert form.non_field_errors() == [
        "The workshop is concluded. Reopen it before changing anything."
    ]
    workshop.refresh_from_db()
    assert workshop.title == "Joint diagnostic"


def test_the_list_shows_only_my_workshops_newest_first(client):
    user = sign_in(client)
    old = make_workshop(by=user)
    day = datetime.date(2027, 1, 1)
    new = make_workshop(by=user, starts_on=day, ends_on=day)
    make_workshop()

    page = client.get(reverse("alignment:workshop_list")).context["page"]

    assert list(page) == [new, old]


def test_the_list_has_pages_of_twenty(client):
    user = sign_in(client)
    for _ in range(21):
        make_workshop(by=user)

    pages = [client.get(reverse("alignment:workshop_list"), {"page": n}) for n in (1, 2, "last")]

    assert [len(page.context["page"]) for page in pages] == [20, 1, 20]


@pytest.mark.parametrize("workshops", [1, 3])
def test_the_list_costs_six_queries(client, workshops, django_assert_num_queries):
    user = sign_in(client)
    for _ in range(workshops):
        make_participants(make_workshop(by=user), count=workshops)

    with django_assert_num_queries(6):
        response = client.get(reverse("alignment:workshop_list"))

    assert [w.seat_count for w in response.context["page"]] == [workshops] * workshops


def test_an_empty_list_offers_the_first_step(client):
    sign_in(client)

    page = client.get(reverse("alignment:workshop_list")).content.decode()

    assert "No workshop yet" in page
    assert f'href="{reverse("alignment:workshop_create")}"' in page


def test_the_set_up_says_what_is_missing_and_where_to_go(client):
    workshop = make_workshop(expected_participants=3)
    sign_in(client, workshop)

    context = client.get(reverse("alignment:setup", args=[workshop.code])).context

    assert [(task.title, task.summary, task.done) for task in context["tasks"]] == [
        ("The workshop", "Rwanda, 2 March 2026", True),
        ("Budget calendar", "0 dates", False),
        ("Sides", "2 sides", True),
        ("Institutions and seats", "0 institutions, 0 seats", False),
        ("Agenda", "0 sessions", False),
    ]
    assert [item.text for item in context["advice"]] == [
        "You expect 3 participants, but the list has 0 seats. Correct the list or the expected "
        "number.",
        "Ministry of health: nobody has a seat yet. Add an institution and its seats.",
        "Ministry of finance: nobody has a seat yet. Add an institution and its seats.",
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_set_up_costs_nine_queries(client, rows, django_assert_num_queries):
    workshop = make_workshop()
    for side in ("MOH", "MOF", "PARTNER")[:rows]:
        make_participants(workshop, side, rows, name="Ann")
        workshop.budget_dates.create(title=side, date=workshop.starts_on)
        workshop.agenda.create(day=workshop.starts_on, start="09:00", end="10:00", title=side)
    sign_in(client, workshop)

    with django_assert_num_queries(9):
        client.get(reverse("alignment:setup", args=[workshop.code]))


@pytest.mark.parametrize(
    ("country", "typed", "zone"),
    [("KE", "", "Africa/Nairobi"), ("RW", "", "Africa/Kigali"), ("KE", "UTC", "UTC")],
)
def test_the_time_zone_is_that_of_the_country_unless_it_is_chosen(client, country, typed, zone):
    sign_in(client)

    create(client, country=country, time_zone=typed)

    assert Workshop.objects.get().time_zone == zone


def test_a_country_with_several_time_zones_is_asked_which(client):
    sign_in(client)

    form = create(client, country="CD", time_zone="").context["form"]

    assert form.errors == {
        "time_zone": ["Choose the time zone: one cannot tell it from this country alone."]
    }
    assert not Workshop.objects.exists()
