"""Bottlenecks, priorities and money."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roadmaps.typography import NONE, figure


def standing(bottleneck) -> str:
    """Kept or parked, and what stands in the way of a decision."""
    marks = [bottleneck["state_word"]]
    if bottleneck["vetoed"]:
        marks.append(_("vetoed by a ministry"))
    if bottleneck["needs_political_decision"]:
        marks.append(_("needs a political decision"))
    return ", ".join(marks)


def why(bottleneck) -> str:
    """Why it has no place in the order, behind its title; empty where nobody said."""
    reason = bottleneck.get("apart_reason") or bottleneck.get("parked_reason")
    return f": {reason}" if reason else ""


def ranked_title(bottleneck) -> str:
    """With what readers must know of its scores."""
    return " ".join(filter(None, (bottleneck["title"], bottleneck["note"])))


def priority_method() -> str:
    return _(
        "Each side scored the bottlenecks from 1 to 4: how much the agreed objectives would gain "
        "(impact), how easily it can be done (feasibility), and how urgent it is. A side’s product "
        "is its median impact times its median feasibility. The order follows the mean of the "
        "sides’ products; then urgency; then the smaller difference between sides."
    )


def scoring_sides(report) -> list[str]:
    """Codes of the sides of which anybody scored a ranked bottleneck, ministries first."""
    given = {
        code
        for row in report["ranked"]
        for code, side_score in row["scores"].items()
        if side_score["scores"]
    }
    known = [code for code, _label in report["sides"] if code in given]
    return [*known, *sorted(given.difference(known))]


def score(side_score) -> str:
    """Median impact times feasibility, and urgency; or why there is none."""
    if side_score is None or (side_score["impact"] is None and not side_score["suppressed"]):
        return NONE
    if side_score["suppressed"]:
        return _("withheld")
    impact, feasibility = figure(side_score["impact"]), figure(side_score["feasibility"])
    return f"{impact} × {feasibility}, {figure(side_score['urgency'])}"


def never_added() -> str:
    return _(
        "Costs are added by who pays and by who leads. Amounts in different currencies are never "
        "added."
    )


def uncosted(ids) -> str:
    """Which actions are in no sum; empty when every one has a cost."""
    told = ngettext(
        "%(n)d action has no cost and is in no sum: %(ids)s.",
        "%(n)d actions have no cost and are in no sum: %(ids)s.",
        len(ids),
    )
    return told % {"n": len(ids), "ids": ", ".join(ids)} if ids else ""
