from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from alignment.views.actions import attempt
from roadmaps.advice import advice_on
from roadmaps.chains import trees_of
from roadmaps.forms.bottlenecks import BottleneckForm
from roadmaps.prioritisation import how_many
from roadmaps.queries import bottlenecks_of, published_scores
from roadmaps.services.bottlenecks import DECISIONS, decide_bottleneck
from roadmaps.services.proposals import propose_from_results
from roadmaps.vocabulary import BottleneckState

STEP = 6
_GROUPS = ("proposed", "kept", "parked", "dropped")


@require_safe
def bottlenecks(request, code):
    workshop = facilitated_workshop(request.user, code)
    rows = list(bottlenecks_of(workshop))
    advice = advice_on(workshop, rows)
    published = published_scores(workshop)
    for row in rows:
        row.advice, row.trees = advice.get(row.pk), trees_of(row.causes.all())
        row.published = list(published.get(row.pk, {}).items())
    alone = [row for row in rows if row.merged_into is None]
    groups = {state: [row for row in alone if row.state == state] for state in _GROUPS}
    page = {
        "groups": groups,
        "merged": [row for row in rows if row.merged_into],
        "empty": not rows,
        "advised": how_many(len(groups["kept"])),
        "objective_titles": dict(workshop.objectives.values_list("code", "title")),
    }
    return render(request, "roadmaps/bottlenecks.html", page | workshop_page(workshop, STEP))


@require_POST
def bottlenecks_propose(request, code):
    workshop = facilitated_workshop(request.user, code)
    try:
        proposals = propose_from_results(workshop=workshop, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, " ".join(_sentences(proposals)))
    return redirect("roadmaps:bottlenecks", workshop.code)


@require_http_methods(["GET", "HEAD", "POST"])
def bottleneck_add(request, code):
    workshop = facilitated_workshop(request.user, code)
    data = request.POST if request.method == "POST" else None
    form = BottleneckForm(data, workshop=workshop, by=request.user)
    if form.is_saved():
        messages.success(request, _("The bottleneck is in the list."))
        return redirect("roadmaps:bottlenecks", workshop.code)
    page = {"form": form} | workshop_page(workshop, STEP)
    return render(request, "roadmaps/bottleneck.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def bottleneck(request, code, number):
    workshop = facilitated_workshop(request.user, code)
    row = get_object_or_404(bottlenecks_of(workshop), number=number)
    data = request.POST if request.method == "POST" else None
    form = BottleneckForm(data, instance=row, workshop=workshop, by=request.user)
    if form.is_saved():
        messages.success(request, _("Saved."))
        return redirect("roadmaps:bottlenecks", workshop.code)
    advice = advice_on(workshop, [row]).get(row.pk)
    page = {"form": form, "bottleneck": row, "advice": advice} | workshop_page(workshop, STEP)
    return render(request, "roadmaps/bottleneck.html", page)


@require_POST
def bottleneck_decide(request, code, number):
    workshop = facilitated_workshop(request.user, code)
    row = get_object_or_404(workshop.bottlenecks, number=number)
    state = request.POST.get("state")
    if state not in DECISIONS:
        raise Http404
    done = _("%(ref)s: %(state)s.") % {"ref": row.ref, "state": BottleneckState(state).label}
    attempt(request, done, decide_bottleneck, bottleneck=row, state=state, by=request.user)
    place = "priorities" if request.GET.get("from") == "priorities" else "bottlenecks"
    return redirect(f"roadmaps:{place}", workshop.code)


def _sentences(proposals):
    new, joined = len(proposals.new), proposals.joined
    if not new and not joined:
        yield _("Nothing new: each revealed question reaches the benchmark or is in the list.")
    if new:
        yield ngettext(
            "One bottleneck is proposed. Keep it, reword it or drop it.",
            "%(n)d bottlenecks are proposed. Keep, reword or drop each.",
            new,
        ) % {"n": new}
    if joined:
        yield ngettext(
            "One more question points to a bottleneck of the list and is linked to it.",
            "%(n)d more questions point to bottlenecks of the list and are linked to them.",
            joined,
        ) % {"n": joined}
