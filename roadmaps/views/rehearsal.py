from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from alignment.views.actions import attempt
from roadmaps.forms.rehearsal import RehearsalForm

STEP = 1


@require_http_methods(["GET", "HEAD", "POST"])
def rehearsal(request, code):
    """What a rehearsal is and the press that begins it; while one is under way, its end."""
    workshop = facilitated_workshop(request.user, code)
    if request.method == "POST":
        return _press(request, workshop)
    page = workshop_page(workshop, STEP)
    return render(request, "roadmaps/rehearsal.html", page)


def _press(request, workshop):
    form = RehearsalForm(request.POST)
    here = redirect("roadmaps:rehearsal", workshop.code)
    if not form.is_valid():
        messages.error(request, _("Choose on this page what to do, then press again."))
        return here
    begins = form.cleaned_data["press"] == "begin"
    done = (
        _("The rehearsal has begun. Let people join, then open a stage.")
        if begins
        else _("The rehearsal has ended, and what was entered is wiped.")
    )
    if not attempt(request, done, form.save, workshop=workshop, by=request.user):
        return here
    return redirect("diagnostics:run" if begins else "alignment:setup", workshop.code)
