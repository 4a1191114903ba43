"""Lists and agendas as ministries keep them: put into our columns, and said how."""

import datetime

import pytest
from django.urls import reverse
from django.utils.formats import date_format

from alignment.importers import AGENDA, PARTICIPANTS
from alignment.importers.participants import language
from alignment.models import Workshop
from tests.factories import make_workshop

pytestmark = pytest.mark.django_db

DAY = datetime.date(2022, 3, 21)
LIST = """\tInstitutions\tNumber of participants
1\tMinistry of Health\t10
2\tMinistry of Finance and Economic Planning\t2
\tTotal\t13
"""
WORD = """Time\tSession title/topic\tResponsible
08:00 – 8:30\tIntroduction\t
8h30 - 9h\tOpening remarks\tPermanent secretary
"""


def read(importer, source, **workshop):
    return importer.everyday(make_workshop(**workshop), source, importer.column_names)


def bring(client, page, table, **more):
    workshop = make_workshop(starts_on=DAY, ends_on=DAY)
    client.force_login(workshop.facilitators.get().user)
    url = reverse(f"alignment:{page}_import", args=[workshop.code])
    return client.post(url, {"table": table} | more)


def test_a_list_from_excel_keeps_its_rows_and_loses_its_numbering():
    table, notes = read(PARTICIPANTS, LIST)

    assert table.splitlines() == [
        "institution,seats",
        "Ministry of Health,10",
        "Ministry of Finance and Economic Planning,2",
        "Total,13",
    ]
    assert notes == [
        "“Institutions” is read as institution.",
        "“Number of participants” is read as seats.",
    ]


@pytest.mark.parametrize(
    "header",
    ["Number\tInstitution\tNumber of participants", "\tInstitution\tNumber", "No.\tAgency\tSeats"],
)
def test_a_number_in_front_counts_rows_and_one_behind_people(header):
    table, _notes = read(PARTICIPANTS, f"{header}\n1\tTreasury\t1\n2\tWHO\t2\n")

    assert table.splitlines() == ["institution,seats", "Treasury,1", "WHO,2"]


def test_the_list_is_previewed_with_what_does_not_add_up(client):
    page = bring(client, "people", LIST)

    assert page.context["plan"].lines == [
        "\u2068Ministry of Health\u2069: a new institution, 10 seats are added",
        "\u2068Ministry of Finance and Economic Planning\u2069: a new institution, "
        "2 seats are added",
        "Row 4 says 13 in all, but the rows above it make 12. It is left out: find out which is "
        "right.",
    ]
    assert "“Number of participants” is read as seats." in page.content.decode()


def test_what_was_previewed_is_what_is_stored(client):
    carried = bring(client, "people", LIST).context["carried"]

    response = bring(client, "people", carried, confirm="1")

    assert response.status_code == 302
    workshop = Workshop.objects.latest("pk")
    assert [(i.name, i.participants.count()) for i in workshop.institutions.all()] == [
        ("Ministry of Health", 10),
        ("Ministry of Finance and Economic Planning", 2),
    ]


def test_an_agenda_from_word_takes_the_one_day_of_the_workshop():
    table, notes = read(AGENDA, WORD, starts_on=DAY, ends_on=DAY)

    assert table.splitlines() == [
        "title,responsible,start,end,day",
        "Introduction,,08:00,8:30,2022-03-21",
        "Opening remarks,Permanent secretary,8:30,9:00,2022-03-21",
    ]
    assert notes == [
        "“Session title/topic” is read as title.",
        f"Every session is on {date_format(DAY)}.",
    ]


def test_a_time_beside_a_start_is_not_taken_for_both(client):
    page = bring(client, "agenda", "Time\tStart\tEnd\tSession\n1 h\t9:00\t10:00\tOpening\n")

    assert [fault.column for fault in page.context["faults"]] == ["time"]


def test_of_several_days_the_agenda_must_say_which(client):
    workshop = make_workshop(starts_on=DAY, ends_on=DAY + datetime.timedelta(days=1))
    client.force_login(workshop.facilitators.get().user)

    page = client.post(reverse("alignment:agenda_import", args=[workshop.code]), {"table": WORD})

    assert [str(fault) for fault in page.context["faults"]] == [
        "row 1, column “day”: This column is missing."
    ]
    assert page.context["form"]["table"].value() == WORD


@pytest.mark.parametrize(
    "written",
    [
        "22/03/2022",
        "22.3.22",
        "22-Mar",
        "Tuesday, 22 March 2022",
        "March 22nd",
        "Tue.",
        "Day 2",
        "Day 2: 22 March",
        "2022/03/22",
    ],
)
def test_a_day_of_the_workshop_may_be_written_as_agendas_do(written):
    agenda = f'Day,Time,Session\n2022-03-21,9:00-10:00,Opening\n"{written}",9:00-10:00,Budget\n'

    table, notes = read(AGENDA, agenda, starts_on=DAY, ends_on=DAY + datetime.timedelta(days=2))

    assert table.splitlines()[1:] == [
        "2022-03-21,Opening,9:00,10:00",
        "2022-03-22,Budget,9:00,10:00",
    ]
    assert f"“{written}” is read as 22 March 2022." in notes


def test_a_day_is_read_in_the_languages_of_the_workshop():
    days = {"starts_on": DAY, "ends_on": DAY + datetime.timedelta(days=2)}
    agenda = "Jour,Heure,Activité\nmardi 22 mars,9h-10h,Ouverture\n"

    table, _notes = read(AGENDA, agenda, languages=["en", "fr"], **days)

    assert table.splitlines()[1] == "2022-03-22,Ouverture,9:00,10:00"


@pytest.mark.parametrize(
    "written", ["04/03/2022", "Monday 22 March", "22/03/2021", "Day 40", "9" * 5000]
)
def test_a_day_that_is_not_clear_stays_as_it_was_written(written):
    days = {"starts_on": datetime.date(2022, 3, 4), "ends_on": datetime.date(2022, 4, 3)}

    table, _notes = read(AGENDA, f"Date,Time,Session\n{written},9:00-10:00,Opening\n", **days)

    assert table.splitlines()[1] == f"{written},Opening,9:00,10:00"


@pytest.mark.parametrize(
    ("written", "faults"),
    [
        ("21.03.2022", []),
        ("3/21/2022", []),
        ("03/04/2022", ["day"]),
        ("31/02/2022", ["day"]),
    ],
)
def test_our_own_columns_take_days_that_cannot_be_confused(client, written, faults):
    page = bring(client, "agenda", f"day,start,end,title\n{written},9:00,10:00,Opening\n")

    assert [fault.column for fault in page.context.get("faults", [])] == faults


def test_an_agenda_and_a_list_in_french_are_read():
    agenda = (
        "Jour\tDébut\tFin\tActivités\tResponsables\nJour 1\t9h00\t10 h 30\tOuverture\tMINSANTE\n"
    )
    people = (
        "N°\tStructure\tNom(s) et prénom(s)\tQualité\tLangue\tAdresse électronique\n"
        "1\tMINSANTE\tNGO BASSA Marie\tDirectrice\tFrançais\tm@example.org\n"
    )
    seats = "Administration\tNombre de représentants\nMINFI\t3\n"

    table, _notes = read(AGENDA, agenda, starts_on=DAY, ends_on=DAY)
    assert table.splitlines()[1] == "2022-03-21,9:00,10:30,Ouverture,MINSANTE"
    table, _notes = read(PARTICIPANTS, people)
    assert table.splitlines()[0] == "institution,name,post,language,email"
    table, _notes = read(PARTICIPANTS, seats)
    assert table.splitlines() == ["institution,seats", "MINFI,3"]


@pytest.mark.parametrize("named", ["fr", "FR", "Français", "french"])
def test_a_language_may_be_named(named):
    assert language(named) == "fr"


def test_a_day_stands_for_the_rows_below_it():
    days = {"starts_on": DAY, "ends_on": DAY + datetime.timedelta(days=1)}
    agenda = "Day,Time,Session\nDay 1,9:00-10:00,One\n,10:00-11:00,Two\nDay 2,9:00-10:00,Three\n"

    table, notes = read(AGENDA, agenda, **days)

    assert [line[:10] for line in table.splitlines()[1:]] == [
        "2022-03-21",
        "2022-03-21",
        "2022-03-22",
    ]
    assert "Where the day is empty it is the one in the row above." in notes


def test_rows_keep_their_numbers_below_a_title(client):
    page = bring(client, "people", "LIST OF PARTICIPANTS\n\nName,Institution\n,WHO\n")

    assert [str(fault) for fault in page.context["faults"]] == [
        "row 4, column “name”: Write a name, or the number of seats without names."
    ]


def test_an_institution_in_one_cell_stands_for_all_its_people():
    table, notes = read(
        PARTICIPANTS,
        "No.\tInstitution\tFull name\n1.\tTreasury\tAnn\n2.\t\tBen\n3.\tWHO\tCleo\n\t\t\n",
    )

    assert table.splitlines() == ["institution,name", "Treasury,Ann", "Treasury,Ben", "WHO,Cleo"]
    assert notes == [
        "“Full name” is read as name.",
        "Where the institution is empty it is the one in the row above.",
    ]


@pytest.mark.parametrize(
    "header",
    [
        "institution,seats",  # ours
        "Shoe size,Colour",  # nothing we know
        "Institution",  # one alone might be a title
    ],
)
def test_other_tables_are_left_as_they_are(header):
    table = f"{header}\nMinistry of Health,3\n"

    assert read(PARTICIPANTS, table) == (table, [])


def test_a_column_that_nobody_knows_is_refused_by_its_own_name(client):
    page = bring(client, "people", "Institution,Number of seats,Shoe size\nWHO,2,44\n")

    assert [fault.column for fault in page.context["faults"]] == ["Shoe size"]
    assert not Workshop.objects.get().institutions.exists()


def test_a_cell_without_a_column_is_refused_and_not_dropped(client):
    page = bring(client, "people", "Organisation\tSeats\nWHO\t2\tand two drivers\nUNICEF\t1\t\n")

    assert [str(fault) for fault in page.context["faults"]] == [
        "row 2: This row has more cells than there are column names."
    ]


def test_pasted_columns_that_nobody_knows_are_named_one_by_one(client):
    page = bring(client, "people", "Colour\tShoe size\nred\t44\n")

    assert [fault.column for fault in page.context["faults"]] == [
        "Colour",
        "Shoe size",
        "institution",
    ]


def test_a_formula_in_a_brought_table_stays_text():
    table, _notes = read(PARTICIPANTS, "Organisation\tSeats\n=1+1\t2\n'quoted\t1\n")

    assert table.splitlines() == ["institution,seats", "'=1+1,2", "''quoted,1"]


def test_an_import_of_nothing_says_what_to_do(client):
    page = bring(client, "people", "")

    assert page.status_code == 422
    assert "Choose a file or paste the rows." in page.text


def test_a_right_total_is_left_out_in_a_sentence(client):
    page = bring(client, "people", "institution,seats\nWHO,2\nUNICEF,1\nTOTAL,3\n")

    assert page.context["plan"].lines[-1] == "Row 4 is the sum, 3, and is left out."


def test_an_institution_that_is_called_total_keeps_its_seats(client):
    page = bring(client, "people", "institution,side,seats\nTotal,OTHER,2\n")

    assert "\u2068Total\u2069: a new institution, 2 seats are added" in page.context["plan"].lines
