"""The document pack as facilitators keep it; people in the room see their part of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alignment.access import facilitated_workshop
from alignment.files import file_response
from alignment.forms.pack import PackDocumentForm
from alignment.rail import workshop_page
from alignment.services.pack import remove_document
from alignment.views.actions import attempt


@require_http_methods(["GET", "HEAD", "POST"])
def pack(request, code):
    workshop = facilitated_workshop(request.user, code)
    form = PackDocumentForm(
        request.POST or None, request.FILES or None, workshop=workshop, by=request.user
    )
    if form.is_valid():
        form.save()
        messages.success(request, _("The document is in the pack."))
        return redirect("alignment:pack", workshop.code)
    documents = workshop.pack.select_related("side", "file").defer("file__content")
    page = {"form": form, "documents": documents}
    return render(request, "alignment/pack.html", page | workshop_page(workshop, 1))


@require_http_methods(["GET", "HEAD", "POST"])
def pack_document(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    document = get_object_or_404(workshop.pack, pk=pk)
    form = PackDocumentForm(
        request.POST or None,
        request.FILES or None,
        instance=document,
        workshop=workshop,
        by=request.user,
    )
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("alignment:pack", workshop.code)
    return render(
        request, "alignment/pack_document.html", {"form": form} | workshop_page(workshop, 1)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def pack_document_remove(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    document = get_object_or_404(workshop.pack, pk=pk)
    if request.method == "POST":
        done = _("The document is removed.")
        attempt(request, done, remove_document, document=document, by=request.user)
        return redirect("alignment:pack", workshop.code)
    page = {"document": document} | workshop_page(workshop, 1)
    return render(request, "alignment/pack_document_remove.html", page)


@require_safe
def pack_file(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    document = get_object_or_404(workshop.pack.select_related("file"), pk=pk)
    if document.file is None:
        raise Http404
    return file_response(document.file)
