from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from diagnostics.catalogue import chosen_of
from diagnostics.services.freeze import open_workshop

STEP = 3


@require_http_methods(["GET", "HEAD", "POST"])
def open_page(request, code):
    """What opening means for this workshop, and the press itself."""
    workshop = facilitated_workshop(request.user, code)
    if request.method == "POST" and _opened(request, workshop):
        return redirect("diagnostics:run", workshop.code)
    if not workshop.is_set_up:
        return redirect("diagnostics:questions", workshop.code)
    page = {"chosen": chosen_of(workshop)} | workshop_page(workshop, STEP)
    return render(request, "diagnostics/questions/open.html", page)


def _opened(request, workshop) -> bool:
    try:
        open_workshop(workshop=workshop, by=request.user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return False
    messages.success(request, _("The workshop is open. Its questions are frozen."))
    return True
