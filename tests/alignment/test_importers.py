"""Tables of participants and agenda: what they add, what they refuse, and that they read back."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from alignment.importers import AGENDA, PARTICIPANTS, agenda_rows, participant_rows
from alignment.importing import preview, run_import
from alignment.models import AgendaItem, Institution, Participant
from alignment.services.seats import void_seat
from alignment.tables import TableFaults, to_csv, to_xlsx
from tests.factories import make_institution, make_participants, make_workshop

pytestmark = pytest.mark.django_db

RWANDA = """institution,side,seats
Ministry of Health,MOH,10
Ministry of Finance and Economic Planning,MOF,2
Development Partners,PARTNER,8
"""
HOSTILE = [
    "<script>alert(1)</script>",
    "=HYPERLINK(1)",
    "'+1",
    "\u202egnp.exe",
    "Ω😀𝔸",
    "Anna; Ben",
    'the "quoted", one',
]


def people(workshop):
    seats = Participant.objects.filter(workshop=workshop).order_by("institution", "seat")
    return [(seat.institution.name, seat.seat, seat.name, seat.role) for seat in seats]


def faults(importer, workshop, table):
    with pytest.raises(TableFaults) as refusal:
        run_import(importer, workshop, table)
    return [(fault.row, fault.column) for fault in refusal.value.faults]


def participants_csv(workshop):
    return to_csv(PARTICIPANTS.column_names, participant_rows(workshop))


def test_institutions_sides_and_seats_are_added():
    workshop = make_workshop()

    run_import(PARTICIPANTS, workshop, RWANDA)

    rows = workshop.institutions.values_list("name", "side__code")
    assert list(rows) == [
        ("Ministry of Health", "MOH"),
        ("Ministry of Finance and Economic Planning", "MOF"),
        ("Development Partners", "PARTNER"),
    ]
    assert [institution.participants.count() for institution in workshop.institutions.all()] == [
        10,
        2,
        8,
    ]


def test_the_preview_says_what_would_be_done_and_stores_nothing():
    workshop = make_workshop()

    plan = preview(PARTICIPANTS, workshop, RWANDA)

    assert plan.lines == [
        "The side “Development partners” is added.",
        "\u2068Ministry of Health\u2069: a new institution, 10 seats are added",
        "\u2068Ministry of Finance and Economic Planning\u2069: a new institution, "
        "2 seats are added",
        "\u2068Development Partners\u2069: a new institution, 8 seats are added",
    ]
    assert not workshop.institutions.exists()


def test_a_person_is_added_with_everything_the_row_says():
    workshop = make_workshop(languages=["en", "fr"])

    run_import(
        PARTICIPANTS,
        workshop,
        "name,institution,role,post,email,language,side\n"
        "Ann,Ministry of Health,signatory,Director,ann@example.org,fr,moh\n",
    )

    seat = Participant.objects.get()
    assert (seat.name, seat.role, seat.post, seat.email, seat.language, seat.side.code) == (
        "Ann",
        "signatory",
        "Director",
        "ann@example.org",
        "fr",
        "MOH",
    )


def test_the_same_table_twice_changes_nothing():
    workshop = make_workshop()
    table = RWANDA + "Ministry of Health,,3\n" + "University,OTHER,0\n"
    run_import(PARTICIPANTS, workshop, table)
    before = people(workshop)

    plan = run_import(PARTICIPANTS, workshop, table)

    assert people(workshop) == before
    assert plan.lines[0] == "\u2068Ministry of Health\u2069: 13 are already there"


def test_a_filled_cell_changes_a_known_person_and_an_empty_one_does_not():
    workshop = make_workshop()
    institution = make_institution(workshop, name="Treasury", side="MOF")
    make_participants(
        workshop, institution=institution, name="Ann", post="Director", role="signatory"
    )

    run_import(PARTICIPANTS, workshop, "institution,name,post,role\ntreasury, ann ,Adviser,\n")

    seat = Participant.objects.get()
    assert (seat.name, seat.post, seat.role) == ("Ann", "Adviser", "signatory")


def test_withdrawn_people_do_not_come_back():
    workshop = make_workshop()
    run_import(PARTICIPANTS, workshop, "institution,side,name\nTreasury,MOF,Ann\n")
    void_seat(participant=Participant.objects.select_related("workshop").get())

    run_import(PARTICIPANTS, workshop, "institution,side,name\nTreasury,MOF,Ann\n")

    assert not Participant.objects.seated().exists()


def test_a_side_given_later_is_taken_and_another_is_refused():
    workshop = make_workshop()
    run_import(PARTICIPANTS, workshop, "institution,seats\nTreasury,2\n")
    run_import(PARTICIPANTS, workshop, "institution,side,seats\nTreasury,MOF,2\n")

    assert Institution.objects.get().side.code == "MOF"
    table = "institution,side,seats\nTreasury,MOH,2\n"
    assert faults(PARTICIPANTS, workshop, table) == [(2, "side")]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("Treasury,XYZ,2,,", [(2, "side")]),
        ("Treasury,MOF,-1,,", [(2, "seats")]),
        ("Treasury,MOF,many,,", [(2, "seats")]),
        ("Treasury,MOF,501,,", [(2, "seats")]),
        ("Treasury,MOF,,,", [(2, "name")]),
        ("Treasury,MOF,2,Ann,", [(2, "seats")]),
        (",MOF,2,,", [(2, "institution")]),
        (f"{'x' * 201},MOF,2,,", [(2, "institution")]),
        (f"Treasury,MOF,,{'x' * 151},", [(2, "name")]),
        ("Treasury,MOF,,Ann,boss", [(2, "role")]),
        ("Treasury,MOF,,Ann,\nTREASURY,MOF,,ANN,", [(3, "name")]),
        ("Treasury,MOF,2,,\nTreasury,MOH,2,,", [(3, "side")]),
        ("Treasury,XYZ,2,,\n,MOF,no,,\nOther,MOH,1,,", [(2, "side"), (3, "institution"),
                                                        (3, "seats")]),
    ],
)  # fmt: skip
def test_all_faults_are_named_at_once_and_nothing_is_stored(rows, found):
    workshop = make_workshop()

    assert faults(PARTICIPANTS, workshop, f"institution,side,seats,name,role\n{rows}\n") == found
    assert not workshop.institutions.exists()


def test_a_language_the_workshop_does_not_use_yet_is_kept():
    workshop = make_workshop(languages=["en"])

    run_import(PARTICIPANTS, workshop, "institution,name,language\nTreasury,Ann,fr\n")

    assert workshop.participants.get().language == "fr"


def test_a_language_nobody_knows_is_refused():
    table = "institution,name,language\nTreasury,Ann,xx\n"

    assert faults(PARTICIPANTS, make_workshop(), table) == [(2, "language")]


def test_an_address_that_is_none_is_refused():
    table = "institution,name,email\nTreasury,Ann,ann at home\n"

    assert faults(PARTICIPANTS, make_workshop(), table) == [(2, "email")]


def test_an_unknown_column_is_refused_by_name():
    table = "institution,seats,salary\nTreasury,1,9\n"

    assert faults(PARTICIPANTS, make_workshop(), table) == [(1, "salary")]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pasted"])
def test_exported_participants_read_back_identically(kind):
    workshop, copy = make_workshop(), make_workshop()
    run_import(PARTICIPANTS, workshop, RWANDA)
    health = workshop.institutions.first()
    make_participants(workshop, institution=health, name="Ann", role="signatory")
    make_participants(workshop, count=2, institution=health, role="observer")
    make_institution(workshop, "OTHER", name="Empty")
    for name in HOSTILE:
        make_participants(workshop, institution=health, name=name, post=name)
    columns, rows = PARTICIPANTS.column_names, participant_rows(workshop)
    table = {
        "csv": lambda: to_csv(columns, rows).encode(),
        "xlsx": lambda: to_xlsx({"participants": (columns, rows)}),
        "pasted": lambda: to_csv(columns, rows),
    }[kind]()

    run_import(PARTICIPANTS, copy, table)

    assert people(copy) == people(workshop)
    assert participants_csv(copy) == participants_csv(workshop)


AGENDA_TABLE = """day,start,end,title,responsible
2022-03-21,08:00,8:30,Introduction,Chair
2022-03-21,12:45,13:45,Lunch,
2022-03-21,14:00,13:00,Backwards,
"""


def test_sessions_are_added_odd_times_and_all():
    workshop = make_workshop()

    run_import(AGENDA, workshop, AGENDA_TABLE)

    rows = [(f"{row['start']:%H:%M}", f"{row['end']:%H:%M}", row["title"], row["responsible"])
            for row in agenda_rows(workshop)]  # fmt: skip
    assert rows == [
        ("08:00", "08:30", "Introduction", "Chair"),
        ("12:45", "13:45", "Lunch", ""),
        ("14:00", "13:00", "Backwards", ""),
    ]


def test_the_preview_tells_what_does_not_add_up():
    day = datetime.date(2022, 3, 21)
    workshop = make_workshop(starts_on=day, ends_on=day)

    plan = preview(AGENDA, workshop, AGENDA_TABLE)

    assert [item.text for item in plan.advice] == [
        "“\u2068Backwards\u2069” on 21 March 2022 begins at 14:00 and ends at 13:00. "
        "Correct the times.",
        "Nothing is planned on 21 March 2022 from 08:30 to 12:45. Add a session or a break.",
    ]
    assert not workshop.agenda.exists()


def test_the_same_agenda_twice_adds_nothing():
    workshop = make_workshop()
    run_import(AGENDA, workshop, AGENDA_TABLE)

    plan = run_import(AGENDA, workshop, AGENDA_TABLE)

    assert plan.lines == ["0 sessions are added.", "3 are already there."]
    assert workshop.agenda.count() == 3


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("03/04/2022,08:00,09:00,A,", [(2, "day")]),
        ("2022-03-21,8,09:00,A,", [(2, "start")]),
        ("2022-03-21,08:00,25:00,A,", [(2, "end")]),
        ("2022-03-21,08:00,09:00,,", [(2, "title")]),
        (",,,,x", [(2, "day"), (2, "start"), (2, "end"), (2, "title")]),
        (f"2022-03-21,08:00,09:00,{'x' * 301},", [(2, "title")]),
        ("2022-03-21,08:00,09:00,A,\n2022-03-21,8:00,9:00,A,x", [(3, "title")]),
    ],
)
def test_agenda_faults_are_named_and_nothing_is_stored(row, found):
    workshop = make_workshop()

    table = f"day,start,end,title,responsible\n{row}\n"
    assert faults(AGENDA, workshop, table) == found
    assert not AgendaItem.objects.exists()


def test_an_exported_agenda_reads_back_identically():
    workshop, copy = make_workshop(), make_workshop()
    run_import(AGENDA, workshop, AGENDA_TABLE)

    run_import(AGENDA, copy, to_csv(AGENDA.column_names, agenda_rows(workshop)).encode())

    assert agenda_rows(copy) == agenda_rows(workshop)


def make_file(folder, content):
    file = folder / "table.csv"
    file.write_text(content, encoding="utf-8")
    return str(file)


def test_the_command_imports_and_says_what_it_did(tmp_path):
    workshop, said = make_workshop(), StringIO()

    call_command(
        "import_participants", workshop.code.lower(), make_file(tmp_path, RWANDA), stdout=said
    )

    assert workshop.participants.count() == 20
    assert "Ministry of Health" in said.getvalue()


def test_a_dry_run_stores_nothing(tmp_path):
    workshop, said = make_workshop(), StringIO()

    file = make_file(tmp_path, AGENDA_TABLE)
    call_command("import_agenda", workshop.code, file, "--dry-run", stdout=said)

    assert said.getvalue() == "3 sessions are added.\n"
    assert not workshop.agenda.exists()


def test_the_command_names_every_fault(tmp_path):
    workshop = make_workshop()
    file = make_file(tmp_path, "institution,side,seats\n,XYZ,1\n")

    with pytest.raises(CommandError) as refusal:
        call_command("import_participants", workshop.code, file)

    lines = str(refusal.value).splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "row 2, column “institution”",
        "row 2, column “side”",
    ]


@pytest.mark.parametrize("people_count", [1, 3])
def test_exporting_costs_two_queries(people_count, django_assert_num_queries):
    workshop = make_workshop()
    for _ in range(people_count):
        make_participants(workshop, count=people_count)

    with django_assert_num_queries(2):
        participant_rows(workshop)
