"""The bank to take away: as a table, and as a booklet that the background worker prints."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from alignment.views.tables import CONTENT_TYPES
from diagnostics.catalogue import newest_library
from diagnostics.catalogue.selections import (
    GLOSSARY,
    GLOSSARY_PAGE,
    Selection,
    code_of,
    selections_of,
)
from diagnostics.documents.tables import bank_csv, bank_xlsx
from diagnostics.forms.bank import PrintForm
from diagnostics.services.bank_files import WAITING, BankFile, states_of

WRITERS = {"csv": bank_csv, "xlsx": bank_xlsx}
_GLOSSARIES = {
    GLOSSARY: (_("Glossary, all words"), "glossary_pdf"),
    GLOSSARY_PAGE: (_("Glossary, the most used words on one page"), "glossary_page_pdf"),
}


@dataclass(frozen=True, slots=True)
class Slot:
    """A part with the state of its file: empty, waiting, failed or ready. ``selection`` is None
    for a glossary, which holds no questions."""

    part: str
    title: str
    url: str
    state: str
    selection: Selection | None


@login_not_required
@require_safe
def bank_table(request, kind):
    library = newest_library()
    if library is None:
        raise Http404
    name = f"{library.release.slug}-{library.release.version}.{kind}"
    response = HttpResponse(WRITERS[kind](library), content_type=CONTENT_TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def booklets(request):
    """What can be printed, and how far it is. A press has it printed, once for everybody."""
    library = newest_library()
    if library is None:
        return render(request, "diagnostics/bank/none.html")
    selections = selections_of(library)
    files = [file_of(library, part) for part in (*selections, *_GLOSSARIES)]
    if request.method == "POST":
        return _ask(request, PrintForm(request.POST, files=files))
    states = states_of(files)
    is_waiting = WAITING in states.values()
    if request.htmx and is_waiting:
        # Nothing to show yet, and nobody loses their place on the page.
        return HttpResponse(status=204)
    slots = [_slot(part, state, selections.get(part)) for part, state in states.items()]
    page = {"library": library, "slots": slots, "is_waiting": is_waiting}
    template = "_booklets.html" if request.htmx else "booklets.html"
    response = render(request, f"diagnostics/bank/{template}", page)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _slot(part, state, selection):
    if selection is None:
        title, name = _GLOSSARIES[part]
        return Slot(part, str(title), reverse(f"diagnostics:{name}"), state, None)
    url = reverse("diagnostics:booklet_pdf") + selection.query
    return Slot(part, selection.title, url, state, selection)


def _ask(request, form):
    if form.is_valid():
        form.save()
    else:
        messages.error(request, form.errors["part"][0])
    return redirect("diagnostics:booklets")


@login_not_required
@require_safe
def booklet_pdf(request):
    """The file when it is ready, else the page where it can be asked for."""
    library = newest_library()
    code = code_of(form=request.GET.get("form", ""), stage=request.GET.get("stage", ""))
    if library is None or code not in selections_of(library):
        raise Http404
    return printed_file(request, library, code, or_else=reverse("diagnostics:booklets"))


@login_not_required
@require_safe
def glossary_pdf(request, part):
    library = newest_library()
    if library is None:
        raise Http404
    return printed_file(request, library, part, or_else=reverse("diagnostics:booklets"))


def file_of(library, part) -> BankFile:
    return BankFile(library.release.digest, part, get_language())


def printed_file(request, library, part, *, or_else: str) -> HttpResponse:
    """A release's file never changes, so a browser that has it is told so."""
    file = file_of(library, part)
    etag = f'"{file.key}"'
    if etag in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    else:
        content = file.content
        if content is None:
            return redirect(or_else)
        response = HttpResponse(content, content_type="application/pdf")
        name = f"{library.release.slug}-{library.release.version}-{part}-{file.language}.pdf"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = etag
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response
