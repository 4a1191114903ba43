"""What the import of a roadmap takes, and what it refuses with every fault at once."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from alignment.importing import preview, run_import
from alignment.tables import TableFaults, to_csv
from roadmaps.importers import ROADMAP
from roadmaps.models import Action, Bottleneck
from roadmaps.table import COLUMNS
from tests.factories import make_action, make_bottleneck, make_workshop

pytestmark = pytest.mark.django_db


def table(*rows):
    return to_csv(COLUMNS, rows)


def bring(workshop, *rows):
    return run_import(ROADMAP, workshop, table(*rows))


def faults_of(workshop, *rows):
    with pytest.raises(TableFaults) as refusal:
        bring(workshop, *rows)
    return [(fault.row, fault.column) for fault in refusal.value.faults]


def test_only_the_bottleneck_must_be_filled():
    workshop = make_workshop()

    plan = run_import(ROADMAP, workshop, "bottleneck\nLate ceilings\n")

    assert plan.lines == ["1 bottleneck is added."]
    assert [row.title for row in workshop.bottlenecks.all()] == ["Late ceilings"]
    assert not workshop.actions.exists()


def test_a_row_with_a_known_id_replaces_that_action():
    workshop = make_workshop()
    action = make_action(workshop, ref="A1", text="Old", lead="Somebody")

    plan = bring(workshop, {"id": "A1", "bottleneck": "New one", "action": "New"})

    action.refresh_from_db()
    assert plan.lines == ["1 action is replaced, with its empty cells.", "1 bottleneck is added."]
    assert (action.text, action.lead) == ("New", "")
    assert [row.title for row in action.bottlenecks.all()] == ["New one"]


def test_rows_without_id_get_the_next_free_one():
    workshop = make_workshop()
    make_action(workshop, ref="A1")

    bring(
        workshop,
        {"bottleneck": "X", "action": "One"},
        {"id": "A2", "bottleneck": "X", "action": "Two"},
        {"bottleneck": "X", "action": "Three"},
    )

    assert list(workshop.actions.values_list("ref", "text")[1:]) == [
        ("A3", "One"),
        ("A2", "Two"),
        ("A4", "Three"),
    ]


def test_a_further_row_with_the_same_id_adds_a_cause():
    workshop = make_workshop()

    bring(
        workshop,
        {"id": "A1", "bottleneck": "X", "action": "Act", "cause": "One", "cause_type": "law"},
        {"id": "A1", "bottleneck": "X", "cause": "Two"},
    )

    assert [cause.text for cause in Action.objects.get().causes.all()] == ["One", "Two"]


def test_a_dropped_bottleneck_that_a_table_names_is_kept_again():
    workshop = make_workshop()
    make_bottleneck(workshop, "X", state="dropped")
    make_bottleneck(workshop, "Y", state="parked")

    bring(workshop, {"bottleneck": "X"}, {"bottleneck": "Y"})

    assert list(workshop.bottlenecks.values_list("state", flat=True)) == ["kept", "parked"]


def test_every_fault_is_named_at_once_and_nothing_is_stored():
    workshop = make_workshop()

    assert faults_of(
        workshop,
        {"bottleneck": "", "action": "No bottleneck"},
        {"bottleneck": "X", "action": "x" * 10_001},
        {"bottleneck": "X", "cost": "1,250"},
        {"bottleneck": "X", "cost": "$5"},
        {"bottleneck": "X", "cost": "-5"},
        {"bottleneck": "X", "cost": "99999999999999.99"},
        {"bottleneck": "X", "currency": "Francs"},
        {"bottleneck": "X", "cause_type": "lore"},
        {"bottleneck": "X", "due": "03/09/2026"},
    ) == [
        (2, "bottleneck"),
        (3, "action"),
        (4, "cost"),
        (5, "cost"),
        (6, "cost"),
        (7, "cost"),
        (8, "currency"),
        (9, "cause_type"),
        (10, "due"),
    ]
    assert not Bottleneck.objects.exists()


def test_every_fault_between_rows_is_named_at_once():
    workshop = make_workshop()

    assert faults_of(
        workshop,
        {"id": "A1", "bottleneck": "X", "action": "One", "depends_on": "A2"},
        {"id": "A2", "bottleneck": "X", "action": "Two", "depends_on": "A1"},
        {"id": "A2", "bottleneck": "X", "action": "Again"},
        {"bottleneck": "X", "stage": "Q", "objectives": "NO-1; RR-4"},
        {"bottleneck": ";", "start": "2026-09-30", "due": "2026-03-01"},
        {"bottleneck": "X", "action": "Waits", "depends_on": "A9"},
    ) == [
        (2, "depends_on"),
        (4, "id"),
        (5, "stage"),
        (5, "objectives"),
        (5, "objectives"),
        (6, "bottleneck"),
        (6, "due"),
        (7, "depends_on"),
    ]
    assert not Bottleneck.objects.exists()


def test_a_loop_is_refused_by_name():
    workshop = make_workshop()
    make_action(workshop, ref="A1")

    with pytest.raises(TableFaults, match="A1 → A2 → A1"):
        bring(
            workshop,
            {"id": "A2", "bottleneck": "X", "action": "Two", "depends_on": "A1"},
            {"id": "A1", "bottleneck": "X", "action": "One", "depends_on": "A2"},
        )


def test_ten_thousand_characters_are_taken():
    workshop = make_workshop()

    bring(workshop, {"bottleneck": "X", "action": "x" * 10_000})

    assert len(workshop.actions.get().text) == 10_000


def test_a_preview_stores_nothing():
    workshop = make_workshop()

    preview(ROADMAP, workshop, table({"bottleneck": "X", "action": "One"}))

    assert not Bottleneck.objects.exists()


def test_nothing_is_imported_into_a_concluded_workshop():
    workshop = make_workshop(state="concluded")

    with pytest.raises(ValidationError, match="Reopen it"):
        bring(workshop, {"bottleneck": "X"})


def test_importing_costs_the_same_for_one_row_and_for_three(queries_of):
    def importing(count):
        workshop = make_workshop()
        rows = [
            {"bottleneck": f"B{n}", "action": f"Action {n}", "cause": f"C{n}"} for n in range(count)
        ]
        return lambda: bring(workshop, *rows)

    assert queries_of(importing(1)) == queries_of(importing(3))


def test_the_command_imports_and_says_what_it_did(tmp_path, capsys):
    workshop = make_workshop()
    file = tmp_path / "roadmap.csv"
    file.write_text(table({"bottleneck": "X", "action": "One"}))

    call_command("import_roadmap", workshop.code, str(file))

    assert capsys.readouterr().out == "1 action is added.\n1 bottleneck is added.\n"
    assert workshop.actions.get().text == "One"


def test_the_command_refuses_a_faulty_table_with_every_fault(tmp_path):
    file = tmp_path / "roadmap.csv"
    file.write_text("bottleneck,colour\nX,red\n")

    with pytest.raises(CommandError, match="colour"):
        call_command("import_roadmap", make_workshop().code, str(file))
