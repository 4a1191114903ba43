"""What the printed pages add to the report: pictures, contents and the marks of the sides."""

from django.utils.html import format_html
from django.utils.translation import gettext as _

from diagnostics.pictures import question_picture, strip_axis, strip_picture
from roadmaps.documents import charts, marks
from roadmaps.documents.report import wording
from roadmaps.schedule import drawn

SHORT = 60  # characters that may share a line with others
WHOLE = 2500  # characters that fit a page with room to spare
MANY = 200  # actions; with more, the tables say little of each and leave the rest to its details


def print_context(report: dict) -> dict:
    """The report with a picture in every row that has one. Pages are numbered by the layout."""
    return report | _sentences(report) | _pictures(report) | _priorities(report) | _closing(report)


def _sentences(report):
    cover = report["cover"]
    return {
        "place": wording.place(cover),
        "stamp": wording.stamp(cover),
        "page_number": page_number(),
        "version": wording.version(cover),
        "made_up": wording.made_up(),
        "rehearsed": wording.rehearsed(),
        "headline_text": wording.headline(report),
        "size": wording.size_of(report["summary"]),
        "how": wording.how_to_read(report),
        "levels": wording.levels(),
        "terms": wording.terms(),
        "not_applicable": wording.not_applicable(),
        "not_revealed": wording.not_revealed(),
        "answer_heads": wording.answer_heads(),
        "priority_method": wording.priority_method(),
        "never_added": wording.never_added(),
        "uncosted_text": wording.uncosted(report["uncosted"]),
        "no_names": wording.no_names(),
        "signed_or_not": wording.signed_or_not(cover),
        "state_marks": wording.state_marks(cover),
        "digest_words": wording.digest_words(),
        "check_words": wording.check_words(),
        "changes_title": report["changes"] and wording.changed_since(report["changes"]),
        "changed_elsewhere": report["changes"] and wording.changed_elsewhere(report["changes"]),
        "unchanged": wording.unchanged(),
        "last_round_words": wording.last_round(),
        "method": wording.method(report),
        "contents": _contents(report),
    }


def page_number():
    """The layout counts: the style sheet fills the two empty places."""
    places = {name: format_html('<span class="page-{}"></span>', name) for name in ("now", "all")}
    return format_html(_("Page {now} of {all}"), **places)


def _pictures(report):
    return {
        "axis": strip_axis(),
        "group_axis": strip_axis(levels_only=True),
        "heat_picture": charts.heat_of(report),
        "questions": [_question(question) for question in report["questions"]],
        "disagreements": [
            question | {"settlement": wording.settlement(question)}
            for question in report["disagreements"]
        ],
        "stages": [_stage(stage, report["benchmark"]) for stage in report["stages"]],
        "objectives": [_group(aim, report["benchmark"]) for aim in report["objectives"]],
        "actions": [_lined(action) for action in report["actions"]],
        "many_actions": len(report["actions"]) > MANY,
        "schedule": drawn(report["schedule"]),
        "bottlenecks": [_bottleneck(row) for row in report["bottlenecks"]],
        "legend": [
            {"code": code, "label": label, "picture": charts.legend_mark(code)}
            for code, label in report["sides"]
        ],
    }


def _closing(report):
    return {
        "facts": [
            fact | {"question": question["code"], "origin": wording.origin(fact)}
            for question, found in report["facts"]
            for fact in found
        ],
        "sign_off": [_marked(row, row["side"]) for row in report["sign_off"]],
        "check_picture": marks.check_picture(report["cover"]["check_url"]),
        "logo_pictures": [marks.logo_picture(*logo) for logo in report["cover"]["logos"]],
        "banks": [bank | {"text": wording.bank(bank)} for bank in report["banks"]],
        "sources": [entry | {"text": wording.source(entry)} for entry in report["sources"]],
    }


def _marked(row, side):
    return row | {"picture": charts.legend_mark(side)}


def _lined(row):
    """With its pairs in ``lines``: short ones share one. A ``long`` row may be parted."""
    lines = []
    for pair in row["pairs"]:
        if lines and _fits(pair) and _fits(lines[-1][-1]):
            lines[-1].append(pair)
        else:
            lines.append([pair])
    told = row.get("action") or row.get("description") or ""
    length = len(told) + sum(len(text) for _term, text in row["pairs"])
    return row | {"lines": lines, "long": length > WHOLE}


def _bottleneck(row):
    picture = charts.causes_of(row)
    lined = _lined(row)
    return lined | {"picture": picture, "long": lined["long"] or bool(picture)}


def _fits(pair):
    return len(pair[1]) <= SHORT and "\n" not in pair[1]


def _question(question):
    return question | {
        "strip": strip_picture(question["result"], bare=True),
        "picture": question_picture(question["result"]),
        "moh_text": wording.median(question, "MOH"),
        "mof_text": wording.median(question, "MOF"),
        "joint_text": wording.joint(question),
        "found": wording.found(question),
        "sides": [_marked(side, side["code"]) for side in question["sides"]],
    }


def _group(group, benchmark):
    return group | {"bar": charts.bar(group, benchmark)}


def _stage(stage, benchmark):
    return _group(stage, benchmark) | {"questions": [_question(q) for q in stage["questions"]]}


def _priorities(report):
    """The grid, and each ranked row's scores in the order of the sides that have any."""
    sides = wording.scoring_sides(report)
    return {
        "score_sides": sides,
        "ranked": [
            row | {"score_cells": [wording.score(row["scores"].get(code)) for code in sides]}
            for row in report["ranked"]
        ],
        "grid": charts.grid_of(report),
    }


def _contents(report):
    """Sections in order, as the templates name them; those that are left out have no entry."""
    stages = [
        {"id": f"stage-{number}", "title": f"{stage['code']} · {stage['title']}"}
        for number, stage in enumerate(report["stages"], start=1)
        if stage["questions"]
    ]
    entries = [
        ("summary", _("Summary"), True, []),
        ("changes", _("What changed since the version before"), report["changes"], []),
        ("how", _("How to read it"), True, []),
        ("stages", _("Results by stage of the budget cycle"), True, stages),
        ("objectives", _("Results by objective"), True, []),
        ("gateways", _("Gateway questions at level 1"), True, []),
        ("last-round", _("Compared with the last round"), report["last_round"], []),
        ("disagreements", _("Disagreements and how they were settled"), True, []),
        ("facts", _("Facts of record"), report["facts"], []),
        ("bottlenecks", _("Bottlenecks and their causes"), True, []),
        ("priorities", _("Priorities"), True, []),
        ("actions", _("Actions"), True, []),
        ("quarters", _("The actions by quarter"), report["actions"], []),
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
