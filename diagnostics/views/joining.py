"""From the code on the wall to a seat of one's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alignment import seats
from alignment.access import joinable_workshop
from alignment.services.joining import ensure_joinable
from alignment.slips import seat_of_slip
from diagnostics.forms.joining import ClaimForm, CodeForm, LanguageForm, ReturnForm, SlipForm
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
    """Who will see what, then the institutions. An address typed wrong leads to typing the code."""
    try:
        workshop = joinable_workshop(code)
    except Http404:
        return _code_again(request, code)
    held = seats.seat_of(request, code)
    if held is not None and not held.voided_at:
        return redirect("diagnostics:me", workshop.code)
    page = {"workshop": workshop, "refusal": _refusal(workshop)}
    institutions = workshop.institutions.filter(participants__voided_at=None).distinct()
    page["institutions"] = institutions.exclude(participants=None).select_related("side")
    page["has_slips"] = workshop.participants.seated().exclude(slip="").exists()
    return render(request, "diagnostics/answer/join.html", page)


def _code_again(request, code):
    form = CodeForm({"code": code})
    if form.is_valid():
        return redirect("diagnostics:join", form.cleaned_data["code"])
    return render(request, "diagnostics/answer/code.html", {"form": form}, status=404)


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
    places = page["institution"].participants.seated().order_by("seat")
    page["places"] = places.values("seat", "name", "pin", "slip")
    return render(request, "diagnostics/answer/institution.html", page)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_seat(request, code, institution, seat):
    """A free seat is claimed with a new PIN, a taken one is returned to with its PIN."""
    workshop = joinable_workshop(code)
    places = workshop.participants.seated().select_related("workshop", "institution__side")
    participant = get_object_or_404(places, institution__pk=institution, seat=seat)
    return _seat_page(request, participant)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_slip(request, code):
    """For people whose camera does not read the picture on the slip."""
    workshop = joinable_workshop(code)
    form = SlipForm(request.POST or None, workshop=workshop)
    if form.is_valid():
        return redirect("diagnostics:slip", workshop.code, form.cleaned_data["claim"])
    page = {"workshop": workshop, "form": form}
    return render(request, "diagnostics/answer/slip.html", page)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def slip(request, code, claim):
    """Where a slip leads: to its own seat, which it takes once; from then on the PIN opens it."""
    workshop = joinable_workshop(code)
    participant = seat_of_slip(workshop, claim)
    if participant is None:
        page = {"workshop": workshop, "form": SlipForm(workshop=workshop), "unknown": True}
        return render(request, "diagnostics/answer/slip.html", page, status=404)
    if participant.voided_at:
        page = {"workshop": workshop}
        return render(request, "diagnostics/answer/withdrawn.html", page, status=403)
    if seats.seat_of(request, code) == participant:
        return redirect("diagnostics:me", workshop.code)
    return _seat_page(request, participant, claim)


def _seat_page(request, participant, claim=""):
    """``claim``: the code of the slip that led here."""
    workshop, taken = participant.workshop, bool(participant.pin)
    about = {"participant": participant} | ({} if taken else {"claim": claim})
    form = (ReturnForm if taken else ClaimForm)(request.POST or None, **about)
    if form.is_valid() and (response := _seated(form, workshop)):
        return response
    page = {"workshop": workshop, "participant": participant, "form": form, "taken": taken}
    page |= {"claim": claim, "refusal": _refusal(workshop)}
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
