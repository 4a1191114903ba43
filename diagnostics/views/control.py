"""The small control screen: a phone is paired by a code, and runs the room from then on."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from alignment import pairings
from alignment.access import joinable_workshop
from alignment.models import Workshop
from alignment.services.pairing import unpair_phone
from diagnostics.forms.running import PairForm, ParkForm, TimerForm
from diagnostics.running import room_of, room_version
from diagnostics.views.runners import for_runner


@for_runner
@require_safe
@vary_on_headers("HX-Request")
def control(request, runner):
    """The page asks for its own content every few seconds and mostly hears: unchanged."""
    workshop = runner.workshop
    etag = etag_of(Workshop.objects.filter(pk=workshop.pk))
    if request.htmx and (unchanged := get_conditional_response(request, etag=etag)):
        return unchanged
    page = {"workshop": workshop, "runner": runner, "room": room_of(workshop)}
    if request.htmx:
        return live(request, "diagnostics/run/_control.html", page, etag)
    page |= {"timer_form": TimerForm(), "park_form": ParkForm(workshop=workshop)}
    page |= {"now": timezone.now(), "etag": etag}
    return render(request, "diagnostics/run/control.html", page)


def etag_of(workshops) -> str:
    """Raises Workshop.DoesNotExist. One query."""
    return f'"{room_version(workshops)}-{get_language()}"'


def live(request, template, page, etag):
    response = render(request, template, page)
    response["ETag"] = etag
    patch_cache_control(response, no_cache=True, private=True)
    return response


@for_runner
@require_POST
def control_leave(request, runner):
    """A paired phone gives its rights back. A facilitator's own device has none to give."""
    if runner.on_phone:
        unpair_phone(pairing=runner.by, by=runner.by)
        messages.success(request, _("This phone no longer runs the room."))
    back = redirect("diagnostics:pair", runner.workshop.code)
    return pairings.forget(back, runner.workshop.code)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request, code):
    """What the picture on the laptop opens on the phone. Only the press pairs it."""
    workshop = joinable_workshop(code)
    shown = {"key": request.GET.get("key", "")[:20]}
    form = PairForm(request.POST or None, workshop=workshop, initial=shown)
    if form.is_valid() and (pairing := form.save()):
        return pairings.remember(redirect("diagnostics:control", workshop.code), pairing)
    return render(request, "diagnostics/run/pair.html", {"workshop": workshop, "form": form})
