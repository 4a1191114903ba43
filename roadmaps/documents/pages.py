"""What the printed pages add to the report: pictures, contents and the marks of the sides."""

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from diagnostics.vocabulary import Level
from roadmaps.documents import charts

SHORT = 60  # characters that stand well in half a line
WHOLE = 2500  # characters that fit a page with room to spare


def print_context(report: dict) -> dict:
    """The report with a picture in every row that has one. Pages are numbered by the layout."""
    return (
        report
        | {
            "axis": charts.axis(),
            "questions": [_question(question) for question in report["questions"]],
            "stages": [_stage(stage, report["benchmark"]) for stage in report["stages"]],
            "objectives": [_group(aim, report["benchmark"]) for aim in report["objectives"]],
            "actions": [_lined(action) for action in report["actions"]],
            "bottlenecks": [_lined(row) for row in report["bottlenecks"]],
            "sign_off": [_marked(row, row["side"]) for row in report["sign_off"]],
            "legend": [
                {"code": code, "label": label, "picture": charts.legend_mark(code)}
                for code, label in report["sides"]
            ],
            "level_names": Level.choices,
            "page_now": mark_safe('<span class="page-now"></span>'),
            "page_all": mark_safe('<span class="page-all"></span>'),
        }
        | _priorities(report)
        | {"contents": _contents(report)}
    )


def _marked(row, side):
    return row | {"picture": charts.legend_mark(side)}


def _lined(row):
    """With its pairs in ``lines``: two short ones share a line. A ``long`` one may be parted."""
    lines = []
    for pair in row["pairs"]:
        if lines and _fits(pair) and len(lines[-1]) == 1 and _fits(lines[-1][0]):
            lines[-1].append(pair)
        else:
            lines.append([pair])
    told = row.get("action") or row.get("description") or ""
    length = len(told) + sum(len(text) for _term, text in row["pairs"])
    return row | {"lines": lines, "long": length > WHOLE}


def _fits(pair):
    return len(pair[1]) <= SHORT and "\n" not in pair[1]


def _question(question):
    return question | {
        "strip": charts.strip(question),
        "sides": [_side(side) for side in question["sides"]],
    }


def _side(side):
    band = charts.shares(side) if side["shares"] else ""
    return _marked(side, side["code"]) | {"band": band}


def _group(group, benchmark):
    return group | {"bar": charts.bar(group, benchmark)}


def _stage(stage, benchmark):
    return _group(stage, benchmark) | {"questions": [_question(q) for q in stage["questions"]]}


def _priorities(report):
    """The grids, and each ranked row's scores in the order of the sides that have any."""
    ranked = report["ranked"]
    given = {code for row in ranked for code in row["scores"]}
    names = dict(report["sides"])
    sides = [(code, names.get(code, code)) for code in names | dict.fromkeys(sorted(given))]
    sides = [(code, label) for code, label in sides if code in given]
    return {
        "score_sides": sides,
        "ranked": [
            row | {"score_cells": [row["scores"].get(code) for code, _label in sides]}
            for row in ranked
        ],
        "grids": [_grid(code, label, ranked) for code, label in sides if _points(code, ranked)],
    }


def _grid(code, label, ranked):
    words = {"impact": _("Impact"), "feasibility": _("Feasibility")}
    svg = charts.priority_grid(code, _points(code, ranked), words)
    return {"label": label, "svg": svg}


def _points(code, ranked):
    """Refs with the side's disclosed feasibility and impact."""
    scores = [(row["ref"], row["scores"].get(code)) for row in ranked]
    return [
        (ref, score["feasibility"], score["impact"])
        for ref, score in scores
        if score and score["impact"] is not None
    ]


def _contents(report):
    """Sections in order, as the templates name them; those that are left out have no entry."""
    stages = [
        {"id": f"stage-{number}", "title": f"{stage['code']} · {stage['title']}"}
        for number, stage in enumerate(report["stages"], start=1)
        if stage["questions"]
    ]
    entries = [
        ("summary", _("Summary"), True, []),
        ("how", _("How to read it"), True, []),
        ("stages", _("Results by stage of the budget cycle"), True, stages),
        ("objectives", _("Results by objective"), True, []),
        ("gateways", _("Gateway questions at level 1"), True, []),
        ("disagreements", _("Disagreements and how they were settled"), True, []),
        ("facts", _("Facts of record"), report["facts"], []),
        ("bottlenecks", _("Bottlenecks and their causes"), True, []),
        ("priorities", _("Priorities"), True, []),
        ("actions", _("Actions"), True, []),
        ("details", _("Each action in detail"), report["actions"], []),
        ("budget", _("What it costs and who pays"), True, []),
        ("open", _("Open items"), True, []),
        ("participants", _("Who took part"), True, []),
        ("sign-off", _("Sign-off"), True, []),
        ("questions", _("Annex: every question"), True, []),
        ("method", _("Sources and method"), True, []),
    ]
    return [
        {"id": key, "title": title, "parts": parts} for key, title, shown, parts in entries if shown
    ]
