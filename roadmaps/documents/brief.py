"""The minister's brief: two pages out of the roadmap, with the same figures."""

import io

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from alignment.printing import sheet_paths, written_pdf
from diagnostics.pictures.joined import for_paper
from diagnostics.vocabulary import Outcome
from roadmaps.documents import charts, marks
from roadmaps.documents.pages import page_number
from roadmaps.documents.report import report_of, wording
from roadmaps.editions import Edition
from roadmaps.vocabulary import ActionStatus, ChangeRoute, PaperSize

PRIORITIES, FIRST_ACTIONS, DECISIONS = 5, 5, 6
NEEDS_A_DECISION = (ChangeRoute.REGULATION, ChangeRoute.LAW, ChangeRoute.CONSTITUTION)
LAST = "9999"
PAGES = 2
LENGTHS = (300, 170, 110, 70, 40, 24)
"""Of the texts in it: the longest with which it fits its pages."""


def roadmap_brief(edition: Edition) -> bytes:
    names = ["roadmaps/print.css", "roadmaps/brief.css"]
    if edition.paper_size == PaperSize.LETTER:
        names.append("roadmaps/print-letter.css")
    sheets = sheet_paths(*names)
    for most in LENGTHS:
        file = written_pdf(brief_html(edition, most), sheets)
        if _pages(file) <= PAGES:
            break
    return file


def _pages(file: bytes) -> int:
    import pypdf  # noqa: PLC0415 -- slow import

    return len(pypdf.PdfReader(io.BytesIO(file)).pages)


def brief_html(edition: Edition, most: int = LENGTHS[0]) -> str:
    """``most``: characters of a text; what is longer ends in an ellipsis."""
    report = report_of(edition)
    cover, decided = report["cover"], decisions(report)
    context = report | {
        "most": most,
        "place": wording.place(cover),
        "stamp": wording.stamp(cover),
        "page_number": page_number(),
        "state_marks": wording.state_marks(cover),
        "headline_text": wording.headline(report),
        "size": wording.size_of(report["summary"]),
        "heat_picture": charts.heat_of(report),
        "check_picture": marks.check_picture(cover["check_url"]),
        "check_words": wording.check_words(),
        "logo_pictures": [marks.logo_picture(*logo) for logo in cover["logos"]],
        "priorities": report["ranked"][:PRIORITIES],
        "first_actions": first_actions(report["actions"]),
        "decisions": decided[:DECISIONS],
        "more_decisions": max(len(decided) - DECISIONS, 0),
        "signed_or_not": wording.signed_or_not(cover),
    }
    return for_paper(render_to_string("roadmaps/documents/brief.html", context))


def first_actions(actions: list[dict]) -> list[dict]:
    """Those that are due first, of what is still to be done; without a date come last."""
    ended = (ActionStatus.DONE, ActionStatus.DROPPED)
    ahead = [row for row in actions if row["status"] not in ended]
    return sorted(ahead, key=lambda row: row["due"] or LAST)[:FIRST_ACTIONS]


def decisions(report: dict) -> list[tuple[str, str]]:
    """What nobody in the room could decide: pairs of what is asked for, and about what."""
    return [
        *((_asked(row), f"{row['ref']} · {row['title']}") for row in report["apart"]),
        *(
            (_("The ministries do not agree"), f"{question['code']} · {question['text']}")
            for question in report["questions"]
            if question["outcome"] == Outcome.NO_AGREEMENT
        ),
        *(
            (row["route_word"], f"{row['id']} · {row['legal_instrument'] or row['action']}")
            for row in report["actions"]
            if row["change_route"] in NEEDS_A_DECISION
        ),
    ]


def _asked(bottleneck):
    if bottleneck["vetoed"]:
        return _("One ministry cannot accept it")
    return _("Needs a political decision")
