"""The documents of the workshop as people in the room see them: their own part of the pack."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from alignment.files import file_response
from alignment.models import PackDocument
from diagnostics.views.seats import for_seat, seat_page


@for_seat
@require_safe
def own_pack(request, participant):
    documents = PackDocument.objects.seen_by(participant).select_related("file")
    page = {"documents": documents.defer("file__content")}
    return render(request, "diagnostics/answer/pack.html", page | seat_page(participant))


@for_seat
@require_safe
def own_pack_file(request, participant, pk):
    seen = PackDocument.objects.seen_by(participant).select_related("file")
    document = get_object_or_404(seen, pk=pk)
    if document.file is None:
        raise Http404
    return file_response(document.file)
