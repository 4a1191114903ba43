"""The follow-up report on paper: what was promised, how it stands, and what reviews decided."""

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from alignment.countries import country_name
from alignment.printing import sheet_paths, written_pdf
from roadmaps.documents import fault_of, note_failure
from roadmaps.documents.pages import page_number
from roadmaps.documents.report import wording
from roadmaps.follow_up_report import FollowUpEdition, follow_up_edition
from roadmaps.models import FollowUpReport
from roadmaps.overview import sentence
from roadmaps.progress import OVERDUE, STALLED
from roadmaps.services.reports import fail_report, store_report
from roadmaps.stationery import paper_of, paper_of_country
from roadmaps.typography import cleaned, date
from roadmaps.vocabulary import ActionStatus, PaperSize, ReviewDecision

SHORTEST_LONG = 2500
"""Characters from which an action may be parted by the end of a page."""


def prepare_report(report: FollowUpReport) -> None:
    """Draw and store it, or say why that failed. It says what holds now, also if asked before."""
    try:
        edition = follow_up_edition(report.workshop, report.language)
        content = report_pdf(edition, paper_of(report.workshop))
    except Exception as error:
        note_failure("Follow-up report", report.pk, error)
        fail_report(report=report, fault=fault_of(error))
    else:
        store_report(report=report, content=content)


def report_pdf(edition: FollowUpEdition, paper: str = "") -> bytes:
    """``paper``: a PaperSize; empty for that of the country."""
    names = ["roadmaps/print.css"]
    paper = paper or paper_of_country(edition.content["workshop"]["country"])
    if paper == PaperSize.LETTER:
        names.append("roadmaps/print-letter.css")
    return written_pdf(report_html(edition), sheet_paths(*names))


def report_html(edition: FollowUpEdition) -> str:
    with translation.override(edition.language):
        page = _page(cleaned(edition.content))
        return render_to_string("roadmaps/documents/follow_up.html", page)


def _page(content):
    workshop = content["workshop"]
    actions = [_action(action) for action in content["actions"]]
    about = {"country": country_name(workshop["country"]), "title": workshop["title"]}
    return about | {
        "place": wording.place(about),
        "stamp": _stamp(content),
        "today": date(content["today"]),
        "basis": _basis(content),
        "made_up": wording.made_up() if workshop["illustrative"] else "",
        "sentence": sentence(content["counts"]),
        "page_number": page_number(),
        "actions": actions,
        "overdue": [action for action in actions if OVERDUE in action["groups"]],
        "stalled": [action for action in actions if STALLED in action["groups"]],
        "reviews": [_review(review) for review in content["reviews"]],
    }


def _stamp(content):
    marks = [_("Follow-up of %(day)s") % {"day": date(content["today"])}]
    if content["workshop"]["illustrative"]:
        marks.append(_("Illustrative data"))
    if not content["released"]:
        marks.append(_("Not for circulation"))
    return " · ".join(marks)


def _basis(content):
    """Which roadmap is followed up."""
    if content["version"]:
        told = {
            "number": content["version"]["number"],
            "on": date(content["version"]["signed_on"]),
        }
        return _("Version %(number)d, signed by both ministries on %(on)s") % told
    return _("Concluded without both signatures. The reason: %(reason)s") % {
        "reason": content["ended"]
    }


def _action(action):
    notes = [_note(note) for note in action["notes"]]
    length = len(action["text"]) + sum(len(note["text"]) for note in notes)
    budget = action["budget_date"]
    return action | {
        "state": _state(action),
        "who": ", ".join(action["leads"]),
        "due_text": date(action["due"]),
        "budget_text": f"{budget['title']}, {date(budget['date'])}" if budget else "",
        "heard_text": date(action["heard"]),
        "notes": notes,
        "decisions": [_decision(row) for row in action["decisions"]],
        "long": length > SHORTEST_LONG,
    }


def _state(row):
    """The status in words, with the percentage while it goes on."""
    status = str(ActionStatus(row["status"]).label)
    if row["percent"] is None or row["status"] == ActionStatus.DONE:
        return status
    return _("%(status)s, %(n)d %%") % {"status": status, "n": row["percent"]}


def _note(note):
    return note | {"state": _state(note), "day": date(note["on"])} | _who(note)


def _who(note):
    told = {"name": note["writer"], "day": date(note["written_on"])}
    return {"who": _("written by %(name)s on %(day)s") % told}


def _decision(row):
    return row | {"day": date(row["on"]), "words": ReviewDecision(row["decision"]).label}


def _review(review):
    return review | {"day": date(review["on"]), "next_text": date(review["next_on"])}
