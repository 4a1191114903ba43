"""The discussion note of a delegation that answers together."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from diagnostics import answering
from diagnostics.forms.delegation import LineForm
from diagnostics.services.delegation import ensure_in_delegation, is_own, take_line_back
from diagnostics.views.evidence import asked_question
from diagnostics.views.seats import for_seat, seat_page


@for_seat
@require_http_methods(["GET", "HEAD", "POST"])
def note(request, participant, question):
    """Lines of the whole delegation; to members of it and to nobody else."""
    question = asked_question(participant, question)
    ensure_in_delegation(participant)
    lines = answering.delegation_note(participant, question)
    here = redirect("diagnostics:delegation_note", participant.workshop.code, question.code)
    if "take_back" in request.POST:
        _take_back(request, participant, lines)
        return here
    form = LineForm(request.POST or None, participant=participant, question=question)
    if form.is_valid() and _written(form):
        return here
    page = {
        "question": question,
        "lines": [(line, is_own(participant, line)) for line in lines],
        "form": form,
        "speaker": answering.speaker_of(participant),
    }
    return render(request, "diagnostics/answer/note.html", page | seat_page(participant))


def _take_back(request, participant, lines) -> None:
    for line in lines:
        if str(line.pk) == request.POST["take_back"]:
            try:
                take_line_back(participant=participant, line=line)
                messages.success(request, _("Your line is taken back."))
            except ValidationError as refusal:
                messages.error(request, refusal.messages[0])


def _written(form) -> bool:
    try:
        form.save()
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True
