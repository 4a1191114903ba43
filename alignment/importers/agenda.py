"""The table of the agenda: one row for each session. The same table twice adds nothing."""

from dataclasses import replace
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alignment.checks import Session, findings
from alignment.findings import worded
from alignment.importers.everyday import everyday_agenda
from alignment.importers.participants import line
from alignment.importing import Importer, ImportPlan
from alignment.models import AgendaItem, Workshop
from alignment.queries import plan_of
from alignment.tables import Column, Row, clear_date, clock, raise_faults

COLUMNS = [
    Column("day", clear_date, required=True),
    Column("start", clock, required=True),
    Column("end", clock, required=True),
    Column("title", line(300), required=True),
    Column("responsible", line(200)),
]
NAMES = [column.name for column in COLUMNS]


def plan_agenda(workshop: Workshop, rows: list[Row], by=None) -> ImportPlan:
    """Odd times are taken as they are: the checks point them out afterwards."""
    workshop.ensure_not_over()
    there = {_key(row): None for row in workshop.agenda.values(*NAMES)}
    seen: dict = {}
    for row in (row for row in rows if not row.faults):
        first = seen.setdefault(_key(row), row.number)
        if first != row.number:
            row.fault(
                "title", _("Row %(row)d is the same. Remove one of the two.") % {"row": first}
            )
    raise_faults(rows)
    new = [row.values for row in rows if _key(row) not in there]
    return ImportPlan(
        _lines(len(new), len(rows) - len(new)),
        partial(_apply, workshop, new),
        _advice(workshop, new),
    )


def _advice(workshop, new):
    """What the checks would say of the agenda with the new sessions in it."""
    plan = plan_of(workshop)
    sessions = (*plan.sessions, *(Session(*(row[name] for name in NAMES[:4])) for row in new))
    found = findings(replace(plan, sessions=sessions))
    return worded(workshop, [each for each in found if each.where == "agenda"])


def _key(row):
    return row["day"], row["start"], row["end"], row["title"]


def _lines(new, known):
    lines = [ngettext("%(n)d session is added.", "%(n)d sessions are added.", new) % {"n": new}]
    if known:
        sentence = ngettext("%(n)d is already there.", "%(n)d are already there.", known)
        lines.append(sentence % {"n": known})
    return lines


def _apply(workshop, new):
    AgendaItem.objects.bulk_create(
        AgendaItem(workshop=workshop, position=place, **values)
        for place, values in enumerate(new, start=workshop.agenda.count())
    )


def agenda_rows(workshop: Workshop) -> list[dict]:
    return list(workshop.agenda.values(*NAMES))


AGENDA = Importer("agenda", COLUMNS, plan_agenda, everyday_agenda)
