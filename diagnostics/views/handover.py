"""The last resort when a phone finds no network: its waiting answers come in as a file."""

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from diagnostics.forms.handover import HandoverForm

STEP = 4


@require_http_methods(["GET", "HEAD", "POST"])
def waiting_answers(request, code):
    """Counts only: nobody reads an answer here."""
    workshop = facilitated_workshop(request.user, code)
    about = {"workshop": workshop, "by": request.user}
    form = HandoverForm(request.POST or None, request.FILES or None, **about)
    taken = form.save() if request.method == "POST" and form.is_valid() else None
    page = {"form": HandoverForm(**about) if taken else form, "taken": taken}
    return render(request, "diagnostics/run/waiting.html", page | workshop_page(workshop, STEP))
