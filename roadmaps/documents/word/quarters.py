"""The actions by quarter: the picture, and under it the same as a table."""

from django.utils.translation import gettext as _

from roadmaps.documents.word.paper import Paper
from roadmaps.gantt import whole_picture
from roadmaps.schedule import axis_words
from roadmaps.typography import NONE, excerpt

LONGEST = 300
MOST_DRAWN = 140  # beyond that the pictures would fill more pages than the table
AT_ONCE, MILLIMETRES = 14, 180  # actions that fit a page across, and how wide they stand


def write(paper: Paper, schedule: dict) -> None:
    if not schedule["rows"]:
        return
    paper.heading(_("The actions by quarter"), new_page=True)
    if schedule["marks"]:
        paper.text(_("Dates of the budget calendar:"))
        paper.bullets(_mark(mark) for mark in schedule["marks"])
    _pictures(paper, schedule["timeline"])
    heads = [_("Id"), _("Action and lead"), _("When"), _("Status"), _("Budget date it must hit")]
    paper.table(heads, [_row(row) for row in schedule["rows"]], (18, 100, 46, 26, 66))


def _pictures(paper, timeline):
    if timeline.scale is None:
        return
    if len(timeline.rows) > MOST_DRAWN:
        paper.text(_("Drawn in the PDF. Here the same stands as a table."))
        return
    for first in range(0, len(timeline.rows), AT_ONCE):
        rows = timeline.rows[first : first + AT_ONCE]
        title = f"{axis_words(timeline)}: {rows[0].id} – {rows[-1].id}"
        paper.picture(whole_picture(timeline, rows, title), MILLIMETRES)


def _mark(mark):
    return f"{mark['number']} {mark['title']}: {', '.join(mark['days']) or NONE}"


def _row(row):
    said = [row["to_hit"], row["warning"] and _("Warning:") + f" {row['warning']}"]
    action = excerpt(row["action"], LONGEST) or _("open: what will be done")
    return [
        row["id"],
        f"{action}\n{row['lead'] or _('open: who leads')}",
        row["when"],
        row["status"],
        "\n".join(filter(None, said)) or NONE,
    ]
