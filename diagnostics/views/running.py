"""Presses that the laptop and a paired phone both have: timer, wall, parking lot."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from alignment.rail import workshop_page
from alignment.views.actions import attempt
from diagnostics.forms.running import ParkForm, TimerForm
from diagnostics.running import parked_in
from diagnostics.services.parking import remove_parked, tick_off
from diagnostics.services.room import extend_timer, show_results, start_timer, stop_timer
from diagnostics.views.runners import back, for_runner

STEP = 4
_TIMER = {
    "start": (start_timer, _("The timer runs.")),
    "extend": (extend_timer, _("There is more time.")),
    "stop": (stop_timer, _("The timer is stopped.")),
}
_PARKED = {
    "done": (tick_off, {"done": True}),
    "again": (tick_off, {"done": False}),
    "remove": (remove_parked, {"removed": True}),
    "restore": (remove_parked, {"removed": False}),
}


@for_runner
@require_POST
def timer(request, runner):
    form = TimerForm(request.POST)
    if form.is_valid():
        action, done = _TIMER[form.cleaned_data["do"]]
        minutes = {"minutes": form.cleaned_data["minutes"]} if action is not stop_timer else {}
        attempt(request, done, action, workshop=runner.workshop, **minutes)
    else:
        for errors in form.errors.values():
            messages.error(request, errors[0])
    return back(request, runner)


@for_runner
@require_POST
def wall_results(request, runner):
    """Off the wall or on it again. A reveal itself is never taken back."""
    shown = request.POST.get("shown") == "yes"
    done = _("The results are on the wall.") if shown else _("The results are off the wall.")
    attempt(request, done, show_results, workshop=runner.workshop, shown=shown, by=runner.by)
    return back(request, runner)


@for_runner
@require_http_methods(["GET", "HEAD", "POST"])
def parking(request, runner):
    """The whole parking lot, to work through and to print; and one more thing for it."""
    workshop = runner.workshop
    form = ParkForm(request.POST or None, workshop=workshop)
    if form.is_valid():
        form.save()
        messages.success(request, _("It is in the parking lot."))
        return back(request, runner)
    page = {
        "form": form,
        "runner": runner,
        "parked": parked_in(workshop),
        "removed": workshop.parked.exclude(removed_at=None).select_related("stage", "question"),
    }
    return render(request, "diagnostics/run/parking.html", page | workshop_page(workshop, STEP))


@for_runner
@require_POST
def parked_item(request, runner):
    """A button beside one item: its name says what to do, its value to which."""
    name = next((name for name in _PARKED if name in request.POST), None)
    if name is None:
        messages.error(request, _("Choose an item of the parking lot, then press again."))
        return back(request, runner)
    pk = request.POST[name]
    item = get_object_or_404(runner.workshop.parked, pk=pk if pk.isdecimal() else 0)
    action, change = _PARKED[name]
    action(item=item, **change)
    return back(request, runner)
