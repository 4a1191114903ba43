"""Results by stage and objective, disagreements and facts."""

from django.utils.translation import gettext as _

from diagnostics.pictures import question_picture
from roadmaps.documents.charts import heat_of
from roadmaps.documents.report import wording
from roadmaps.documents.word import last_round
from roadmaps.documents.word.paper import Paper
from roadmaps.typography import NONE, figure, signed


def write(paper: Paper, report: dict) -> None:
    _stages(paper, report)
    _objectives(paper, report)
    last_round.write(paper, report["last_round"])
    _disagreements(paper, report["disagreements"])
    _facts(paper, report["facts"])


def _stages(paper, report):
    paper.heading(_("Results by stage of the budget cycle"), new_page=True)
    paper.picture(heat_of(report), 170)
    _groups(paper, _("Stage"), report["stages"])
    for stage in report["stages"]:
        if stage["questions"]:
            paper.heading(f"{stage['code']} · {stage['title']}", 2)
            _questions(paper, stage["questions"])
            _pictures(paper, stage["questions"])


def _pictures(paper, questions):
    """How each side answered, with the sentence that reads it; the figures stand in the table."""
    for question in questions:
        if picture := question_picture(question["result"]):
            paper.text(f"{question['code']} · {question['text']}", bold=True, with_next=True)
            paper.picture(picture, 90)
            paper.text(question["sentence"])


def _groups(paper, head, groups):
    heads = [_("Code"), head, _("Level"), _("Meaning"), _("Scored"), _("Gateway at level 1")]
    paper.table(heads, map(_group, groups), (18, 62, 16, 30, 20, 24))


def _group(group):
    marks = ", ".join(f"{code}: {figure(joint)}" for code, joint in group["marks"])
    return [
        group["code"],
        group["title"],
        figure(group["level"]),
        group["band_word"] or marks or _("too few levels"),
        wording.scored(group),
        ", ".join(group["gateways_at_1"]) or NONE,
    ]


def _questions(paper, questions):
    heads = [_("Code"), _("Question"), "MOH", "MOF", _("Gap"), _("Joint level"), _("Benchmark")]
    paper.table(heads, map(_question, questions), (16, 72, 14, 14, 18, 22, 14))


def _question(question):
    return [
        question["code"],
        question["text"],
        wording.median(question, "MOH"),
        wording.median(question, "MOF"),
        f"{signed(question['gap'])} {question['reading_word']}".strip(),
        wording.joint(question),
        question["benchmark"],
    ]


def _objectives(paper, report):
    paper.heading(_("Results by objective"), new_page=True)
    _groups(paper, _("Objective"), report["objectives"])
    paper.heading(_("Gateway questions at level 1"), 2)
    if not report["gateways"]:
        paper.text(_("None."))
        return
    heads = [_("Code"), _("Question"), _("What was found"), _("Level")]
    rows = [
        [q["code"], q["text"], q["joint_words"]["words"], figure(q["joint"])]
        for q in report["gateways"]
    ]
    paper.table(heads, rows, (16, 66, 72, 16))


def _disagreements(paper, questions):
    paper.heading(_("Disagreements and how they were settled"), new_page=True)
    if not questions:
        paper.text(_("None."))
    for question in questions:
        paper.heading(f"{question['code']} · {question['text']}", 2)
        paper.pairs(wording.settlement(question))


def _facts(paper, facts):
    if not facts:
        return
    paper.heading(_("Facts of record"))
    heads = [_("Question"), _("Fact"), _("Value"), _("Year"), _("Source")]
    rows = [
        [
            question["code"],
            fact["label"],
            fact["words"],
            fact["year"] or NONE,
            wording.origin(fact),
        ]
        for question, found in facts
        for fact in found
    ]
    paper.table(heads, rows, (20, 60, 30, 20, 40))
