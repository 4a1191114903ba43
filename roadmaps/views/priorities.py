from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from alignment.views.actions import attempt
from alignment.vocabulary import MINISTRIES
from diagnostics.services.acceptance import ensure_has_voice
from diagnostics.views.seats import for_seat, seat_page
from roadmaps.content import roadmap_content
from roadmaps.forms.priorities import ScoreForm
from roadmaps.prioritisation import how_many
from roadmaps.priority_picture import priority_picture
from roadmaps.queries import score_counts
from roadmaps.reading import bottlenecks_in_words
from roadmaps.services.priorities import open_scoring, reveal_scores
from roadmaps.vocabulary import BottleneckState, ScoringState

STEP = 6


@require_safe
def priorities(request, code):
    """Before the reveal who has scored; after it the order, with both sides beside each other."""
    workshop = facilitated_workshop(request.user, code)
    page = _progress(workshop) | priorities_page(workshop, request.LANGUAGE_CODE)
    page["facilitating"] = not workshop.is_over
    return render(request, "roadmaps/priorities.html", page | workshop_page(workshop, STEP))


@require_POST
def scoring_open(request, code):
    workshop = facilitated_workshop(request.user, code)
    done = _("People can score now. Ask them to open “Score the priorities” on their phone.")
    attempt(request, done, open_scoring, workshop=workshop, by=request.user)
    return redirect("roadmaps:priorities", workshop.code)


@require_http_methods(["GET", "HEAD", "POST"])
def scoring_reveal(request, code):
    workshop = facilitated_workshop(request.user, code)
    if request.method == "POST":
        done = _("The scores are revealed.")
        attempt(request, done, reveal_scores, workshop=workshop, by=request.user)
        return redirect("roadmaps:priorities", workshop.code)
    page = _progress(workshop) | workshop_page(workshop, STEP)
    page["nobody"] = not any(count for _, counts in page["open_rows"] for _, count in counts)
    return render(request, "roadmaps/scoring_reveal.html", page)


@for_seat
@require_http_methods(["GET", "HEAD", "POST"])
def score(request, participant):
    """An official's own scores; a plain form, blind until the reveal."""
    workshop = participant.workshop
    data = request.POST if request.method == "POST" else None
    form = ScoreForm(data, participant=participant, bottlenecks=workshop.bottlenecks.being_scored())
    if form.is_saved():
        messages.success(request, _("Your scores are saved. You can change them until the reveal."))
        return redirect("roadmaps:score", workshop.code)
    page = {"form": form, "voice_refusal": _voice_refusal(participant)}
    page |= priorities_page(workshop, request.LANGUAGE_CODE)
    return render(request, "roadmaps/score.html", page | seat_page(participant))


def _voice_refusal(participant) -> str:
    """Why this seat gives no scores; empty when it does."""
    try:
        ensure_has_voice(participant)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


def priorities_page(workshop, language) -> dict:
    """The order and the picture, from the content object alone."""
    rows = bottlenecks_in_words(roadmap_content(workshop, language))
    kept = [row for row in rows if row["state"] == BottleneckState.KEPT]
    scores = {row["ref"]: row["priority"]["scores"] for row in kept if row["priority"]["scores"]}
    sides = _heard(scores)
    told = [row | {"cells": _cells(row, sides)} for row in kept]
    return {
        "rows": [row for row in told if row["ref"] in scores and not row["priority"]["apart"]],
        "apart": [row for row in told if row["priority"]["apart"]],
        "parked": [row for row in rows if row["state"] == BottleneckState.PARKED],
        "kept": told,
        "advised": how_many(len(kept)),
        "sides": sides,
        "picture": priority_picture(scores),
        "threshold": workshop.disclosure_threshold,
    }


def _heard(scores) -> list[str]:
    """Both ministries, and the other sides from which anything came."""
    return list(
        dict.fromkeys(
            score["side"]
            for row in scores.values()
            for score in row
            if score["side"] in MINISTRIES or score["suppressed"] or score["scores"]
        )
    )


def _cells(row, sides):
    """A bottleneck's scores, one for each of ``sides``; None where a side came later."""
    by_side = {score["side"]: score for score in row["priority"]["scores"]}
    return [(side, by_side.get(side)) for side in sides]


def _progress(workshop) -> dict:
    """How many of each side have scored each open bottleneck; never what."""
    counts = score_counts(workshop)
    sides = list(workshop.sides.all())
    kept = workshop.bottlenecks.filter(state=BottleneckState.KEPT)
    open_ones = [row for row in kept if row.scoring == ScoringState.OPEN]
    return {
        "scoring_sides": sides,
        "open_rows": [
            (row, [(side, counts.get((row.pk, side.pk), 0)) for side in sides]) for row in open_ones
        ],
        "waiting": [row for row in kept if row.scoring == ScoringState.DRAFT],
    }
