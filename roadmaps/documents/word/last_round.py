"""This round beside the last one."""

from django.utils.translation import gettext as _

from roadmaps.documents.report import wording
from roadmaps.documents.word.paper import Paper


def write(paper: Paper, last_round: dict | None) -> None:
    if not last_round:
        return
    paper.heading(_("Compared with the last round"))
    paper.text(f"{last_round['title']}, {last_round['on']}")
    paper.text(last_round["sentence"], bold=True)
    paper.text(wording.last_round())
    if last_round["questions"]:
        heads = [_("Code"), _("Question"), _("Joint level"), _("Each side")]
        paper.table(heads, map(_question, last_round["questions"]), (16, 60, 34, 60))
    for title, key in (
        (_("Asked this time only"), "only_now"),
        (_("Asked last time only"), "only_then"),
    ):
        if last_round[key]:
            paper.heading(title, 2)
            paper.bullets(f"{code} · {text}" for code, text in last_round[key])


def _question(question):
    if question["changed"]:
        return [question["code"], question["text"], _("Not compared:"), question["changed"]]
    joint, *sides = question["cells"]
    told = "\n".join(f"{cell['side']}: {cell['words']}" for cell in sides)
    return [question["code"], question["text"], joint["words"], told]
