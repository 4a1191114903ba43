from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alignment.access import facilitated_workshop
from alignment.forms.people import SeatForm
from alignment.rail import workshop_page
from alignment.services.seats import release_seat, remove_seat, restore_seat, void_seat
from alignment.views.actions import attempt


@require_http_methods(["GET", "HEAD", "POST"])
def seat(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    form = SeatForm(
        request.POST or None, instance=_seat(workshop, pk), workshop=workshop, by=request.user
    )
    if form.is_valid():
        participant = form.save()
        messages.success(request, _("Saved."))
        return redirect("alignment:institution", workshop.code, participant.institution_id)
    page = {"form": form, "seat": _seat(workshop, pk)} | workshop_page(workshop, 1)
    return render(request, "alignment/seat.html", page)


def _seat(workshop, pk):
    return get_object_or_404(workshop.participants.select_related("institution__side"), pk=pk)


@require_POST
def seat_void(request, code, pk):
    done = _("The seat is withdrawn.")
    return _press(request, code, pk, done, void_seat)


@require_POST
def seat_restore(request, code, pk):
    done = _("The seat stands again.")
    return _press(request, code, pk, done, restore_seat)


@require_POST
def seat_release(request, code, pk):
    done = _("The seat is free. Whoever claims it next sets a new PIN.")
    return _press(request, code, pk, done, release_seat)


def _press(request, code, pk, done, action):
    workshop = facilitated_workshop(request.user, code)
    participant = _seat(workshop, pk)
    attempt(request, done, action, participant=participant, by=request.user)
    return redirect("alignment:institution", workshop.code, participant.institution_id)


@require_POST
def seat_remove(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    participant = _seat(workshop, pk)
    place = participant.institution_id
    attempt(request, _("The seat is removed."), remove_seat, participant=participant)
    return redirect("alignment:institution", workshop.code, place)
