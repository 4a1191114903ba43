"""Slips for the seats: the address confirmed, the sheet prepared, then printed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from alignment.services.slips import free_seats
from diagnostics.forms.room import SlipsForm
from diagnostics.join_address import addresses, has_moved, only_on_this_machine
from diagnostics.services.slip_sheets import WAITING, slip_sheet

STEP = 4


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def slips(request, code):
    """How many there are, the press that prepares them, and the sheet once it is ready."""
    workshop = facilitated_workshop(request.user, code)
    sheet = slip_sheet(workshop, get_language())
    if request.htmx:
        return _waiting(request, workshop, sheet)
    found, free = addresses(request), free_seats(workshop).count()
    form = SlipsForm(request.POST or None, workshop=workshop, found=found, by=request.user)
    form.ask_whether_to_renew(bool(sheet.seats))
    if form.is_valid() and form.save(language=get_language()):
        messages.success(request, _said(form.made))
        return redirect("diagnostics:slips", workshop.code)
    page = {
        "form": form,
        "sheet": sheet,
        "state": sheet.state,
        "without": free - len(sheet.seats),
        "taken": workshop.participants.seated().count() - free,
        "moved": has_moved(request, workshop),
        "only_here": only_on_this_machine(found[0]),
    }
    return render(request, "diagnostics/room/slips.html", page | workshop_page(workshop, STEP))


def _waiting(request, workshop, sheet):
    """The sheet's state for a page that asks again: nothing while it is being drawn."""
    state = sheet.state
    if state == WAITING:
        return HttpResponse(status=204)
    page = {"workshop": workshop, "sheet": sheet, "state": state}
    return render(request, "diagnostics/room/_sheet.html", page)


def _said(made) -> str:
    if not made:
        return _("The same slips are prepared again.")
    return ngettext("%(n)d new slip is made.", "%(n)d new slips are made.", made) % {"n": made}


@never_cache
@require_safe
def slips_pdf(request, code):
    """The sheet when it is ready, else the page where it can be asked for."""
    workshop = facilitated_workshop(request.user, code)
    content = slip_sheet(workshop, get_language()).content
    if content is None:
        return redirect("diagnostics:slips", workshop.code)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="slips-{workshop.code}.pdf"'
    return response
