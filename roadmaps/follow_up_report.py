"""What the follow-up report says, as plain values: the one thing its renderer receives.

``FollowUpEdition.content``, in order:

``today``      the day it stands for, ISO
``workshop``   {title, country (code), starts_on, ends_on, illustrative}
``version``    {number, signed_on} of the roadmap signed last, None without one
``ended``      why it was concluded without both signatures, else empty
``released``   both ministries let that text be circulated
``counts``     how many actions there are, by the names in ``roadmaps.progress`` and ``all``
``actions``    [{ref, text, leads, due, budget_date {title, date}, indicator, target, status,
               percent, heard, days_late, groups, notes, taken_back, decisions}]; notes that
               count, newest first: [{on, status, percent, text, milestone, evidence_url, file,
               writer, written_on}]; decisions of reviews: [{on, decision, remark}];
               ``taken_back``: how many notes no longer count
``reviews``    [{on, decision, attendance, next_on, is_planned}], newest first
"""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass

from roadmaps.follow_up import Followed, followed, today_at
from roadmaps.models import ActionReview
from roadmaps.progress import counts
from roadmaps.queries import is_released, latest_version

RENDERING = 2  # Raise it when reports of the same content should be drawn anew.


@dataclass(frozen=True, slots=True)
class FollowUpEdition:
    content: dict
    language: str

    @property
    def fingerprint(self) -> str:
        """Names everything that the report says."""
        said = [RENDERING, self.language, self.content]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def follow_up_edition(workshop, language: str) -> FollowUpEdition:
    """The follow-up as it stands today. The number of queries depends on nothing."""
    today, version = today_at(workshop), latest_version(workshop)
    rows, decisions = followed(workshop), _decisions(workshop)
    content = {
        "today": today.isoformat(),
        "workshop": _workshop(workshop),
        "version": version
        and {
            "number": version.number,
            "signed_on": version.signed_at.astimezone(workshop.zone).date().isoformat(),
        },
        "ended": workshop.concluded_reason,
        "released": bool(version) and is_released(workshop, version.digest),
        "counts": counts(row.progress for row in rows),
        "actions": [_action(row, decisions[row.action.pk], workshop) for row in rows],
        "reviews": [_review(review, today) for review in workshop.reviews.order_by("-held_on")],
    }
    return FollowUpEdition(content, language)


def _workshop(workshop):
    return {
        "title": workshop.title,
        "country": workshop.country,
        "starts_on": workshop.starts_on.isoformat(),
        "ends_on": workshop.ends_on.isoformat(),
        "illustrative": workshop.illustrative,
    }


def _action(row: Followed, decisions, workshop):
    action, progress = row.action, row.progress
    return {
        "ref": action.ref,
        "text": action.text,
        "leads": list(row.leads),
        "due": _iso(row.due),
        "budget_date": action.budget_date
        and {"title": action.budget_date.title, "date": action.budget_day.isoformat()},
        "indicator": action.indicator,
        "target": action.target,
        "status": progress.status,
        "percent": progress.percent,
        "heard": _iso(progress.heard),
        "days_late": progress.days_late,
        "groups": list(progress.groups),
        "notes": [_note(line.note, workshop) for line in row.lines if not line.taken_back],
        "taken_back": sum(bool(line.taken_back) for line in row.lines),
        "decisions": decisions,
    }


def _note(note, workshop):
    return {
        "on": note.happened_on.isoformat(),
        "status": note.status,
        "percent": note.percent,
        "text": note.text,
        "milestone": note.milestone,
        "evidence_url": note.evidence_url,
        "file": note.file.name if note.file else "",
        "writer": note.writer,
        "written_on": note.written_at.astimezone(workshop.zone).date().isoformat(),
    }


def _decisions(workshop):
    """By action, newest first."""
    found = defaultdict(list)
    rows = ActionReview.objects.filter(review__workshop=workshop).select_related("review")
    for row in rows.order_by("-review__held_on"):
        told = {"decision": row.decision, "remark": row.remark}
        found[row.action_id].append({"on": row.review.held_on.isoformat()} | told)
    return found


def _review(review, today):
    return {
        "on": review.held_on.isoformat(),
        "decision": review.decision,
        "attendance": review.attendance,
        "next_on": _iso(review.next_on),
        "is_planned": review.held_on > today,
    }


def _iso(day):
    return day.isoformat() if day else None
