from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from alignment.views.actions import attempt
from diagnostics.forms.agreement import ConclusionForm
from diagnostics.services.conclusion import close_workshop, reopen_workshop

STEP = 6


@require_http_methods(["GET", "HEAD", "POST"])
def conclusion(request, code):
    """How the workshop ends, when it is not by two signatures; and how it is reopened."""
    workshop = facilitated_workshop(request.user, code)
    data = request.POST if request.method == "POST" else None
    form = ConclusionForm(data, workshop=workshop, by=request.user)
    if form.is_saved():
        messages.success(request, _("The workshop is concluded, unsigned."))
        return redirect("diagnostics:conclusion", workshop.code)
    page = {"form": form} | workshop_page(workshop, STEP)
    return render(request, "diagnostics/agree/conclusion.html", page)


@require_POST
def workshop_close(request, code):
    workshop = facilitated_workshop(request.user, code)
    done = _("The workshop is closed: nobody can answer any more.")
    attempt(request, done, close_workshop, workshop=workshop, by=request.user)
    return redirect("diagnostics:conclusion", workshop.code)


@require_POST
def workshop_reopen(request, code):
    workshop = facilitated_workshop(request.user, code)
    done = _("The workshop is open again. Open each stage that people should answer.")
    attempt(request, done, reopen_workshop, workshop=workshop, by=request.user)
    return redirect("diagnostics:conclusion", workshop.code)
