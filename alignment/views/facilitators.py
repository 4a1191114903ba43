"""Who leads the workshop, and the link by which one more person comes to lead it."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alignment.access import facilitated_workshop
from alignment.invitations import CAME_BY, JUST_MADE
from alignment.rail import workshop_page
from alignment.services.facilitators import (
    VALID_FOR,
    accept_invitation,
    invite_facilitator,
    remove_facilitator,
    standing_invitation,
    withdraw_invitation,
)
from alignment.views.actions import attempt


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def facilitators(request, code):
    """A press makes a link, which the next look shows, and no later one."""
    workshop = facilitated_workshop(request.user, code)
    if request.method == "POST":
        token = invite_facilitator(workshop=workshop, by=request.user)
        request.session[JUST_MADE] = reverse("alignment:invited", args=[token])
        return redirect("alignment:facilitators", workshop.code)
    page = {
        "facilitators": workshop.facilitators.select_related("user").order_by("pk"),
        "invitations": workshop.invitations.standing().select_related("created_by"),
        "link": _link_just_made(request),
        "days": VALID_FOR.days,
    }
    return render(request, "alignment/facilitators.html", page | workshop_page(workshop, 1))


def _link_just_made(request):
    if request.method != "GET" or JUST_MADE not in request.session:
        return ""
    path = request.session.pop(JUST_MADE)
    return (
        f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def facilitator_remove(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    facilitator = get_object_or_404(workshop.facilitators.select_related("user"), pk=pk)
    leaving = facilitator.user_id == request.user.pk
    if request.method == "POST":
        done = _("You no longer lead this workshop.") if leaving else _("Removed.")
        gone = attempt(request, done, remove_facilitator, facilitator=facilitator, by=request.user)
        if gone and leaving:
            return redirect("alignment:workshop_list")
        return redirect("alignment:facilitators", workshop.code)
    page = {"facilitator": facilitator, "leaving": leaving} | workshop_page(workshop, 1)
    return render(request, "alignment/facilitator_remove.html", page)


@require_POST
def invitation_withdraw(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    invitation = get_object_or_404(workshop.invitations, pk=pk)
    done = _("The link no longer works.")
    attempt(request, done, withdraw_invitation, invitation=invitation, by=request.user)
    return redirect("alignment:facilitators", workshop.code)


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request, token):
    """What the link opens. Whoever is not signed in signs in or makes an account, and returns."""
    invitation = standing_invitation(token)
    if invitation is None:
        return render(request, "alignment/invited_in_vain.html", status=404)
    if not request.user.is_authenticated:
        request.session[CAME_BY] = token
    elif request.method == "POST":
        return _accepted(request, invitation)
    return render(request, "alignment/invited.html", {"invitation": invitation})


def _accepted(request, invitation):
    try:
        workshop = accept_invitation(invitation=invitation, user=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("alignment:workshop_list")
    request.session.pop(CAME_BY, None)
    messages.success(request, _("You lead this workshop now, together with the others."))
    return redirect("alignment:setup", workshop.code)
