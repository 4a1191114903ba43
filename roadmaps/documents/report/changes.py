"""What differs from the version signed before, in words."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from diagnostics.vocabulary import Outcome, PlenaryVerdict
from roadmaps import changes as found
from roadmaps.documents.report import words
from roadmaps.editions import Edition
from roadmaps.typography import NONE, amount, cleaned, date

WHAT = {
    found.ADDED: gettext_lazy("added"),
    found.REMOVED: gettext_lazy("removed"),
    found.CHANGED: gettext_lazy("changed"),
}
NAMES = {
    "action": gettext_lazy("Action"),
    "agreed_level": gettext_lazy("Agreed level"),
    "apart_reason": gettext_lazy("Why it stands apart"),
    "baseline": gettext_lazy("Baseline"),
    "bottlenecks": gettext_lazy("For bottleneck"),
    "budget_date": gettext_lazy("Budget date it must hit"),
    "causes": gettext_lazy("Causes"),
    "change_route": gettext_lazy("How the rule changes"),
    "co_lead": gettext_lazy("Co-lead"),
    "cost": gettext_lazy("Cost"),
    "currency": gettext_lazy("Currency"),
    "depends_on": gettext_lazy("Depends on"),
    "description": gettext_lazy("Description"),
    "dissents": gettext_lazy("Dissent"),
    "due": gettext_lazy("Due"),
    "gates": gettext_lazy("Three gates"),
    "indicator": gettext_lazy("Indicator"),
    "lead": gettext_lazy("Lead"),
    "legal_instrument": gettext_lazy("Legal instrument"),
    "mitigation": gettext_lazy("Mitigation"),
    "needs_political_decision": gettext_lazy("Needs a political decision"),
    "objectives": gettext_lazy("Objectives"),
    "outcome": gettext_lazy("Outcome"),
    "parked_reason": gettext_lazy("Why it is parked"),
    "questions": gettext_lazy("Questions"),
    "rank": gettext_lazy("Place in the order"),
    "reason": gettext_lazy("Reason"),
    "reshaped": gettext_lazy("Merged or split since it was scored"),
    "risk": gettext_lazy("Risk"),
    "source": gettext_lazy("Source of funds"),
    "stage": gettext_lazy("Stage"),
    "start": gettext_lazy("Start"),
    "state": gettext_lazy("State"),
    "status": gettext_lazy("Status"),
    "support": gettext_lazy("Support"),
    "target": gettext_lazy("Target"),
    "timeframe": gettext_lazy("Timeframe"),
    "title": gettext_lazy("Title"),
    "verdict": gettext_lazy("The ministries’ views"),
    "vetoed": gettext_lazy("One ministry cannot accept it"),
}
ELSEWHERE = {
    "workshop": gettext_lazy("the workshop's title, dates or venue"),
    "benchmark": gettext_lazy("the benchmark"),
    "results": gettext_lazy("answers that were disclosed"),
    "facts": gettext_lazy("facts of record"),
    "objectives": gettext_lazy("the objectives kept"),
    "participants": gettext_lazy("institutions, seats and who joined"),
    "signatures_expected": gettext_lazy("the institutions that sign"),
}
_CODES = {
    "change_route": "route",
    "timeframe": "timeframe",
    "status": "status",
    "state": "bottleneck",
}


def changes_part(edition: Edition) -> dict | None:
    """{number, parts [(title, rows)], elsewhere [..]}; None for a first version.

    A row is {key, about, what, fields [(name, before, after)]}, all in words.
    """
    if edition.earlier is None:
        return None
    told = found.changes(cleaned(edition.earlier.content), cleaned(edition.content))
    labels = cleaned(edition.labels)
    parts = (
        (_("Actions"), told.actions, "action"),
        (_("Bottlenecks"), told.bottlenecks, "title"),
        (_("Agreed levels"), told.levels, "text"),
    )
    return {
        "number": edition.earlier.number,
        "parts": [(title, [_row(r, about, labels) for r in rows]) for title, rows, about in parts],
        "elsewhere": [str(ELSEWHERE[name]) for name in told.elsewhere],
        "none": not told,
    }


def _row(row, about, labels):
    return {
        "key": row.key,
        "about": row.row.get(about) or "",
        "what": str(WHAT[row.what]),
        "fields": [
            (
                _name(each.name),
                _said(each.name, each.before, labels),
                _said(each.name, each.after, labels),
            )
            for each in row.fields
        ],
    }


def _name(name):
    return str(NAMES.get(name, name.replace("_", " ").capitalize()))


def _said(name, value, labels) -> str:
    if value is None:
        return NONE
    if value is True:
        return _("yes")
    if name in _CODES:
        return words.word(_CODES[name], value)
    special = _SPECIAL.get(name)
    return special(value, labels) if special else _plain(value)


def _plain(value):
    if isinstance(value, list):
        return "; ".join(_plain(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(_plain(item) for item in value.values() if item not in ("", None, []))
    return str(value)


def _causes(rows, _labels):
    """In their order, each deeper one after "Why?"."""
    told = [(row.get("step", 1), row.get("text") or "") for row in rows]
    return "\n".join(text if step == 1 else _("Why?") + f" {text}" for step, text in told if text)


def _gates(value, _labels):
    return _plain(value | {"route": words.word("route", value["route"])})


def _dissents(rows, _labels):
    return "\n".join(f"{row['institution']}: {row['text']}" for row in rows)


_SPECIAL = {
    "agreed_level": lambda value, _labels: words.word("level", value),
    "budget_date": lambda value, _labels: f"{value['title']}, {date(value['date'])}",
    "causes": _causes,
    "cost": lambda value, _labels: amount(Decimal(value)),
    "dissents": _dissents,
    "due": lambda value, _labels: date(value),
    "gates": _gates,
    "outcome": lambda value, _labels: str(Outcome(value).label),
    "stage": lambda value, labels: labels["stages"].get(value, value),
    "start": lambda value, _labels: date(value),
    "verdict": lambda value, _labels: str(PlenaryVerdict(value).label),
}
