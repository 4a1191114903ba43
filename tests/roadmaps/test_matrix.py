"""An action matrix in somebody else's form is brought, mapped and imported."""

import csv
import datetime
import io
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from alignment.tables import read_table, to_xlsx
from roadmaps.importers import COLUMNS
from roadmaps.matching import guesses
from roadmaps.matrix import LEFT_OUT, NoMatrix, as_table, brought_back, carried, read_matrix
from tests.factories import make_bottleneck, make_stage, make_user, make_workshop

MATRIX = """\
Joint action matrix 2026,,,,,,,,
No,Problem,Recommended action,Responsible institution,Deadline,Budget,Funding,State,Remarks
1,Cash comes late,Publish a cash plan,Treasury,31/12/2026,"RWF 1,250,000.50",Tax,Under way,In May
2,,Train accountants,Ministry of Health,2027-03-01,,Global Fund,not started,
"""
FIELDS = ["id", "bottleneck", "action", "lead", "due", "cost", "source", "status", LEFT_OUT]
WORDS = {"status": {"under way": "under_way", "not started": "not_started"}}


def test_columns_are_guessed_by_the_likeness_of_their_names():
    assert guesses(read_matrix(MATRIX).names, {}) == [*FIELDS[:-1], ""]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("ACTIVITIES", "action"),
        ("Lead agency:", "lead"),
        ("Échéance", "due"),
        ("Indicador", "indicator"),
        ("Root cause(s)", "cause"),
        ("Bottelneck", "bottleneck"),
        ("Cuello de botella", "bottleneck"),
        ("ຜູ້ຮັບຜິດຊອບ", ""),
        ("x", ""),
        ("", ""),
    ],
)
def test_names_in_many_forms_are_known(header, field):
    assert guesses([header], {}) == [field]


def test_names_of_the_readers_language_are_known():
    assert guesses(["المسؤول"], {"lead": ["المسؤول"]}) == ["lead"]


def test_no_field_is_guessed_twice():
    assert guesses(["Action", "Activity", "action"], {}).count("action") == 1


def test_titles_above_the_column_names_are_told():
    matrix = read_matrix(MATRIX)

    assert (matrix.number, matrix.above) == (2, ("Joint action matrix 2026",))
    assert [number for number, _cells in matrix.rows] == [3, 4]


def test_a_mapped_matrix_is_a_roadmap_table_with_the_same_row_numbers():
    table = as_table(read_matrix(MATRIX), FIELDS, WORDS, fill_down=True)

    first, second = read_table(table, COLUMNS)
    assert (first.number, second.number) == (3, 4)
    assert (first["id"], first["bottleneck"], first["action"]) == (
        "1",
        ["Cash comes late"],
        "Publish a cash plan",
    )
    assert (first["due"], first["status"]) == (datetime.date(2026, 12, 31), "under_way")
    assert (first["cost"], first["currency"]) == (Decimal("1250000.50"), "RWF")
    assert (second["bottleneck"], second["status"]) == (["Cash comes late"], "not_started")


def test_what_is_in_doubt_stays_as_it_was_typed():
    matrix = read_matrix('Problem,Deadline,Budget\nLate,03/04/2026,"1,250"\n')

    table = as_table(matrix, ["bottleneck", "due", "cost"], {})

    assert table == 'bottleneck,due,cost,currency\r\nLate,03/04/2026,"1,250",\r\n'


def test_two_columns_of_text_may_become_one():
    matrix = read_matrix("Problem\tAction\tRemarks\nLate\tPublish\tIn May\n")

    table = as_table(matrix, ["bottleneck", "action", "action"], {})

    assert table == 'bottleneck,action\r\nLate,"Publish\nIn May"\r\n'


def test_an_excel_matrix_is_read_like_pasted_cells():
    rows = [{"Problem": "Late", "Activity": "Publish", "Budget": Decimal("12.5")}]

    matrix = read_matrix(to_xlsx({"Matrix": (["Problem", "Activity", "Budget"], rows)}))

    assert matrix.names == ("Problem", "Activity", "Budget")
    assert matrix.rows == ((2, ("Late", "Publish", "12.5")),)


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=4), min_size=1, max_size=4))
def test_a_matrix_travels_through_a_form_unchanged(rows):
    header = ["Problem", "Action", "Who", "When"]
    body = [[*cells, "", "", ""][:4] for cells in rows if any(cell.strip() for cell in cells)]
    matrix = read_matrix(_pasted([header, *body]))

    assert brought_back(carried(matrix)) == matrix


def _pasted(rows):
    """As a spreadsheet copies cells, without what would end one."""
    return "\n".join("\t".join(map(_printable, row)) for row in rows)


def _printable(cell):
    return "".join(c for c in cell if c.isprintable() and c != '"').strip()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "{}", '{"records": []}', '{"records": 1}'])
def test_what_the_form_did_not_send_is_refused(text):
    with pytest.raises(NoMatrix):
        brought_back(text)


@pytest.fixture
def workshop(client, db):
    user = make_user()
    client.force_login(user)
    return make_workshop(by=user, state="open")


def bring(client, workshop, typed):
    return client.post(reverse("roadmaps:roadmap_import", args=[workshop.code]), typed)


def mapped(response, **choices):
    form = response.context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    return {name: value for name, value in (typed | choices).items() if value is not False}


def test_a_strange_matrix_leads_to_the_mapping_step(client, workshop):
    response = bring(client, workshop, {"table": MATRIX})

    page = response.content.decode()
    assert "What is each column?" in page
    assert "Joint action matrix 2026" in page
    form = response.context["form"]
    assert [form[f"column-{n}"].value() for n in range(9)] == [*FIELDS[:-1], ""]


def test_text_is_left_out_only_after_a_tick(client, workshop):
    asked = bring(client, workshop, {"table": MATRIX})
    choice = mapped(asked, **{"column-8": LEFT_OUT})

    refused = bring(client, workshop, choice)
    preview = bring(client, workshop, choice | {"leave_out": "on"})

    assert refused.status_code == 422
    assert "would be left out: Remarks (1)." in refused.content.decode()
    assert "2 actions are added." in preview.content.decode()
    assert not workshop.actions.exists()


def test_the_preview_of_a_mapped_matrix_is_confirmed_like_any_other(client, workshop):
    asked = bring(client, workshop, {"table": MATRIX})
    preview = bring(client, workshop, mapped(asked, **{"column-8": "risk"}))

    bring(client, workshop, {"table": preview.context["carried"], "confirm": "1"})

    first, second = workshop.actions.all()
    assert (first.text, first.lead, first.risk) == (
        "Publish a cash plan",
        "Treasury",
        "In May",
    )
    assert (str(first.cost), first.currency, first.status) == ("1250000.50", "RWF", "under_way")
    assert second.due == datetime.date(2027, 3, 1)
    assert [row.title for row in workshop.bottlenecks.all()] == ["Cash comes late"]


def test_faults_of_a_mapped_matrix_name_the_row_of_the_matrix(client, workshop):
    asked = bring(client, workshop, {"table": MATRIX.replace("31/12/2026", "03/04/2026")})

    page = bring(client, workshop, mapped(asked, **{"column-8": "risk"})).content.decode()

    assert "row 3, column “due”: “03/04/2026” is not a date." in page
    assert "Publish a cash plan" in page


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        ({"column-1": "risk"}, "Choose which column names the bottleneck"),
        ({"column-0": "lead"}, "Two columns cannot both be “Lead”."),
        ({"column-0": ""}, "Choose what this column is, or leave it out."),
        ({"column-0": "nonsense"}, "Select a valid choice."),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(client, workshop, choices, says):
    asked = bring(client, workshop, {"table": MATRIX})

    refused = bring(client, workshop, mapped(asked, **({"column-8": "risk"} | choices)))

    assert refused.status_code == 422
    assert says in refused.content.decode()


def test_words_of_lists_become_codes(client, workshop):
    make_stage(workshop, "F", title="Formulation")
    workshop.objectives.create(code="RR-4", title="Flow of funds", function="RR")
    make_bottleneck(workshop, "Late")
    table = (
        "Problem;Activity;Phase;Goal;Kind of cause;Route\n"
        "Late;Publish;formulation;Flow of funds;Practice;Within existing rules\n"
    )
    asked = bring(client, workshop, {"table": table})
    choices = ("bottleneck", "action", "stage", "objectives", "cause_type", "change_route")

    preview = bring(
        client, workshop, mapped(asked, **{f"column-{n}": c for n, c in enumerate(choices)})
    )
    bring(client, workshop, {"table": preview.context["carried"], "confirm": "1"})

    action = workshop.actions.get()
    assert (action.stage.code, action.objectives, action.change_route) == (
        "F",
        ["RR-4"],
        "existing_rule",
    )
    assert action.causes.get().cause_type == "practice"


def test_a_table_in_our_own_form_needs_no_mapping(client, workshop):
    page = bring(client, workshop, {"table": "bottleneck,action\nLate,Publish\n"}).content.decode()

    assert "1 action is added." in page


def test_an_uploaded_matrix_is_mapped_too(client, workshop):
    file = io.BytesIO(MATRIX.encode())
    file.name = "matrix.csv"

    assert "What is each column?" in bring(client, workshop, {"file": file}).content.decode()


def test_an_uploaded_table_in_our_own_form_is_read_once_more(client, workshop):
    file = io.BytesIO(b"bottleneck,action\nLate,Publish\n")
    file.name = "roadmap.csv"

    assert "1 action is added." in bring(client, workshop, {"file": file}).content.decode()


@pytest.mark.parametrize(
    ("head", "cell", "cost", "currency"),
    [
        ("Cost (USD)", "1,250,000.50", "1250000.50", "USD"),
        ("Cost (USD)", "RWF 1200", "1200", "RWF"),
        ("Budget in USD or RWF", "1200", "1200", ""),
        ("Coût en XOF", "1200", "1200", "XOF"),
        ("Budget (RWF millions)", "3", "3 (Budget (RWF millions))", ""),
        ("Budget, USD '000", "12.5", "12.5 (Budget, USD '000)", ""),
        ("Budget", "1200", "1200", ""),
    ],
)
def test_the_currency_may_stand_above_the_costs_and_millions_are_never_taken_for_ones(
    head, cell, cost, currency
):
    matrix = read_matrix(to_xlsx({"plan": (["Problem", head], [{"Problem": "A", head: cell}])}))

    _heads, row = csv.reader(as_table(matrix, ["bottleneck", "cost"], {}).splitlines())

    assert row == ["A", cost, currency]
