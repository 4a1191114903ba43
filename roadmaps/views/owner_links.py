"""Personal links for owners: made, handed over once, withdrawn."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from alignment.views.actions import attempt
from diagnostics.join_address import addresses, qr_code
from roadmaps.follow_up import is_followed
from roadmaps.forms.follow_up import OwnerLinkForm
from roadmaps.services.owner_links import withdraw_owner_link

STEP = 7
JUST_MADE = "owner_link_just_made"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def owner_links(request, code):
    """A press makes a link, which the next look shows, and no later one."""
    workshop = facilitated_workshop(request.user, code)
    data = request.POST if request.method == "POST" else None
    form = OwnerLinkForm(data, workshop=workshop, by=request.user)
    if form.is_saved():
        request.session[JUST_MADE] = [form.token, form.cleaned_data["holder"]]
        messages.success(request, _("The link is made."))
        return redirect("roadmaps:owner_links", workshop.code)
    page = {
        "form": form,
        "links": workshop.owner_links.select_related("created_by"),
        "may_write": is_followed(workshop),
        "new": _just_made(request),
        "lasting": bool(settings.PUBLIC_URL),
    }
    with timezone.override(workshop.zone):
        template = "roadmaps/follow_up/owner_links.html"
        return render(request, template, page | workshop_page(workshop, STEP))


@require_POST
def owner_link_withdraw(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    link = get_object_or_404(workshop.owner_links, pk=pk)
    done = _("The link no longer works. What was written through it stays.")
    attempt(request, done, withdraw_owner_link, link=link, by=request.user)
    return redirect("roadmaps:owner_links", workshop.code)


def _just_made(request):
    """The address and its picture, once."""
    if request.method != "GET" or JUST_MADE not in request.session:
        return None
    token, holder = request.session.pop(JUST_MADE)
    # PUBLIC_URL comes first where it is set: the link should outlive the room.
    address = addresses(request)[0] + reverse("roadmaps:owner", args=[token])
    return {"address": address, "holder": holder, "picture": qr_code(address)}
