"""Merging, splitting, parking, and the three gates: pages of one bottleneck."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from roadmaps.forms.reshaping import GatesForm, MergeForm, MergeWithForm, ParkForm, SplitForm
from roadmaps.services.reshaping import scores_after_merging, scores_after_splitting
from roadmaps.vocabulary import BottleneckState

STEP = 6
_METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(_METHODS)
def merge(request, code, number):
    """First which other one is merged into it; then, with ``?with=``, what that does."""
    workshop, row = _bottleneck(request, code, number)
    choice = MergeWithForm(request.GET if "with" in request.GET else None, bottleneck=row)
    absorbed = choice.cleaned_data["with"] if choice.is_valid() else None
    page = {"bottleneck": row, "choice": choice} | workshop_page(workshop, STEP)
    if absorbed is None or row.state == BottleneckState.DROPPED:
        return render(request, "roadmaps/merge_choose.html", page)
    data = request.POST if request.method == "POST" else None
    form = MergeForm(data, into=row, absorbed=absorbed, by=request.user)
    if form.is_saved():
        done = _("%(absorbed)s is merged into %(into)s.")
        messages.success(request, done % {"absorbed": absorbed.ref, "into": row.ref})
        return redirect("roadmaps:bottlenecks", workshop.code)
    page |= {"form": form, "absorbed": absorbed, "scores": scores_after_merging(row, absorbed)}
    return render(request, "roadmaps/merge.html", page)


@require_http_methods(_METHODS)
def split(request, code, number):
    """First what goes over; then, once that is sent, what it does, to be confirmed."""
    workshop, row = _bottleneck(request, code, number)
    data = request.POST if request.method == "POST" else None
    form = SplitForm(data, bottleneck=row, by=request.user)
    page = {"form": form, "bottleneck": row} | workshop_page(workshop, STEP)
    if "confirmed" in request.POST and form.is_saved():
        messages.success(request, _("The bottleneck is split. Both stand in the list."))
        return redirect("roadmaps:bottlenecks", workshop.code)
    if form.is_valid():
        page |= {"scores": scores_after_splitting(row), "moving": _moving(form)}
        return render(request, "roadmaps/split_confirm.html", page)
    return render(request, "roadmaps/split.html", page)


@require_http_methods(_METHODS)
def park(request, code, number):
    workshop, row = _bottleneck(request, code, number)
    data = request.POST if request.method == "POST" else None
    form = ParkForm(data, bottleneck=row, by=request.user)
    if form.is_saved():
        messages.success(request, _("%(ref)s is parked, in sight.") % {"ref": row.ref})
        return _back(request, workshop)
    page = {"form": form, "bottleneck": row} | workshop_page(workshop, STEP)
    return render(request, "roadmaps/park.html", page)


@require_http_methods(_METHODS)
def gates(request, code, number):
    workshop, row = _bottleneck(request, code, number)
    data = request.POST if request.method == "POST" else None
    form = GatesForm(data, instance=row, workshop=workshop, by=request.user)
    if form.is_saved():
        messages.success(request, _("Saved."))
        return redirect("roadmaps:priorities", workshop.code)
    page = {"form": form, "bottleneck": row}
    page["institutions"] = workshop.institutions.values_list("name", flat=True)
    return render(request, "roadmaps/gates.html", page | workshop_page(workshop, STEP))


def _bottleneck(request, code, number):
    workshop = facilitated_workshop(request.user, code)
    return workshop, get_object_or_404(workshop.bottlenecks, number=number)


def _moving(form) -> list[tuple[str, list[str]]]:
    """What goes over, under the words of its field."""
    return [
        (form[name].label, [form.fields[name].label_from_instance(row) for row in rows])
        for name in ("causes", "questions", "actions")
        if (rows := form.cleaned_data.get(name))
    ]


def _back(request, workshop):
    """To where the press came from."""
    place = "priorities" if request.GET.get("from") == "priorities" else "bottlenecks"
    return redirect(f"roadmaps:{place}", workshop.code)
