"""Participants, sign-off, the annex of questions, sources and method."""

from django.utils.translation import gettext as _

from roadmaps.documents import marks
from roadmaps.documents.report import wording
from roadmaps.documents.word.paper import Paper
from roadmaps.typography import NONE, figure

LINE = "_" * 34
CODE_WIDTH = 28  # millimetres


def write(paper: Paper, report: dict) -> None:
    _participants(paper, report["participants"])
    _sign_off(paper, report)
    _questions(paper, report["questions"])
    _method(paper, report)


def _participants(paper, rows):
    paper.heading(_("Who took part"), new_page=True)
    heads = [_("Institution"), _("Side"), _("Seats"), _("Joined")]
    cells = [
        [row["institution"], row["side_word"] or NONE, row["seats"], _or_dash(row["joined"])]
        for row in rows
    ]
    paper.table(heads, cells, (80, 50, 20, 20))
    paper.text(wording.no_names())


def _or_dash(number):
    return NONE if number is None else number


def _sign_off(paper, report):
    cover = report["cover"]
    paper.heading(_("Sign-off"), new_page=True)
    paper.text(wording.signed_or_not(cover), bold=True)
    for row in report["sign_off"]:
        paper.heading(row["side_word"], 2)
        paper.pairs(_signature(row["signature"]))
        if row["signature"] and row["signature"]["seat_freed_text"]:
            paper.text(row["signature"]["seat_freed_text"])
        paper.rooms([(_("Signature by hand"), 16), (_("Stamp"), 32), (_("Place and date"), 12)])
    if cover["check_url"]:
        paper.picture(marks.check_picture(cover["check_url"]), CODE_WIDTH)
        paper.text(f"{wording.check_words()} {cover['check_url']}")
    paper.text(_("Digest of the content (SHA-256):") + f" {cover['digest']}")


def _signature(signature):
    if signature is None:
        return [(_("Name and post"), LINE)]
    return [
        (_("Name"), signature["name"]),
        (_("Post"), signature["post"] or NONE),
        (_("Signed"), signature["on"]),
    ]


def _questions(paper, questions):
    paper.heading(_("Annex: every question"), new_page=True)
    for question in questions:
        paper.heading(f"{question['code']} · {question['text']}", 2)
        if not question["revealed"]:
            paper.text(wording.not_revealed())
            continue
        heads = [_("Side"), "1", "2", "3", "4", *map(str, wording.answer_heads()), _("Median")]
        paper.table(heads, map(_side, question["sides"]), (26, 12, 12, 12, 12, 24, 24, 24, 24))
        paper.text(_("Joint level") + f": {wording.joint(question)}")
        if question["reason"]:
            paper.text(_("Reason:") + f" {question['reason']}")


def _side(side):
    counts = side["counts"] or [_("withheld") if side["suppressed"] else NONE] * 4
    others = (side["dont_know"], side["not_applicable"], side["blank"])
    return [side["code"], *counts, *map(_or_dash, others), figure(side["median"])]


def _method(paper, report):
    paper.heading(_("Sources and method"), new_page=True)
    for line in wording.method(report):
        paper.text(line)
    for bank in report["banks"]:
        paper.heading(_("Question bank"), 2)
        paper.text(wording.bank(bank))
        if bank["notice"]:
            paper.text(bank["notice"])
    if report["sources"]:
        paper.heading(_("Background reading"), 2)
        paper.bullets(map(wording.source, report["sources"]))
