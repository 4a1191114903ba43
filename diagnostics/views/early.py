"""Answering before the workshop: the facilitator's links, and the page that a link opens."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alignment import seats
from alignment.access import facilitated_workshop, joinable_workshop
from alignment.early_links import early_link_of, early_token
from alignment.models import EarlyLink
from alignment.rail import workshop_page
from alignment.services.early_links import close_early_link, ensure_ready
from alignment.views.actions import attempt
from diagnostics.early import LinkProgress, progress_of_links
from diagnostics.forms.early import (
    EarlyLinkForm,
    EarlyLinkTimesForm,
    EarlySeatForm,
    HeldSeatForm,
)
from diagnostics.join_address import base_address, qr_code

STEP = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A link as its page shows it."""

    link: EarlyLink
    url: str
    picture: str
    progress: LinkProgress


@require_http_methods(["GET", "HEAD", "POST"])
def early_links(request, code):
    workshop = facilitated_workshop(request.user, code)
    form = EarlyLinkForm(request.POST or None, workshop=workshop, by=request.user)
    if form.is_valid() and form.save():
        messages.success(request, _("The link is open. Send it to the people it is for."))
        return redirect("diagnostics:early_links", workshop.code)
    page = {
        "form": form,
        "rows": _rows(request, workshop),
        "refusal": _not_yet(workshop),
        "in_the_room_only": not settings.PUBLIC_URL.startswith("https://"),
    }
    return render(request, "diagnostics/early/links.html", page | workshop_page(workshop, STEP))


def _rows(request, workshop) -> list[Row]:
    base = base_address(request, workshop)
    found = []
    for link, progress in progress_of_links(workshop):
        url = base + reverse("diagnostics:early", args=[workshop.code, early_token(link)])
        found.append(Row(link, url, qr_code(url) if link.is_open else "", progress))
    return found


def _not_yet(workshop) -> str:
    try:
        ensure_ready(workshop)
    except ValidationError as refusal:
        return refusal.messages[0]
    return ""


@require_http_methods(["GET", "HEAD", "POST"])
def early_link(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    link = _link(workshop, pk)
    form = EarlyLinkTimesForm(request.POST or None, link=link, by=request.user)
    if form.is_valid() and form.save():
        messages.success(request, _("Saved."))
        return redirect("diagnostics:early_links", workshop.code)
    page = {"form": form, "link": _link(workshop, pk)} | workshop_page(workshop, STEP)
    return render(request, "diagnostics/early/link.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def early_link_close(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    link = _link(workshop, pk)
    if request.method == "POST":
        done = _("The link is closed. What was answered stays.")
        attempt(request, done, close_early_link, link=link, by=request.user)
        return redirect("diagnostics:early_links", workshop.code)
    page = {"link": link} | workshop_page(workshop, STEP)
    return render(request, "diagnostics/early/close.html", page)


def _link(workshop, pk) -> EarlyLink:
    links = workshop.early_links.select_related("workshop", "side", "institution")
    return get_object_or_404(links, pk=pk)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def early(request, code, token):
    """What the link opens: who will see what, and a seat of one's own."""
    workshop = joinable_workshop(code)
    link = early_link_of(workshop, token)
    if link is None:
        raise Http404
    held = seats.seat_of(request, code)
    if held is not None and not held.voided_at and (held.early_link_id or not link.fits(held)):
        return redirect("diagnostics:me", workshop.code)
    holds = held is not None and not held.voided_at
    form = _form(request, link, held if holds else None)
    if form.is_valid() and (response := _seated(form, workshop)):
        return response
    page = {"workshop": workshop, "link": link, "form": form, "held": held if holds else None}
    page |= {"stages": workshop.stages.filter(code__in=link.stages), "refusal": _not_yet(workshop)}
    with timezone.override(workshop.zone):
        return render(request, "diagnostics/early/early.html", page)


def _form(request, link, held):
    data = request.POST if request.method == "POST" else None
    if held is not None:
        return HeldSeatForm(data, link=link, participant=held)
    return EarlySeatForm(data, link=link)


def _seated(form, workshop):
    try:
        participant = form.save()
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None
    return seats.give_seat(redirect("diagnostics:me", workshop.code), participant)
