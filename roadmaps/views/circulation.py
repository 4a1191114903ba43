"""Releasing a final text for circulation: one page for a ministry's signatory, one for the room's
facilitator who writes it down on behalf of a ministry.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from alignment.views.actions import attempt
from alignment.vocabulary import MINISTRIES
from diagnostics.views.seats import for_seat, seat_page
from roadmaps.forms.circulation import ReleaseForm, ReleaseOnBehalfForm
from roadmaps.queries import releases_of
from roadmaps.services.circulation import take_back
from roadmaps.texts import texts_of

STEP = 7


@require_http_methods(["GET", "HEAD", "POST"])
def release_on_behalf(request, code, number, side_code):
    workshop = facilitated_workshop(request.user, code)
    text, side = _text(workshop, number), _ministry(workshop, side_code)
    data = request.POST if request.method == "POST" else None
    form = ReleaseOnBehalfForm(data, side=side, digest=text.digest, by=request.user)
    if form.is_saved():
        messages.success(request, _("Written down. The log holds it too."))
        return redirect("roadmaps:documents", workshop.code)
    page = {"form": form, "side": side, "text": text} | workshop_page(workshop, STEP)
    return render(request, "roadmaps/circulation/on_behalf.html", page)


@require_POST
def release_take_back(request, code, number, side_code):
    workshop = facilitated_workshop(request.user, code)
    text, side = _text(workshop, number), _ministry(workshop, side_code)
    attempt(
        request,
        _("Taken back. The text stays marked “not for circulation”."),
        take_back,
        side=side,
        digest=text.digest,
        by=request.user,
    )
    return redirect("roadmaps:documents", workshop.code)


@for_seat
@require_http_methods(["GET", "HEAD", "POST"])
def release(request, participant):
    if not participant.may_sign:
        raise PermissionDenied
    workshop = participant.workshop
    text = next(iter(texts_of(workshop)), None)
    page = {"text": text} | seat_page(participant)
    if text is None:
        return render(request, "roadmaps/circulation/not_final.html", page, status=404)
    data = request.POST if request.method == "POST" else None
    form = ReleaseForm(data, participant=participant, digest=text.digest)
    if form.is_saved():
        messages.success(request, _("You have released the roadmap for your ministry."))
        return redirect("roadmaps:release", workshop.code)
    releases = releases_of(workshop, text.digest)
    page |= {
        "form": form,
        "is_released": all(code in releases for code in MINISTRIES),
        "mine": releases.get(participant.side.code),
    }
    return render(request, "roadmaps/circulation/release.html", page)


def _text(workshop, number):
    for text in texts_of(workshop):
        if text.number == number:
            return text
    raise Http404


def _ministry(workshop, side_code):
    return get_object_or_404(workshop.sides.filter(code__in=MINISTRIES), code=side_code)
