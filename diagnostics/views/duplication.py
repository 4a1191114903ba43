from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from diagnostics.forms.duplication import DuplicateForm


@require_http_methods(["GET", "HEAD", "POST"])
def duplicate(request, code):
    workshop = facilitated_workshop(request.user, code)
    is_next = "next" in request.GET
    form = DuplicateForm(request.POST or None, workshop=workshop, is_next_round=is_next)
    if form.is_valid():
        new = form.save(by=request.user)
        messages.success(request, _("The new workshop is made. Look at its parts."))
        return redirect("alignment:setup", new.code)
    page = {"form": form, "is_next": is_next} | workshop_page(workshop, 1)
    return render(request, "diagnostics/duplicate.html", page)
