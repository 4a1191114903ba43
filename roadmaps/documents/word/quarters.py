"""The actions by quarter: the picture, and under it the same as a table."""

from django.utils.translation import gettext as _

from roadmaps.documents.word.paper import Paper
from roadmaps.typography import NONE, excerpt

LONGEST = 300


def write(paper: Paper, schedule: dict) -> None:
    if not schedule["rows"]:
        return
    paper.heading(_("The actions by quarter"), new_page=True)
    if schedule["marks"]:
        paper.text(_("Dates of the budget calendar:"))
        paper.bullets(_mark(mark) for mark in schedule["marks"])
    heads = [_("Id"), _("Action and lead"), _("When"), _("Status"), _("Budget date it must hit")]
    paper.table(heads, [_row(row) for row in schedule["rows"]], (18, 100, 46, 26, 66))


def _mark(mark):
    return f"{mark['number']} {mark['title']}: {', '.join(mark['days']) or NONE}"


def _row(row):
    said = [row["to_hit"], row["warning"] and f"{_('Warning:')} {row['warning']}"]
    action = excerpt(row["action"], LONGEST) or _("open: what will be done")
    return [
        row["id"],
        f"{action}\n{row['lead'] or _('open: who leads')}",
        row["when"],
        row["status"],
        "\n".join(filter(None, said)) or NONE,
    ]
