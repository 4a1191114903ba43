"""The poster: how people in the room find in, on one page for the wall or the door."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from segno.helpers import make_wifi_data

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from diagnostics.forms.room import PosterForm
from diagnostics.join_address import (
    addresses,
    has_moved,
    join_url,
    only_on_this_machine,
    qr_code,
)

STEP = 4


@require_http_methods(["GET", "HEAD", "POST"])
def poster(request, code):
    workshop = facilitated_workshop(request.user, code)
    found = addresses(request)
    form = PosterForm(request.POST or None, workshop=workshop, found=found, by=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("The poster is up to date. Print it again if it hangs."))
        return redirect("diagnostics:poster", workshop.code)
    page = {"form": form, "moved": has_moved(request, workshop)} | _ways_in(request, workshop)
    return render(request, "diagnostics/room/poster.html", page | workshop_page(workshop, STEP))


def _ways_in(request, workshop) -> dict:
    address = join_url(request, workshop)
    return {
        "join_url": address,
        "only_here": only_on_this_machine(address),
        "qr_code": qr_code(address),
        "wifi_code": _wifi_code(workshop),
    }


def _wifi_code(workshop):
    """A picture that lets a phone into the Wi-Fi; empty when nobody typed its name."""
    if not workshop.wifi_name:
        return ""
    password = workshop.wifi_password or None
    security = "WPA" if password else None
    return qr_code(make_wifi_data(workshop.wifi_name, password=password, security=security))
