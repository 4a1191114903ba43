"""The ministries' logos and the paper size; scans of what was signed by hand."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alignment.access import facilitated_workshop
from alignment.files import file_response
from alignment.rail import workshop_page
from diagnostics.views.seats import for_seat
from roadmaps.forms.paper import LetterheadForm, ScanForm
from roadmaps.services.paper import remove_scan
from roadmaps.stationery import paper_of, paper_of_country

STEP = 7


@require_http_methods(["GET", "HEAD", "POST"])
def letterhead(request, code):
    workshop = facilitated_workshop(request.user, code)
    logos = list(workshop.logos.select_related("side", "file").defer("file__content"))
    form = LetterheadForm(
        *_sent(request),
        workshop=workshop,
        paper=paper_of(workshop),
        usual=paper_of_country(workshop.country),
        logos={logo.side.code for logo in logos},
        by=request.user,
    )
    if form.is_saved():
        messages.success(request, _("Saved. Documents prepared from now on look like this."))
        return redirect("roadmaps:letterhead", workshop.code)
    page = {"form": form, "logos": logos} | workshop_page(workshop, STEP)
    return render(request, "roadmaps/paper/letterhead.html", page)


@require_safe
def logo(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    return file_response(get_object_or_404(workshop.logos.select_related("file"), pk=pk).file)


@require_http_methods(["GET", "HEAD", "POST"])
def scans(request, code):
    workshop = facilitated_workshop(request.user, code)
    form = ScanForm(*_sent(request), workshop=workshop, by=request.user)
    if form.is_saved():
        messages.success(request, _("The scan is attached."))
        return redirect("roadmaps:scans", workshop.code)
    page = {"form": form, "scans": _scans_of(workshop)} | workshop_page(workshop, STEP)
    return render(request, "roadmaps/paper/scans.html", page)


@require_safe
def scan(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    return file_response(get_object_or_404(workshop.scans.select_related("file"), pk=pk).file)


@require_http_methods(["GET", "HEAD", "POST"])
def scan_remove(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    removed = get_object_or_404(_scans_of(workshop), pk=pk)
    if request.method == "POST":
        remove_scan(scan=removed, by=request.user)
        messages.success(request, _("The scan is removed."))
        return redirect("roadmaps:scans", workshop.code)
    page = {"scan": removed} | workshop_page(workshop, STEP)
    return render(request, "roadmaps/paper/scan_remove.html", page)


@for_seat
@require_safe
def signatory_scan(request, participant, pk):
    """Handwritten signatures are for those who gave them, and for the facilitators."""
    found = get_object_or_404(participant.workshop.scans.select_related("file"), pk=pk)
    if not participant.may_sign:
        raise PermissionDenied
    return file_response(found.file)


def _scans_of(workshop):
    return workshop.scans.select_related("file", "version", "by").defer(
        "file__content", "version__content"
    )


def _sent(request):
    """Data and files for a form that has a file; neither before it was sent."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
