"""The import of the roadmap table: what each cell may hold, and what the rows mean together."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alignment.importing import Importer, ImportPlan
from alignment.tables import (
    CellError,
    Column,
    amount,
    choice,
    clear_date,
    list_of,
    raise_faults,
    text,
)
from diagnostics.vocabulary import CauseType
from roadmaps.dependencies import find_loop
from roadmaps.models.actions import LONGEST_TEXT, ensure_cost, ensure_currency, ensure_dates
from roadmaps.services.actions import dependencies_in
from roadmaps.services.importing import RoadmapTable
from roadmaps.table import OF_ACTION
from roadmaps.vocabulary import ActionStatus, ChangeRoute, Timeframe

_short, _long = text(300), text(LONGEST_TEXT)


def _id(cell: str) -> str:
    if ";" in cell:
        raise CellError(_("An id may not contain “;”. Write letters and digits, such as A1."))
    return text(40)(cell)


def _cost(cell: str):
    return _checked(ensure_cost, amount(cell))


def _currency(cell: str) -> str:
    return _checked(ensure_currency, cell.upper())


def _checked(ensure, value):
    """The model's own rule, said of a cell."""
    try:
        ensure(value)
    except ValidationError as refusal:
        raise CellError(" ".join(refusal.messages)) from None
    return value


COLUMNS = (
    Column("id", _id),
    Column("bottleneck", list_of(_short), required=True, empty=[]),
    Column("stage", text(12)),
    Column("objectives", list_of(text(12)), empty=[]),
    Column("cause", text(2000)),
    Column("cause_type", choice(CauseType.values)),
    Column("action", _long),
    Column("change_route", choice(ChangeRoute.values)),
    Column("legal_instrument", _short),
    Column("lead", _short),
    Column("co_lead", _short),
    Column("support", list_of(_short), empty=[]),
    Column("timeframe", choice(Timeframe.values)),
    Column("start", clear_date, empty=None),
    Column("due", clear_date, empty=None),
    Column("indicator", _short),
    Column("baseline", _short),
    Column("target", _short),
    Column("cost", _cost, empty=None),
    Column("currency", _currency),
    Column("source", _short),
    Column("risk", _long),
    Column("mitigation", _long),
    Column("depends_on", list_of(text(40)), empty=[]),
    Column("status", choice(ActionStatus.values)),
)


def _plan(workshop, rows, by) -> ImportPlan:
    workshop.ensure_not_over()
    _read_places(workshop, rows)
    for row in rows:
        _check_row(workshop, row)
    table = RoadmapTable(workshop, by)
    for row in rows:
        _sort(table, row)
    _check_dependencies(workshop, table)
    raise_faults(rows)
    return ImportPlan(_lines(table), table.store)


def _read_places(workshop, rows):
    """Stage and objective codes become the workshop's own."""
    stages = {stage.code.upper(): stage for stage in workshop.stages.all()}
    aims = {code.upper(): code for code in workshop.objectives.values_list("code", flat=True)}
    for row in rows:
        code = row["stage"]
        row.values["stage"] = stages.get(code.upper()) if code else None
        if code and row["stage"] is None:
            row.fault("stage", _unknown(code, [stage.code for stage in stages.values()]))
        for objective in row["objectives"]:
            if objective.upper() not in aims:
                row.fault("objectives", _unknown(objective, aims.values()))
        found = (aims.get(objective.upper()) for objective in row["objectives"])
        row.values["objectives"] = list(dict.fromkeys(found))


def _unknown(code, known):
    message = _("“%(code)s” is not known in this workshop. Write one of: %(known)s.")
    return message % {"code": code, "known": ", ".join(known)}


def _check_row(workshop, row):
    row.values["bottleneck"] = list(dict.fromkeys(row["bottleneck"]))
    if not row["bottleneck"]:
        row.fault("bottleneck", _("This cell is empty. It must be filled."))
    for name in ("start", "due"):
        try:
            ensure_dates(workshop, **{name: row[name]})
        except ValidationError as refusal:
            row.fault(name, " ".join(refusal.messages))
    if row["start"] and row["due"] and row["due"] < row["start"]:
        row.fault("due", _("The action is due before it starts. Exchange or mend the dates."))


def _sort(table, row):
    """An action, a further cause of one, or a bottleneck alone."""
    table.rows.append(row)
    has_action = any(row[name] not in ("", None, []) for name in OF_ACTION)
    if row["id"] and row["id"] in table.rows_by_id:
        if has_action:
            first = table.rows_by_id[row["id"]].number
            message = _("Row %(row)d has this id already. Give each action an id of its own.")
            row.fault("id", message % {"row": first})
        table.further_causes.append(row)
    elif row["id"] or has_action:
        table.add_action(row)
    else:
        table.bottlenecks_alone.append(row)


def _check_dependencies(workshop, table):
    waits_for = dependencies_in(workshop)
    known = waits_for.keys() | table.rows_by_id.keys()
    for row in table.actions:
        for ref in row["depends_on"]:
            if ref not in known:
                message = _("No action has the id “%(ref)s”. Add it, or take it out here.")
                row.fault("depends_on", message % {"ref": ref})
        if row["id"]:
            waits_for[row["id"]] = row["depends_on"]
    loop = find_loop(waits_for)
    if loop:
        row = next(table.rows_by_id[ref] for ref in loop if ref in table.rows_by_id)
        message = _("These actions wait for each other: %(loop)s. Take one of the links out.")
        row.fault("depends_on", message % {"loop": " → ".join(loop)})


def _lines(table) -> list[str]:
    added, replaced = table.count_actions()
    bottlenecks = len(table.new_titles())
    lines = [
        (added, ngettext("%d action is added.", "%d actions are added.", added)),
        (
            replaced,
            ngettext(
                "%d action is replaced, with its empty cells.",
                "%d actions are replaced, with their empty cells.",
                replaced,
            ),
        ),
        (
            bottlenecks,
            ngettext("%d bottleneck is added.", "%d bottlenecks are added.", bottlenecks),
        ),
    ]
    said = [line % count for count, line in lines if count]
    return said or [_("Nothing new: the bottlenecks of this table are there already.")]


ROADMAP = Importer("roadmap", COLUMNS, _plan)
