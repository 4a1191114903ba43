"""Step 4 as the facilitator sees it: the way in, the switches, who has answered."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from alignment.access import facilitated_workshop
from alignment.copies import last_copy
from alignment.rail import workshop_page
from diagnostics import answering
from diagnostics.forms.facts import FactForm
from diagnostics.join_address import join_url, only_on_this_machine, qr_code
from diagnostics.progress import progress_of, progress_version
from diagnostics.views.answering import labelled, take_back
from diagnostics.wall import wall_token

STEP = 4


@require_safe
@vary_on_headers("HX-Request")
def run(request, code):
    """The page asks for its own progress every few seconds and mostly hears: unchanged."""
    workshop = facilitated_workshop(request.user, code)
    if request.htmx:
        part = _copies if request.GET.get("part") == "copies" else _progress
        return part(request, workshop)
    address = join_url(request, workshop)
    page = {
        "progress": progress_of(workshop),
        "join_url": address,
        "only_here": only_on_this_machine(address),
        "qr_code": qr_code(address),
        "wall_token": wall_token(workshop),
        "with_facts": [q for q in workshop.questions.all() if q.facts],
        "copying": bool(settings.BACKUP_DIR),
        "copy": last_copy() if settings.BACKUP_DIR else None,
    }
    return render(request, "diagnostics/run/run.html", page | workshop_page(workshop, STEP))


def _progress(request, workshop):
    etag = f'"{progress_version(workshop)}-{get_language()}"'
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    page = {"workshop": workshop, "progress": progress_of(workshop)}
    response = render(request, "diagnostics/run/_progress.html", page)
    response["ETag"] = etag
    patch_cache_control(response, no_cache=True, private=True)
    return response


def _copies(request, workshop):
    page = {"workshop": workshop, "copy": last_copy()}
    return render(request, "diagnostics/run/_copies.html", page)


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
