"""The Excel file: the same figures as numbers, one sheet for each kind of row, and a codebook.

Its columns keep the codes of the data files, which the codebook explains; figures are exact and
only the PDF rounds them.
"""

from decimal import Decimal

from django.utils.translation import gettext as _

from alignment.tables import to_xlsx
from roadmaps.documents.report import report_of, wording, words
from roadmaps.editions import Edition

COUNTS = ("level_1", "level_2", "level_3", "level_4")
SCORES = ("impact", "feasibility", "urgency", "product")


def roadmap_xlsx(edition: Edition) -> bytes:
    report = report_of(edition)
    sheets = {
        "about": _about(report),
        "questions": _questions(report["questions"]),
        "sides": _sides(report["questions"]),
        "stages": _groups(report["stages"]),
        "objectives": _groups(report["objectives"]),
        "heat_map": _cells(edition.content["results"]["cells"]),
        "last_round": _last_round(report["last_round"]),
        "bottlenecks": _bottlenecks(report["bottlenecks"]),
        "causes": _causes(report["bottlenecks"]),
        "priorities": _priorities(report["bottlenecks"]),
        "actions": _actions(report["actions"], report["schedule"]["rows"]),
        "budget": _budget(report["budget"]),
        "open_items": _open_items(report["open_items"]),
        "participants": _participants(report["participants"]),
        "changes": _changes(report["changes"]),
        "codebook": _codebook(),
    }
    head = f"{wording.place(report['cover'])} · {wording.stamp(report['cover'])}"
    return to_xlsx({title: _sheet(rows) for title, rows in sheets.items()}, paper_head=head)


def _sheet(rows):
    """Columns as the first row has them; an empty sheet says so."""
    rows = rows or [{"note": _("none")}]
    return list(rows[0]), [_plain(row) for row in rows]


def _plain(row):
    """Lists as the tables write them. Truth values as 1 and 0, so that they can be counted."""
    return {name: int(value) if isinstance(value, bool) else value for name, value in row.items()}


def _about(report):
    cover, headline = report["cover"], report["headline"]
    pairs = {
        _("Country"): cover["country"],
        _("Workshop"): cover["title"],
        _("Dates"): cover["dates"],
        _("Version"): wording.version(cover),
        _("State"): wording.stamp(cover),
        _("Digest"): cover["digest"],
        _("Benchmark"): report["benchmark"],
        _("Smallest group shown"): report["threshold"],
        _("Questions at the benchmark"): headline["at"],
        _("Questions with a joint level"): headline["of"],
    }
    if cover["rehearsal"]:
        pairs[_("Rehearsal")] = wording.rehearsed()
    if cover["illustrative"]:
        pairs[_("Illustrative data")] = wording.made_up()
    return [{"about": name, "value": value} for name, value in pairs.items()]


def _questions(questions):
    return [
        {
            "code": q["code"],
            "stage": q["stage"],
            "function": q["function"],
            "objectives": q["objectives"],
            "gateway": q["gateway"],
            "question": q["text"],
            "benchmark": q["benchmark"],
            "moh": q["moh"],
            "mof": q["mof"],
            "gap": q["gap"],
            "reading": q["reading"],
            "verdict": q["verdict"],
            "joint": q["joint"],
            "basis": q["basis"],
            "outcome": q["outcome"],
            "flags": q["flags"],
            "reason": q["reason"],
            "dissent": [f"{row['institution']}: {row['text']}" for row in q["dissents"]],
        }
        for q in questions
    ]


def _sides(questions):
    return [
        {
            "question": q["code"],
            "side": side["code"],
            "round": side["round"],
            "respondents": side["respondents"],
            "levels": side["levels"],
            **dict(zip(COUNTS, side["counts"] or [None] * 4, strict=True)),
            "dont_know": side["dont_know"],
            "not_applicable": side["not_applicable"],
            "blank": side["blank"],
            "median": side["median"],
            "mean": side["mean"],
            "consensus": side["consensus"],
            "suppressed": side["suppressed"],
        }
        for q in questions
        for side in q["sides"]
    ]


def _groups(groups):
    kept = ("code", "title", "level", "band", "scored", "applicable", "gateways_at_1")
    return [{name: group[name] for name in kept} for group in groups]


def _cells(cells):
    kept = ("stage", "function", "level", "band", "scored", "applicable", "gateways_at_1")
    return [{name: cell[name] for name in kept} for cell in cells]


def _last_round(last_round):
    """A row for the joint level and for each side; one row where the question itself changed."""
    compared = last_round["questions"] if last_round else []
    nothing = {"side": None, "then": None, "now": None, "moved": None}
    return [
        {
            "question": question["code"],
            "side": cell["side"],
            "last_round": cell["then"],
            "this_round": cell["now"],
            "difference": cell["moved"],
            "not_compared": cell["change"],
        }
        for question in compared
        for cell in question["cells"] or [nothing | {"change": question["changes"]}]
    ]


def _bottlenecks(bottlenecks):
    return [
        {
            "ref": row["ref"],
            "bottleneck": row["title"],
            "stage": row["stage"],
            "objectives": row["objectives"],
            "questions": row["questions"],
            "state": row["state"],
            "vetoed": row["vetoed"],
            "needs_political_decision": row["needs_political_decision"],
            "rank": row["priority"]["rank"],
            "product": row["priority"]["product"],
            "urgency": row["priority"]["urgency"],
            "spread": row["priority"]["spread"],
            "description": row["description"],
            **_gates(row.get("gates") or {}),
            "apart_reason": row.get("apart_reason", ""),
            "parked_reason": row.get("parked_reason", ""),
            "reshaped_after_scoring": row.get("reshaped", False),
        }
        for row in bottlenecks
    ]


def _gates(gates):
    return {
        "change_route": gates.get("route", ""),
        "first_actor": gates.get("first", ""),
        "depends_on": gates.get("depends_on", []),
        "condition": gates.get("condition", ""),
    }


def _causes(bottlenecks):
    """``step`` 1 explains the bottleneck, 2 to 5 the cause whose number is one part shorter."""
    return [
        {
            "bottleneck": row["ref"],
            "number": number,
            "step": step,
            "cause_type": cause["type"],
            "cause": cause["text"],
            "evidence": cause["evidence"],
        }
        for row in bottlenecks
        for number, step, cause in row["chain"]
    ]


def _priorities(bottlenecks):
    return [
        {"bottleneck": row["ref"], "side": side, "scores": score["scores"]}
        | {name: score[name] for name in SCORES}
        | {"suppressed": score["suppressed"]}
        for row in bottlenecks
        for side, score in row["scores"].items()
    ]


def _actions(actions, schedule):
    plain = ("action", "change_route", "legal_instrument", "lead", "co_lead", "support")
    dated = ("timeframe", "start", "due", "indicator", "baseline", "target")
    ending = ("currency", "source", "risk", "mitigation", "depends_on", "status")
    return [
        {
            "id": row["id"],
            "bottleneck": [b["title"] for b in row["bottleneck_rows"]],
            "stage": row["stage"],
            "objectives": row["objectives"],
            "cause": [cause["text"] for cause in row["causes"]],
        }
        | {name: row[name] for name in (*plain, *dated)}
        | {"cost": None if row["cost"] is None else Decimal(row["cost"])}
        | {name: row[name] for name in ending}
        | {name: told[name] for name in ("when", "to_hit", "warning")}
        for row, told in zip(actions, schedule, strict=True)
    ]


def _budget(purses):
    """Amounts as numbers, one currency to a row: nobody adds two by mistake."""
    return [
        {
            "currency": purse["currency"],
            "by": by,
            "name": part["name"],
            "actions": part["actions"],
            "cost": part["sum"],
        }
        for purse in purses
        for by, parts in (("source", purse["sources"]), ("lead", purse["leads"]))
        for part in parts
    ]


def _open_items(items):
    return [{name: item[name] for name in ("ref", "about", "missing")} for item in items]


def _participants(rows):
    return [
        {name: row[name] for name in ("institution", "side", "seats", "joined")} for row in rows
    ]


def _changes(changes):
    """From the version signed before, a row for each field."""
    parts = changes["parts"] if changes else []
    return [
        {
            "since_version": changes["number"],
            "part": title,
            "code": row["key"],
            "what": row["what"],
            "field": name,
            "before": before,
            "now": now,
        }
        for title, rows in parts
        for row in rows
        for name, before, now in row["fields"] or [(None, None, None)]
    ]


def _codebook():
    """Every code that the other sheets use, in words."""
    return [
        {"column": column, "code": code, "meaning": str(meaning)}
        for column, codes in words.codebook().items()
        for code, meaning in codes
    ]
