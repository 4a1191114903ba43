"""From the code on the wall to a seat of one's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alignment import seats
from alignment.access import joinable_workshop
from alignment.services.joining import ensure_joinable
from diagnostics.forms.joining import ClaimForm, CodeForm, LanguageForm, ReturnForm
from diagnostics.views.seats import for_seat, seat_page


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join_code(request):
    form = CodeForm(request.POST or None)
    if form.is_valid():
        return redirect("diagnostics:join", form.cleaned_data["code"])
    return render(request, "diagnostics/answer/code.html", {"form": form})


@login_not_required
@never_cache
@require_safe
def join(request, code):
    """Who will see what, then the institutions."""
    workshop = joinable_workshop(code)
    held = seats.seat_of(request, code)
    if held is not None and not held.voided_at:
        return redirect("diagnostics:me", workshop.code)
    page = {"workshop": workshop, "refusal": _refusal(workshop)}
    institutions = workshop.institutions.filter(participants__voided_at=None).distinct()
    page["institutions"] = institutions.exclude(participants=None).select_related("side")
    return render(request, "diagnostics/answer/join.html", page)


@login_not_required
@never_cache
@require_safe
def join_institution(request, code, institution):
    workshop = joinable_workshop(code)
    page = {
        "workshop": workshop,
        "institution": get_object_or_404(workshop.institutions, pk=institution),
        "refusal": _refusal(workshop),
    }
    page["places"] = page["institution"].participants.seated().order_by("seat")
    return render(request, "diagnostics/answer/institution.html", page)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_seat(request, code, institution, seat):
    """A free seat is claimed with a new PIN, a taken one is returned to with its PIN."""
    workshop = joinable_workshop(code)
    places = workshop.participants.seated().select_related("workshop", "institution__side")
    participant = get_object_or_404(places, institution__pk=institution, seat=seat)
    taken = bool(participant.pin)
    form_class = ReturnForm if taken else ClaimForm
    form = form_class(request.POST or None, participant=participant)
    if form.is_valid() and (response := _seated(form, workshop)):
        return response
    page = {"workshop": workshop, "participant": participant, "form": form, "taken": taken}
    page["refusal"] = _refusal(workshop)
    return render(request, "diagnostics/answer/seat.html", page)


def _seated(form, workshop):
    """Off to the first page, with the seat in a cookie; None when the form now says why not."""
    try:
        participant = form.save()
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None
    return seats.give_seat(redirect("diagnostics:me", workshop.code), participant)


def _refusal(workshop) -> str:
    try:
        ensure_joinable(workshop)
    except ValidationError as refusal:
        return refusal.messages[0]
    return ""


@for_seat
@require_POST
def choose_language(request, participant):
    form = LanguageForm(request.POST, participant=participant)
    if form.is_valid():
        form.save()
    else:
        messages.error(request, form.errors["language"][0])
    return redirect("diagnostics:me", participant.workshop.code)


@for_seat
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, participant):
    """Give the phone back; the seat stays and its PIN opens it again."""
    code = participant.workshop.code
    if request.method == "POST":
        return seats.leave_seat(redirect("diagnostics:join", code), code)
    return render(request, "diagnostics/answer/leave.html", seat_page(participant))
