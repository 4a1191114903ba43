"""The paper forms of a workshop: printed once for each side and language, then downloaded."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from alignment.vocabulary import WORKSHOP_LANGUAGES
from diagnostics.forms.paper import PrintPaperForm
from diagnostics.services.paper_forms import (
    EVERY_SIDE,
    WAITING,
    PaperFormFile,
    paper_form_file,
    paper_form_files,
    states_of,
)

STEP = 4


@dataclass(frozen=True, slots=True)
class Slot:
    """One form with its state: empty, waiting, failed or ready."""

    file: PaperFormFile
    title: str
    language: str
    state: str

    @property
    def value(self) -> str:
        return f"{self.file.side}:{self.file.language}"


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def paper_forms(request, code):
    """What can be printed, and how far it is."""
    workshop = facilitated_workshop(request.user, code)
    # Questions that may still change are on no form that somebody fills in.
    files = [] if workshop.is_set_up else paper_form_files(workshop)
    if request.method == "POST":
        return _ask(request, workshop, PrintPaperForm(request.POST, files=files))
    states = states_of(files)
    is_waiting = WAITING in states.values()
    if request.htmx and is_waiting:
        return HttpResponse(status=204)
    page = {"slots": _slots(workshop, files, states), "is_waiting": is_waiting}
    page |= {"workshop": workshop} if request.htmx else workshop_page(workshop, STEP)
    template = "_forms.html" if request.htmx else "forms.html"
    return render(request, f"diagnostics/paper/{template}", page)


def _slots(workshop, files, states) -> list[Slot]:
    sides = {side.code: str(side) for side in workshop.sides.all()} | {EVERY_SIDE: _("All sides")}
    languages = dict(WORKSHOP_LANGUAGES)
    return [
        Slot(file, sides[file.side], languages.get(file.language, file.language), states[file.key])
        for file in files
    ]


def _ask(request, workshop, form):
    if form.is_valid():
        form.save()
    else:
        messages.error(request, form.errors["file"][0])
    return redirect("diagnostics:paper_forms", workshop.code)


@never_cache
@require_safe
def paper_form_pdf(request, code, side, language):
    """The form when it is ready, else the page where it can be asked for."""
    workshop = facilitated_workshop(request.user, code)
    file = None if workshop.is_set_up else paper_form_file(workshop, side, language)
    if file is None:
        raise Http404
    content = file.content
    if content is None:
        return redirect("diagnostics:paper_forms", workshop.code)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{file.file_name}"'
    return response
