"""The roadmap from four sides: its actions, their time, their money, and what is still open."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from roadmaps.content import content_digest, roadmap_content
from roadmaps.queries import latest_version
from roadmaps.reading import (
    actions_in_words,
    bottlenecks_in_words,
    open_items_in_words,
    signature_lines,
)
from roadmaps.schedule import drawn, money, schedule

STEP = 7
ON_A_PAGE = 50


@require_safe
def roadmap_quarters(request, code):
    workshop = facilitated_workshop(request.user, code)
    with timezone.override(workshop.zone):
        found = schedule(roadmap_content(workshop, request.LANGUAGE_CODE), timezone.localdate())
        rows = Paginator(found["rows"], ON_A_PAGE).get_page(request.GET.get("page"))
        part = slice(max(rows.start_index() - 1, 0), rows.end_index())
        page = {"rows": rows, "tab": "quarters", "schedule": drawn(found, part)}
        page |= workshop_page(workshop, STEP)
        return render(request, "roadmaps/roadmap_quarters.html", page)


@require_safe
def roadmap_money(request, code):
    workshop = facilitated_workshop(request.user, code)
    content = roadmap_content(workshop, request.LANGUAGE_CODE)
    page, places = money(content["actions"]) | {"tab": "money"}, _places(workshop)
    page["uncosted"] = [(ref, places[ref]) for ref in page["uncosted"]]
    return render(request, "roadmaps/roadmap_money.html", page | workshop_page(workshop, STEP))


@require_safe
def roadmap_open(request, code):
    """Each open item, with a link to the very field that takes it."""
    workshop = facilitated_workshop(request.user, code)
    with timezone.override(workshop.zone):
        page = plan_page(workshop, request.LANGUAGE_CODE) | {"tab": "open"}
        page["items"] = Paginator(page["open_items"], ON_A_PAGE).get_page(request.GET.get("page"))
        page["warned"] = [row for row in page["actions"] if row["warning"]]
        return render(request, "roadmaps/roadmap_open.html", page)


def roadmap_page(workshop, language) -> dict:
    """What is shown of a roadmap, and its digest: a signature stands under exactly this."""
    content = roadmap_content(workshop, language)
    lines = signature_lines(workshop, content)
    return {
        "actions": actions_in_words(content),
        "bottlenecks": bottlenecks_in_words(content),
        "open_items": open_items_in_words(content),
        "digest": content_digest(content),
        "signature_lines": lines,
        "signed_by": sum(line.state == "signed" for line in lines),
        "version": latest_version(workshop),
    }


def plan_page(workshop, language) -> dict:
    """The roadmap as pages show it; each action and open item knows its place."""
    page = roadmap_page(workshop, language)
    places = _places(workshop)
    for row in page["actions"]:
        row["pk"] = places[row["id"]]
    for item in page["open_items"]:
        item["pk"] = places.get(item["ref"])
        item["bottleneck"] = item["ref"].removeprefix("B")
    page |= {"tab": "actions", "count": len(page["actions"])}
    return page | workshop_page(workshop, STEP)


def _places(workshop) -> dict[str, int]:
    """The number of each action in addresses, by its id."""
    return dict(workshop.actions.values_list("ref", "pk"))


def chosen_actions(request, actions):
    """The page of those actions that hold the words looked for."""
    words = request.GET.get("q", "").casefold().split()
    only = request.GET.get("only", "")
    found = [row for row in actions if _holds(row, words) and (only != "open" or row["missing"])]
    rows = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    query = urlencode({"q": request.GET.get("q", ""), "only": only}) + "&"
    chosen = {"q": request.GET.get("q", ""), "only": only, "query": query}
    return chosen | {"rows": rows, "found": len(found)}


def _holds(row, words):
    told = [row["id"], row["action"], row["lead"], row["co_lead"], row["source"]]
    told += [title for _ref, title in row["bottlenecks"]]
    text = " ".join(told).casefold()
    return all(word in text for word in words)
