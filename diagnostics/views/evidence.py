"""Files beside answers: an official's own while they are confidential, everybody's afterwards."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alignment.access import facilitated_workshop
from alignment.files import MAX_BYTES, file_response
from diagnostics import answering
from diagnostics.evidence import neutral_name
from diagnostics.forms.evidence import EvidenceForm
from diagnostics.models import EvidenceFile, PublishedFile, Question
from diagnostics.services.acceptance import voice_refusal
from diagnostics.services.evidence import MOST_FILES, remove_evidence_file
from diagnostics.views.seats import for_seat, seat_page


@for_seat
@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request, participant, question):
    """Own files beside one answer, and a form for the next. The script sends it with progress."""
    question = asked_question(participant, question)
    about = {"participant": participant, "question": question}
    form = EvidenceForm(request.POST or None, request.FILES or None, **about)
    if request.method == "POST" and form.is_valid() and (kept := _kept(form)):
        messages.success(request, _("Received: %(name)s.") % {"name": kept.file.name})
        here = redirect("diagnostics:evidence", participant.workshop.code, question.code)
        return JsonResponse({"at": here.url}) if _by_script(request) else here
    if form.errors and _by_script(request):
        sentences = [error for errors in form.errors.values() for error in errors]
        return JsonResponse({"error": " ".join(sentences)}, status=409)
    files = answering.own_files(participant, question)
    page = {
        "question": question,
        "form": form,
        "files": files,
        "most": MOST_FILES,
        "takes": question.state == "open" and len(files) < MOST_FILES,
        "voice_refusal": voice_refusal(participant),
        "largest": MAX_BYTES,
    }
    return render(request, "diagnostics/answer/evidence.html", page | seat_page(participant))


@for_seat
@require_safe
def own_file(request, participant, pk):
    return file_response(_own(participant, pk).file)


@for_seat
@require_http_methods(["GET", "HEAD", "POST"])
def remove_file(request, participant, pk):
    file = _own(participant, pk)
    back = redirect("diagnostics:evidence", participant.workshop.code, file.question.code)
    if request.method == "POST":
        try:
            remove_evidence_file(file=file)
            messages.success(request, _("The file is removed. Nothing of it is kept."))
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
        return back
    page = {"file": file, "back": back.url}
    return render(request, "diagnostics/answer/remove_file.html", page | seat_page(participant))


@require_safe
def compared_file(request, code, question_code, number):
    """A published file, for facilitators."""
    return _published(facilitated_workshop(request.user, code), question_code, number)


@for_seat
@require_safe
def result_file(request, participant, question_code, number):
    """The same file, for everybody who holds a seat."""
    return _published(participant.workshop, question_code, number)


def asked_question(participant, code) -> Question:
    """A question put to this person. Raises Http404 for any other."""
    question = answering.own_question(participant, code)
    if question is None:
        raise Http404
    return question


def _kept(form):
    """The stored file; None when the form now says why not."""
    try:
        return form.save()
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return None


def _by_script(request) -> bool:
    return request.headers.get("X-Requested-With") == "participant"


def _own(participant, pk) -> EvidenceFile:
    """Of whoever holds the seat now, in any round."""
    rows = EvidenceFile.objects.filter(participant=participant)
    if participant.joined_at:
        rows = rows.filter(received_at__gte=participant.joined_at)
    return get_object_or_404(
        rows.select_related("file", "question", "participant__workshop"), pk=pk
    )


def _published(workshop, question_code, number):
    rows = PublishedFile.objects.filter(question__workshop=workshop, question__code=question_code)
    found = rows.select_related("file").filter(number=number).first()
    if found is None:
        raise Http404
    return file_response(found.file, name=neutral_name(number, found.file.media_type))
