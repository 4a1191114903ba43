"""One person who took two seats: what a merge would do, then the press."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from roadmaps.forms.merging import MergeForm

STEP = 1


@require_http_methods(["GET", "HEAD", "POST"])
def seat_merge(request, code, pk):
    """``pk`` is the seat that stays."""
    workshop = facilitated_workshop(request.user, code)
    seats = workshop.participants.select_related("workshop", "institution__side")
    keep = get_object_or_404(seats, pk=pk)
    chosen = request.POST if request.method == "POST" else request.GET
    form = MergeForm(chosen if "other" in chosen else None, keep=keep, by=request.user)
    if request.method == "POST" and form.is_valid() and form.save():
        messages.success(request, _("The two seats are one. Every answer is kept."))
        return redirect("alignment:seat", workshop.code, keep.pk)
    merging = form.merging if form.is_bound and form.is_valid() else None
    page = {"form": form, "keep": keep, "merging": merging} | workshop_page(workshop, STEP)
    return render(request, "roadmaps/seat_merge.html", page)
