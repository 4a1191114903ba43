from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from alignment.views.actions import attempt
from roadmaps.advice import advice_on
from roadmaps.chains import trees_of
from roadmaps.content.plan import causes_of
from roadmaps.fishbone import fishbone
from roadmaps.forms.causes import CauseForm
from roadmaps.queries import bottlenecks_of
from roadmaps.services.causes import remove_cause

STEP = 6


@require_safe
def causes(request, code, number):
    """One bottleneck's causes: the picture, the same as a list, and what others did."""
    workshop = facilitated_workshop(request.user, code)
    row = get_object_or_404(bottlenecks_of(workshop), number=number)
    told = {"ref": row.ref, "title": row.title, "causes": causes_of(row)}
    page = {
        "bottleneck": row,
        "picture": fishbone(told),
        "trees": trees_of(row.causes.all()),
        "advice": advice_on(workshop, [row]).get(row.pk),
    }
    return render(request, "roadmaps/causes.html", page | workshop_page(workshop, STEP))


@require_http_methods(["GET", "HEAD", "POST"])
def cause_add(request, code, number):
    """With ``?under=`` a cause behind that one."""
    workshop = facilitated_workshop(request.user, code)
    row = get_object_or_404(workshop.bottlenecks, number=number)
    under = _cause_named(row, request.GET.get("under", ""))
    data = request.POST if request.method == "POST" else None
    initial = {"bottlenecks": [row.pk]}
    form = CauseForm(data, initial=initial, workshop=workshop, by=request.user, under=under)
    if form.is_saved():
        messages.success(request, _("The cause is recorded."))
        return redirect("roadmaps:causes", workshop.code, row.number)
    page = {"form": form, "bottleneck": row, "under": under}
    return render(request, "roadmaps/cause.html", page | workshop_page(workshop, STEP))


@require_http_methods(["GET", "HEAD", "POST"])
def cause(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    row = get_object_or_404(workshop.causes, pk=pk)
    data = request.POST if request.method == "POST" else None
    form = CauseForm(data, instance=row, workshop=workshop, by=request.user)
    if form.is_saved():
        messages.success(request, _("Saved."))
        return _to_its_bottleneck(workshop, row)
    page = {"form": form, "cause": row, "bottleneck": row.bottlenecks.first()}
    return render(request, "roadmaps/cause.html", page | workshop_page(workshop, STEP))


@require_http_methods(["GET", "HEAD", "POST"])
def cause_delete(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    row = get_object_or_404(workshop.causes, pk=pk)
    if request.method == "POST":
        back = _to_its_bottleneck(workshop, row)
        attempt(request, _("The cause is deleted."), remove_cause, cause=row)
        return back
    page = {"cause": row, "bottleneck": row.bottlenecks.first(), "deeper": row.deeper.exists()}
    return render(request, "roadmaps/cause_delete.html", page | workshop_page(workshop, STEP))


def _cause_named(bottleneck, typed):
    """None for anything that is not the key of one of its causes."""
    if not (typed.isascii() and typed.isdigit()):
        return None
    return next((cause for cause in bottleneck.causes.all() if str(cause.pk) == typed), None)


def _to_its_bottleneck(workshop, cause):
    row = cause.bottlenecks.first()
    if row is None:
        return redirect("roadmaps:bottlenecks", workshop.code)
    return redirect("roadmaps:causes", workshop.code, row.number)
