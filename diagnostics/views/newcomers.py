"""People without a seat: the page on which they ask and wait, and the facilitator's list."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alignment import seats
from alignment.access import facilitated_workshop, joinable_workshop
from alignment.newcomers import newcomer_of, remember_newcomer
from alignment.rail import workshop_page
from alignment.services.newcomers import turn_away
from alignment.slips import claim_code
from alignment.views.actions import attempt
from diagnostics.forms.newcomers import AdmitForm, AskForm

STEP = 4


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, code):
    """The form; once sent, the number to tell the facilitator; once let in, the new seat."""
    workshop = joinable_workshop(code)
    held = seats.seat_of(request, code)
    if held is not None and not held.voided_at:
        return redirect("diagnostics:me", workshop.code)
    newcomer = newcomer_of(request, code)
    if newcomer is not None:
        return _answer(request, newcomer)
    if not workshop.newcomers_may_ask:
        raise Http404
    form = AskForm(request.POST if request.method == "POST" else None, workshop=workshop)
    if form.is_valid() and (response := _asked(form, workshop)):
        return response
    page = {"workshop": workshop, "form": form}
    return render(request, "diagnostics/answer/ask.html", page)


def _asked(form, workshop):
    try:
        newcomer = form.save()
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None
    return remember_newcomer(redirect("diagnostics:ask", workshop.code), newcomer)


def _answer(request, newcomer):
    seat = newcomer.seat
    if seat is not None and seat.slip:
        return redirect("diagnostics:slip", newcomer.workshop.code, claim_code(seat.slip))
    if seat is not None:  # freed since: it is chosen like any other
        place = (seat.institution_id, seat.seat)
        return redirect("diagnostics:join_seat", newcomer.workshop.code, *place)
    page = {"workshop": newcomer.workshop, "newcomer": newcomer}
    return render(request, "diagnostics/answer/waiting.html", page)


@never_cache
@require_safe
def newcomers(request, code):
    workshop = facilitated_workshop(request.user, code)
    return _list(request, workshop)


def _list(request, workshop, refused=None):
    waiting = workshop.newcomers.waiting().select_related("workshop", "institution")
    forms = [AdmitForm(newcomer=newcomer, by=request.user) for newcomer in waiting]
    if refused:
        forms = [refused if form.newcomer == refused.newcomer else form for form in forms]
    institutions = list(workshop.institutions.all())
    for form in forms:
        form.offer(institutions)
    page = {"forms": forms}
    return render(request, "diagnostics/run/newcomers.html", page | workshop_page(workshop, STEP))


@require_POST
def newcomer_admit(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    form = AdmitForm(request.POST, newcomer=_newcomer(workshop, pk), by=request.user)
    if not form.is_valid():
        return _list(request, workshop, form)
    done = _("Let in. The phone goes on to the new seat when its owner looks again.")
    attempt(request, done, form.save)
    return redirect("diagnostics:newcomers", workshop.code)


@require_POST
def newcomer_turn_away(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    done = _("Turned away. The phone says so.")
    attempt(request, done, turn_away, newcomer=_newcomer(workshop, pk), by=request.user)
    return redirect("diagnostics:newcomers", workshop.code)


def _newcomer(workshop, pk):
    return get_object_or_404(workshop.newcomers.select_related("workshop"), pk=pk)
