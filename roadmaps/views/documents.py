"""Documents to prepare and to take away."""

from operator import itemgetter

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from diagnostics.views.seats import for_seat, seat_page
from roadmaps.access import facilitated_document
from roadmaps.documents import CONTENT_TYPES
from roadmaps.forms.documents import DocumentForm
from roadmaps.models import Document
from roadmaps.queries import latest_version
from roadmaps.shelves import shelves

STEP = 7


@require_safe
def documents(request, code):
    workshop = facilitated_workshop(request.user, code)
    found = shelves(workshop)
    is_waiting = any(shelf.is_waiting for shelf in found)
    if request.htmx and is_waiting:
        # Nothing to show yet, and nobody loses their place on the page.
        return HttpResponse(status=204)
    page = {"shelves": found, "is_waiting": is_waiting}
    template = "_shelves.html" if request.htmx else "documents.html"
    response = render(
        request, f"roadmaps/documents/{template}", page | workshop_page(workshop, STEP)
    )
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_POST
def document_request(request, code):
    workshop = facilitated_workshop(request.user, code)
    form = DocumentForm(request.POST, workshop=workshop)
    if form.is_valid():
        form.save()
        messages.success(request, _("The document is being prepared. This takes a few seconds."))
    else:
        messages.error(request, _("Choose a document from the list below."))
    return redirect("roadmaps:documents", workshop.code)


@require_safe
def download(request, code, pk):
    return _file(request, facilitated_document(request.user, code, pk))


@for_seat
@require_safe
def signed_pdf(request, participant):
    """The roadmap that both ministries signed, for everybody who took part."""
    workshop = participant.workshop
    version = latest_version(workshop)
    ready = version and _in_best_language(version, request.LANGUAGE_CODE)
    if ready:
        return _file(request, ready)
    page = {"version": version} | seat_page(participant)
    return render(request, "roadmaps/documents/not_yet.html", page, status=404)


NAMES = {
    Document.Kind.BRIEF: "brief",
    Document.Kind.CSV: "results",
    Document.Kind.JSON: "results",
}
HEAVY = ("content", "version__content")


def _in_best_language(version, language):
    """The PDF in the reader's language, else in the workshop's, else in any; None before it is.

    One made after the release for circulation before one made earlier.
    """
    ready = version.documents.filter(kind=Document.Kind.PDF, state=Document.State.READY)
    wanted = (language, version.workshop.language)
    rank = {code: place for place, code in reversed(list(enumerate(wanted)))}
    found = list(ready.select_related("version", "workshop").defer(*HEAVY))
    places = [(not document.released, rank.get(document.language, 2)) for document in found]
    return min(zip(places, found, strict=True), key=itemgetter(0), default=(None, None))[1]


def _file(request, document):
    """A file never changes, so a browser that has it is told so; but who asks is asked again."""
    etag = f'"{document.sha256}"'
    if etag in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(bytes(document.content), content_type=CONTENT_TYPES[document.kind])
        response["Content-Disposition"] = f'attachment; filename="{_file_name(document)}"'
    response["ETag"] = etag
    response["Cache-Control"] = "private, no-cache"
    return response


def _file_name(document):
    """By country and date, in letters that every system takes."""
    workshop = document.workshop
    with override("en"):
        country = slugify(workshop.country_name) or workshop.country.lower()
    state = f"version-{document.version.number}" if document.version else "draft"
    kind = Document.Kind(document.kind)
    what = NAMES.get(kind, "roadmap")
    parts = (what, country, workshop.starts_on.isoformat(), state, document.language)
    return f"{'-'.join(parts)}.{kind.ending}"
