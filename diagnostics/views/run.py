"""Step 4 as the facilitator sees it: the way in, the switches, who has answered."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from alignment.access import facilitated_workshop
from alignment.copies import last_copy
from alignment.models import Workshop
from alignment.rail import workshop_page
from diagnostics import answering
from diagnostics.forms.facts import FactForm
from diagnostics.forms.running import ParkForm, TimerForm
from diagnostics.join_address import base_address, join_url, only_on_this_machine, qr_code
from diagnostics.presence import LOST_AFTER, awaiting
from diagnostics.progress import progress_of
from diagnostics.running import room_of
from diagnostics.views.answering import labelled, take_back
from diagnostics.views.control import etag_of, live
from diagnostics.wall import observers_token, wall_token

STEP = 4


@require_safe
@vary_on_headers("HX-Request")
def run(request, code):
    workshop = facilitated_workshop(request.user, code)
    if request.htmx:
        page = {"workshop": workshop, "copy": last_copy()}
        return render(request, "diagnostics/run/_copies.html", page)
    # Before the content: what changes meanwhile is then told by the next poll.
    etag = etag_of(Workshop.objects.filter(pk=workshop.pk))
    page = _live_parts(workshop) | _ways_in(request, workshop)
    page |= {
        "etag": etag,
        "now": timezone.now(),
        "timer_form": TimerForm(),
        "park_form": ParkForm(workshop=workshop),
        "with_facts": [q for q in workshop.questions.all() if q.facts],
        "copying": bool(settings.BACKUP_DIR),
        "copy": last_copy() if settings.BACKUP_DIR else None,
    }
    with timezone.override(workshop.zone):
        return render(request, "diagnostics/run/run.html", page | workshop_page(workshop, STEP))


@login_not_required
@require_safe
def run_now(request, code):
    """What of the page above may have changed. Mostly nothing has, and that costs two queries:
    who is signed in is looked up in full only when there is something to show.
    """
    mine = Workshop.objects.filter(facilitators__user=request.session.get(SESSION_KEY, 0))
    try:
        etag = etag_of(mine.filter(code=code.upper()))
    except Workshop.DoesNotExist:
        raise Http404 from None
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag})
    workshop = facilitated_workshop(request.user, code)
    with timezone.override(workshop.zone):
        return live(request, "diagnostics/run/_now.html", _live_parts(workshop), etag)


def _live_parts(workshop) -> dict:
    room = room_of(workshop)
    return {
        "workshop": workshop,
        "room": room,
        "progress": room.progress,
        "lost_after": LOST_AFTER.seconds // 60,
        "phones": workshop.pairings.standing().select_related("by"),
    }


def _ways_in(request, workshop) -> dict:
    address = join_url(request, workshop)
    token = observers_token(workshop)
    observers = token and reverse("diagnostics:wall", args=[workshop.code, token])
    return {
        "join_url": address,
        "only_here": only_on_this_machine(address),
        "qr_code": qr_code(address),
        "wall_token": wall_token(workshop),
        "observers_url": observers and base_address(request, workshop) + observers,
    }


@require_safe
def seats(request, code):
    """Everybody with a seat, and how many of the answers each has given; never which."""
    workshop = facilitated_workshop(request.user, code)
    progress = progress_of(workshop)
    waited_for = awaiting(workshop, progress).by_seat
    groups = [
        (group, [(person, waited_for.get(person.seat.pk)) for person in group.people])
        for group in progress.groups
    ]
    page = {"progress": progress, "groups": groups} | workshop_page(workshop, STEP)
    with timezone.override(workshop.zone):
        return render(request, "diagnostics/run/seats.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def facts(request, code, question):
    """Figures that the facilitator enters from documents brought to the workshop."""
    workshop = facilitated_workshop(request.user, code)
    question = get_object_or_404(workshop.questions, code=question)
    if not question.facts:
        raise Http404
    shown = answering.facts_seen_by(request.user, question)
    here = redirect("diagnostics:run_facts", workshop.code, question.code)
    if "remove" in request.POST:
        take_back(request, shown.filter(recorded_by=request.user), by=request.user)
        return here
    form = FactForm(request.POST or None, question=question)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, _("The figure is recorded."))
        return here
    page = {"question": question, "form": form, "facts": labelled(shown, question)}
    return render(request, "diagnostics/run/facts.html", page | workshop_page(workshop, STEP))
