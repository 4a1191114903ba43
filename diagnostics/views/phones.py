"""On the laptop: a code for a phone, the phones that are paired, and the wall's addresses."""

from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from alignment.services.pairing import VALID_FOR, offer_pairing, unpair_phone
from alignment.views.actions import attempt
from diagnostics.join_address import base_address, only_on_this_machine, qr_code
from diagnostics.services import room

STEP = 4
_ADDRESSES = {
    "renew_wall": (room.renew_wall, _("The wall has a new address. Open it on the projector.")),
    "make_observers": (room.make_observers_link, _("The link for observers is ready.")),
    "revoke_observers": (room.revoke_observers_link, _("The link no longer works.")),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def phones(request, code):
    """A press makes a code, which this browser shows until it is used or too old."""
    workshop = facilitated_workshop(request.user, code)
    if request.method == "POST":
        key = offer_pairing(workshop=workshop, by=request.user)
        request.session[_kept(workshop)] = key
        return redirect("diagnostics:phones", workshop.code)
    waiting = workshop.pairings.waiting().filter(by=request.user).first()
    key = request.session.get(_kept(workshop), "") if waiting else ""
    path = reverse("diagnostics:pair", args=[workshop.code])
    address = base_address(request, workshop) + path
    page = {
        "key": key,
        "until": waiting and waiting.expires_at,
        "minutes": VALID_FOR.seconds // 60,
        "address": address,
        "only_here": only_on_this_machine(address),
        "qr_code": key and qr_code(f"{address}?{urlencode({'key': key})}"),
        "phones": workshop.pairings.standing().select_related("by"),
    }
    with timezone.override(workshop.zone):
        return render(request, "diagnostics/run/phones.html", page | workshop_page(workshop, STEP))


def _kept(workshop) -> str:
    return f"pairing_code_{workshop.pk}"


@require_POST
def phone_unpair(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    pairing = get_object_or_404(workshop.pairings.standing().select_related("workshop"), pk=pk)
    unpair_phone(pairing=pairing, by=request.user)
    messages.success(request, _("This phone no longer runs the room."))
    return redirect("diagnostics:phones", workshop.code)


@require_POST
def wall_address(request, code):
    """New addresses for the wall and its observers, or none."""
    workshop = facilitated_workshop(request.user, code)
    if (press := _ADDRESSES.get(request.POST.get("do"))) is None:
        messages.error(request, _("Choose what to do with the address, then press again."))
    else:
        action, done = press
        attempt(request, done, action, workshop=workshop, by=request.user)
    return redirect("diagnostics:run", workshop.code)
