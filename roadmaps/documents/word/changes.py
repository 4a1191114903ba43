"""What differs from the version signed before."""

from django.utils.translation import gettext as _

from roadmaps.documents.report import wording
from roadmaps.documents.word.paper import Paper
from roadmaps.typography import excerpt

LONGEST = 300


def write(paper: Paper, report: dict) -> None:
    changes = report["changes"]
    if not changes:
        return
    paper.heading(wording.changed_since(changes), new_page=True)
    if changes["none"]:
        paper.text(wording.unchanged())
    for title, rows in changes["parts"]:
        if rows:
            paper.heading(title, 2)
        for row in rows:
            _row(paper, row)
    if changes["elsewhere"]:
        paper.text(wording.changed_elsewhere(changes))


def _row(paper, row):
    paper.text(f"{row['key']} · {row['what']}", bold=True, with_next=True)
    paper.text(excerpt(row["about"], LONGEST))
    if row["fields"]:
        paper.table([_("What"), _("Before"), _("Now")], row["fields"], (30, 70, 70))
