"""Sides, institutions, seats, agenda and calendar as a facilitator types them."""

import datetime
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from alignment.models import AgendaItem, BudgetDate, Institution, Participant
from alignment.services.people import add_institution, side_named
from alignment.vocabulary import AnswerMode, WorkshopState
from tests.factories import make_institution, make_participants, make_workshop

pytestmark = pytest.mark.django_db

HOSTILE = "<b>\u202eΩ😀</b>"
ESCAPED = "&lt;b&gt;\u202eΩ😀&lt;/b&gt;"
SEAT = {"name": "", "post": "", "role": "respondent", "language": "", "email": ""}
SESSION = {"day": "2026-03-02", "start": "09:00", "end": "10:00", "title": "A", "responsible": ""}
TABLE = "institution,side,seats\nTreasury,MOF,2\n"


@pytest.fixture
def workshop(client):
    workshop = make_workshop()
    client.force_login(workshop.facilitators.get().user)
    return workshop


def address(name, workshop, *args):
    return reverse(f"alignment:{name}", args=[workshop.code, *args])


def test_an_institution_comes_with_its_seats(client, workshop):
    side = side_named(workshop, "MOF")

    client.post(address("people", workshop), {"name": "Treasury", "side": side.pk, "seats": "3"})

    institution = Institution.objects.get()
    assert (institution.name, institution.side) == ("Treasury", side)
    assert [seat.seat for seat in institution.participants.all()] == [1, 2, 3]


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"name": ""}, "name", "This field is required."),
        (
            {"name": "x" * 201},
            "name",
            "Ensure this value has at most 200 characters (it has 201).",
        ),
        ({"name": "Treasury"}, "name", "This institution is already in the list."),
        ({"seats": "-1"}, "seats", "Ensure this value is greater than or equal to 0."),
        ({"seats": "501"}, "seats", "Ensure this value is less than or equal to 500."),
        (
            {"side": "999999"},
            "side",
            "Select a valid choice. That choice is not one of the available choices.",
        ),
    ],
)
def test_an_institution_is_refused_and_nothing_stored(client, workshop, typed, field, says):
    make_institution(workshop, name="Treasury")

    sent = {"name": "Budget office", "side": "", "seats": "1"} | typed
    form = client.post(address("people", workshop), sent).context["form"]

    assert form.errors == {field: [says]}
    assert Institution.objects.count() == 1


def test_another_workshops_side_cannot_be_chosen(client, workshop):
    foreign = side_named(make_workshop(), "MOF")

    client.post(address("people", workshop), {"name": "Treasury", "side": foreign.pk, "seats": "1"})

    assert not workshop.institutions.exists()


@pytest.mark.parametrize("page", ["people", "institution", "seat"])
def test_names_that_were_typed_stand_escaped_and_fenced(client, workshop, page):
    institution = make_institution(workshop, name=HOSTILE)
    seat = make_participants(workshop, institution=institution, name=HOSTILE)[0]
    args = {"people": [], "institution": [institution.pk], "seat": [seat.pk]}[page]

    content = client.get(address(page, workshop, *args)).content.decode()

    assert f"<bdi>{ESCAPED}</bdi>" in content
    assert HOSTILE not in content


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_people_costs_ten_queries(client, workshop, count, django_assert_num_queries):
    for side in ("MOH", "MOF", "PARTNER")[:count]:
        make_participants(workshop, side, count, name=f"Ann of {side}")

    with django_assert_num_queries(10):
        client.get(address("people", workshop))


def test_seats_are_added_with_a_role(client, workshop):
    institution = make_institution(workshop)

    client.post(
        address("institution_seats", workshop, institution.pk), {"count": "2", "role": "observer"}
    )

    assert [seat.role for seat in institution.participants.all()] == ["observer", "observer"]


def test_a_wrong_number_of_seats_is_said_on_the_same_page(client, workshop):
    institution = make_institution(workshop)

    response = client.post(
        address("institution_seats", workshop, institution.pk), {"count": "0", "role": "boss"}
    )

    assert set(response.context["seats_form"].errors) == {"count", "role"}
    assert not institution.participants.exists()


def test_a_seat_is_named_and_moved(client, workshop):
    seat = make_participants(workshop)[0]
    there = make_institution(workshop, "MOF")

    client.post(
        address("seat", workshop, seat.pk),
        SEAT | {"name": "Ann", "role": "signatory", "institution": there.pk},
    )

    seat = Participant.objects.get(pk=seat.pk)
    assert (seat.name, seat.role, seat.institution) == ("Ann", "signatory", there)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": "x" * 151}, "name"),
        ({"role": "boss"}, "role"),
        ({"email": "ann at home"}, "email"),
        ({"language": "fr"}, "language"),
        ({"institution": "0"}, "institution"),
    ],
)
def test_a_seat_is_refused_beside_its_field(client, workshop, typed, field):
    seat = make_participants(workshop)[0]

    sent = SEAT | {"institution": seat.institution_id} | typed
    form = client.post(address("seat", workshop, seat.pk), sent).context["form"]

    assert list(form.errors) == [field]


@pytest.mark.parametrize(
    ("button", "seats_left"),
    [("seat_void", 0), ("seat_release", 1), ("seat_remove", 0), ("seat_restore", 1)],
)
def test_buttons_of_a_seat(client, workshop, button, seats_left):
    seat = make_participants(workshop)[0]

    response = client.post(address(button, workshop, seat.pk))

    assert response.url == address("institution", workshop, seat.institution_id)
    assert Participant.objects.seated().count() == seats_left


def test_a_button_that_cannot_says_what_to_do_instead(client, workshop):
    side = side_named(workshop, "MOH")

    response = client.post(address("side_remove", workshop, side.code), follow=True)

    assert [str(message) for message in response.context["messages"]] == [
        "Both ministries always take part. Only other sides can be removed."
    ]


def test_a_side_is_added_once(client, workshop):
    client.post(address("sides", workshop), {"code": "PARTNER"})

    form = client.post(address("sides", workshop), {"code": "PARTNER"}).context["form"]

    assert list(form.errors) == ["code"]
    assert workshop.sides.filter(code="PARTNER").count() == 1


def test_a_side_may_give_one_agreed_answer(client, workshop):
    seats = make_participants(workshop, "MOF", 2)

    client.post(address("side", workshop, "MOF"), {"mode": "institutional", "speaker": seats[1].pk})

    assert side_named(workshop, "MOF").mode == AnswerMode.INSTITUTIONAL
    assert Participant.objects.get(speaks_for_side=True) == seats[1]


def test_a_date_of_the_budget_calendar_is_added_changed_and_removed(client, workshop):
    client.post(address("budget_dates", workshop), {"title": "Circular", "date": "2026-09-01"})
    date = BudgetDate.objects.get()
    client.post(
        address("budget_date", workshop, date.pk), {"title": "Circular", "date": "2026-10-01"}
    )
    date.refresh_from_db()
    assert date.date == datetime.date(2026, 10, 1)

    client.post(address("budget_date_remove", workshop, date.pk))
    assert not BudgetDate.objects.exists()


def test_the_same_date_twice_is_refused(client, workshop):
    typed = {"title": "Circular", "date": "2026-09-01"}
    client.post(address("budget_dates", workshop), typed)

    form = client.post(address("budget_dates", workshop), typed).context["form"]

    assert form.errors == {"title": ["This date is already in the calendar."]}


def test_a_session_is_added_changed_and_removed(client, workshop):
    client.post(address("agenda", workshop), SESSION)
    item = AgendaItem.objects.get()
    client.post(address("agenda_item", workshop, item.pk), SESSION | {"title": "B"})
    item.refresh_from_db()
    assert item.title == "B"

    client.post(address("agenda_item_remove", workshop, item.pk))
    assert not AgendaItem.objects.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"day": "Monday"}, "day"),
        ({"start": "early"}, "start"),
        ({"end": "25:00"}, "end"),
    ],
)
def test_a_session_is_refused_beside_its_field(client, workshop, typed, field):
    form = client.post(address("agenda", workshop), SESSION | typed).context["form"]

    assert list(form.errors) == [field]
    assert not AgendaItem.objects.exists()


def test_a_reversed_session_is_kept_and_pointed_out(client, workshop):
    client.post(address("agenda", workshop), SESSION | {"end": "08:00"})

    (advice,) = client.get(address("agenda", workshop)).context["advice"]

    assert advice.text == (
        "“\u2068A\u2069” on 2 March 2026 begins at 09:00 and ends at 08:00. Correct the times."
    )


def test_a_table_is_previewed_then_confirmed(client, workshop):
    page = client.post(address("people_import", workshop), {"table": TABLE})
    assert not workshop.institutions.exists()

    carried = page.context["carried"]
    response = client.post(address("people_import", workshop), {"table": carried, "confirm": "1"})

    assert response.url == address("people", workshop)
    assert workshop.participants.count() == 2


def test_the_sides_of_a_whole_list_are_chosen_at_once(client, workshop):
    health, council, _university = (
        add_institution(workshop=workshop, name=name, side=None)
        for name in ("Health", "Insurance council", "University")
    )
    typed = {f"side-{health.pk}": "MOH", f"side-{council.pk}": "PURCHASER"}

    response = client.post(address("institution_sides", workshop), typed)

    assert response.url == address("people", workshop)
    rows = workshop.institutions.order_by("pk").values_list("name", "side__code")
    assert [*rows] == [("Health", "MOH"), ("Insurance council", "PURCHASER"), ("University", None)]
    assert address("institution_sides", workshop) in client.get(response.url).content.decode()


def test_a_side_that_is_none_is_refused_beside_its_institution(client, workshop):
    health = add_institution(workshop=workshop, name="Health", side=None)

    page = client.post(address("institution_sides", workshop), {f"side-{health.pk}": "MOON"})

    assert page.context["form"].errors == {
        f"side-{health.pk}": ["Select a valid choice. MOON is not one of the available choices."]
    }
    assert not workshop.institutions.exclude(side=None).exists()


def test_with_every_side_chosen_the_page_leads_back(client, workshop):
    make_institution(workshop, "MOH")

    assert client.get(address("institution_sides", workshop)).url == address("people", workshop)


def test_no_side_is_chosen_once_the_workshop_is_over(client, workshop):
    health = add_institution(workshop=workshop, name="Health", side=None)
    type(workshop).objects.update(state=WorkshopState.CONCLUDED)

    page = client.post(address("institution_sides", workshop), {f"side-{health.pk}": "MOH"})

    assert page.context["form"].non_field_errors() == [
        "The workshop is concluded. Reopen it before changing anything."
    ]
    assert not workshop.institutions.exclude(side=None).exists()


def word_file() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04 not one", "This is not a readable Excel workbook. Save it again as XLSX."),
        (word_file(), "This is a Word file. Open it, copy the table, and paste it here."),
        (
            b"%PDF-1.7",
            "This is a PDF or a picture. Ask for the table in Excel, or type its rows.",
        ),
        (b"\xd0\xcf\x11\xe0", "This is an old Excel file (.xls). Save it as XLSX and try again."),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(client, workshop, content, says):
    file = SimpleUploadedFile("people.xlsx", content)

    response = client.post(address("people_import", workshop), {"file": file})

    assert response.status_code == 422
    assert [fault.message for fault in response.context["faults"]] == [says]


def test_a_long_preview_is_not_said_twice(client, workshop):
    table = "institution,seats\n" + "".join(f"Agency {n},1\n" for n in range(5))

    page = client.post(
        address("people_import", workshop), {"table": table, "confirm": "1"}, follow=True
    )

    assert [str(m) for m in page.context["messages"]] == ["Everything is imported as it was shown."]


@pytest.mark.parametrize("name", ["people_csv", "agenda_csv"])
def test_a_downloaded_table_begins_with_its_columns(client, workshop, name):
    response = client.get(address(name, workshop))

    first = response.content.decode("utf-8-sig").splitlines()[0]
    assert first in {
        "institution,side,seats,name,post,role,language,email",
        "day,start,end,title,responsible",
    }
    assert response["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("people", {"name": "Treasury", "side": "", "seats": "1"}),
        ("sides", {"code": "PARTNER"}),
        ("agenda", SESSION),
        ("budget_dates", {"title": "Circular", "date": "2026-09-01"}),
    ],
)
def test_nothing_is_added_once_the_workshop_is_over(client, page, typed):
    workshop = make_workshop(state=WorkshopState.CONCLUDED)
    client.force_login(workshop.facilitators.get().user)

    form = client.post(address(page, workshop), typed).context["form"]

    assert form.non_field_errors() == [
        "The workshop is concluded. Reopen it before changing anything."
    ]
