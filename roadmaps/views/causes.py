from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from alignment.views.actions import attempt
from roadmaps.forms.bottlenecks import CauseForm
from roadmaps.services.causes import remove_cause

STEP = 6


@require_http_methods(["GET", "HEAD", "POST"])
def cause_add(request, code, number):
    workshop = facilitated_workshop(request.user, code)
    row = get_object_or_404(workshop.bottlenecks, number=number)
    initial = {"bottlenecks": [row.pk]}
    data = request.POST if request.method == "POST" else None
    form = CauseForm(data, initial=initial, workshop=workshop, by=request.user)
    if form.is_saved():
        messages.success(request, _("The cause is recorded."))
        return redirect("roadmaps:bottlenecks", workshop.code)
    page = {"form": form, "bottleneck": row} | workshop_page(workshop, STEP)
    return render(request, "roadmaps/cause.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def cause(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    row = get_object_or_404(workshop.causes, pk=pk)
    data = request.POST if request.method == "POST" else None
    form = CauseForm(data, instance=row, workshop=workshop, by=request.user)
    if form.is_saved():
        messages.success(request, _("Saved."))
        return redirect("roadmaps:bottlenecks", workshop.code)
    page = {"form": form, "cause": row} | workshop_page(workshop, STEP)
    return render(request, "roadmaps/cause.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def cause_delete(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    row = get_object_or_404(workshop.causes, pk=pk)
    if request.method == "POST":
        attempt(request, _("The cause is deleted."), remove_cause, cause=row)
        return redirect("roadmaps:bottlenecks", workshop.code)
    page = {"cause": row} | workshop_page(workshop, STEP)
    return render(request, "roadmaps/cause_delete.html", page)
