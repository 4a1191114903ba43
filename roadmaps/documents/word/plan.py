"""Bottlenecks, priorities, actions, money and open items."""

from django.utils.translation import gettext as _

from roadmaps.documents import charts
from roadmaps.documents.report import wording
from roadmaps.documents.word import quarters
from roadmaps.documents.word.paper import Paper
from roadmaps.typography import NONE, excerpt, figure

LONGEST = 300
"""Of an action in a table; its whole text stands in its details."""


def write(paper: Paper, report: dict) -> None:
    _bottlenecks(paper, report["bottlenecks"])
    _priorities(paper, report)
    _actions(paper, report)
    _budget(paper, report)
    _open_items(paper, report["open_items"])


def _bottlenecks(paper, bottlenecks):
    paper.heading(_("Bottlenecks and their causes"), new_page=True)
    for row in bottlenecks:
        paper.heading(f"{row['ref']} · {row['title']}", 2)
        paper.text(wording.standing(row))
        if row["description"]:
            paper.text(row["description"])
        paper.picture(charts.causes_of(row), 165)
        paper.pairs(row["pairs"])


def _priorities(paper, report):
    paper.heading(_("Priorities"), new_page=True)
    paper.text(wording.priority_method())
    paper.picture(charts.grid_of(report), 105)
    sides = wording.scoring_sides(report)
    heads = [_("Rank"), _("Code"), _("Bottleneck"), *sides, _("Product"), _("Urgency")]
    spared = 170 - 14 - 14 - 18 - 18 - 24 * len(sides)
    widths = (14, 14, max(spared, 30), *[24] * len(sides), 18, 18)
    paper.table(heads, [_ranked(row, sides) for row in report["ranked"]], widths)
    for title, rows in (
        (_("Not scored by both ministries"), report["unscored"]),
        (_("Standing apart"), report["apart"]),
        (_("Parked for later"), report["parked"]),
    ):
        if rows:
            paper.heading(title, 2)
            paper.bullets(f"{row['ref']} · {row['title']}{wording.why(row)}" for row in rows)


def _ranked(row, sides):
    priority = row["priority"]
    scores = [wording.score(row["scores"].get(side)) for side in sides]
    return [
        priority["rank"],
        row["ref"],
        wording.ranked_title(row),
        *scores,
        figure(priority["product"]),
        figure(priority["urgency"]),
    ]


def _actions(paper, report):
    actions = report["actions"]
    paper.turn_page(wide=True)
    paper.heading(_("Actions"))
    heads = [_("Id"), _("Action"), _("For bottleneck"), _("Who"), _("When"), _("Measured by")]
    rows = [
        [
            row["id"],
            _short(row["action"]) or _("open: what will be done"),
            ", ".join(b["ref"] for b in row["bottleneck_rows"]),
            row["lead"] or _("open: who leads"),
            row["due_text"] or _("open: by when"),
            row["indicator"] or _("open: an indicator"),
            row["cost_text"] or NONE,
        ]
        for row in actions
    ]
    paper.table([*heads, _("Cost")], rows, (18, 90, 26, 38, 28, 34, 22))
    quarters.write(paper, report["schedule"])
    paper.turn_page(wide=False)
    if actions:
        paper.heading(_("Each action in detail"))
    for row in actions:
        paper.heading(f"{row['id']} · {row['status_word']}", 2)
        paper.text(row["action"] or NONE)
        paper.pairs(row["pairs"])


def _short(action):
    told = excerpt(action, LONGEST)
    return f"{told} " + _("Whole text under its id below.") if len(action) > LONGEST else told


def _budget(paper, report):
    paper.heading(_("What it costs and who pays"), new_page=True)
    if report["budget"]:
        paper.text(wording.never_added())
    for purse in report["budget"]:
        paper.heading(_("Costs in %(currency)s") % purse, 2)
        for head, parts in ((_("Source of funds"), "sources"), (_("Lead institution"), "leads")):
            rows = [[part["name"], part["actions"], part["text"]] for part in purse[parts]]
            rows.append([_("Together"), purse["actions"], purse["text"]])
            paper.table([head, _("Actions"), purse["currency"]], rows, (90, 30, 50))
    if report["uncosted"]:
        paper.text(wording.uncosted(report["uncosted"]))


def _open_items(paper, items):
    paper.heading(_("Open items"))
    if not items:
        paper.text(_("None."))
        return
    rows = [
        [item["ref"], excerpt(item["about"], LONGEST), ", ".join(item["missing"])] for item in items
    ]
    paper.table([_("Id"), _("About"), _("Missing")], rows, (24, 90, 56))
