"""An official's own pages: what is expected now, the questions of a stage, one save, figures."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alignment.models import PackDocument
from alignment.reading import reading_language, speaking
from alignment.views.actions import attempt
from alignment.vocabulary import language_choices
from diagnostics import answering
from diagnostics.access import seat_at_question
from diagnostics.catalogue.glossary import newest_words
from diagnostics.early import early_note
from diagnostics.forms.answers import asked_code, read_device_answer
from diagnostics.forms.facts import FactForm, fact_labels
from diagnostics.forms.stages import StageForm
from diagnostics.models import Question
from diagnostics.services.acceptance import voice_refusal
from diagnostics.services.facts import remove_fact
from diagnostics.views.seats import for_seat, seat_page


@for_seat
@require_safe
def me(request, participant):
    stages = answering.stage_progress(participant)
    page = {
        "stages": stages,
        "voice_refusal": voice_refusal(participant),
        "speaker": answering.speaker_of(participant),
        "next_stage": next((s for s in stages if s.state == "open" and not s.done), None),
        "all_answered": any(s.state == "open" for s in stages),
        "revealed": answering.anything_revealed(participant.workshop),
        "reading": reading_language(),
        "languages": language_choices(participant.workshop.languages),
        "early": early_note(participant),
        "documents": PackDocument.objects.seen_by(participant).count(),
    }
    return render(request, "diagnostics/answer/me.html", page | seat_page(participant))


@for_seat
@require_http_methods(["GET", "HEAD", "POST"])
def stage(request, participant, stage):
    """All questions of a stage in one page; the script shows them one at a time."""
    sheets = answering.sheets_of(participant, stage)
    if not sheets:
        raise Http404
    data = request.POST if request.method == "POST" else None
    refusal = voice_refusal(participant)
    form = StageForm(data, participant=participant, sheets=sheets, read_only=bool(refusal))
    if form.is_valid():
        saved = form.save()
        if not form.errors:
            messages.success(request, _saved_sentence(saved))
            return redirect("diagnostics:stage", participant.workshop.code, stage)
    page = {
        "stage": sheets[0].question.stage,
        "description": sheets[0].question.stage.text_in("description"),
        "form": form,
        "voice_refusal": refusal,
        "speaker": answering.speaker_of(participant),
        "words": newest_words(),
        "untranslated": answering.is_untranslated(participant, sheets),
        "answered": sum(sheet.answer is not None for sheet in sheets),
    }
    return render(request, "diagnostics/answer/stage.html", page | seat_page(participant))


@for_seat
@require_safe
def check_answers(request, participant, stage):
    """What is stored of a stage, with what is missing first. Nothing here need be finished."""
    sheets = answering.sheets_of(participant, stage)
    if not sheets:
        raise Http404
    page = {
        "stage": sheets[0].question.stage,
        "missing": [sheet for sheet in sheets if sheet.answer is None],
        "given": [sheet for sheet in sheets if sheet.answer is not None],
        "total": len(sheets),
    }
    return render(request, "diagnostics/answer/check.html", page | seat_page(participant))


@login_not_required
@require_POST
def save_answer(request, code):
    """One answer from the script. What comes back is what the database holds."""
    try:
        participant, question = seat_at_question(request, code, asked_code(request.POST))
    except Http404:
        return _refused(_("This phone no longer holds a seat. Join again with your PIN."), 404)
    with speaking(participant.language):
        return _saved(request.POST, participant, question)


def _saved(data, participant, question) -> JsonResponse:
    if participant.voided_at:
        return _refused(_("Your seat was withdrawn. Ask the facilitator for another."), 403)
    try:
        said = read_device_answer(data)
        if question is None:
            return _refused(_("This question is no longer asked. Load the page again."), 404)
        recorded = said.save(participant=participant, question=question)
    except ValidationError as refusal:
        return _refused(" ".join(refusal.messages), 409)
    return JsonResponse(_echo(participant, question, recorded))


@for_seat
@require_http_methods(["GET", "HEAD", "POST"])
def facts(request, participant, question):
    """Figures that a question of record carries: one's own, and a form for the next."""
    question = get_object_or_404(Question, workshop=participant.workshop, code=question)
    if question not in answering.own_questions(participant) or not question.facts:
        raise Http404
    own = answering.own_facts(participant, question)
    here = redirect("diagnostics:facts", participant.workshop.code, question.code)
    if "remove" in request.POST:
        take_back(request, own, participant=participant)
        return here
    initial = {"provided_by": participant.institution.name}
    form = FactForm(request.POST or None, question=question, initial=initial)
    if form.is_valid() and form.save(participant=participant):
        messages.success(request, _("The figure is recorded."))
        return here
    page = {"question": question, "form": form, "facts": labelled(own, question)}
    return render(request, "diagnostics/answer/facts.html", page | seat_page(participant))


def take_back(request, facts, **owner) -> None:
    """Remove the one of these facts that was pressed."""
    pressed = [fact for fact in facts if str(fact.pk) == request.POST["remove"]]
    for fact in pressed:
        attempt(request, _("The figure is removed."), remove_fact, fact=fact, **owner)


def labelled(facts, question) -> list[tuple]:
    """Each fact with the name of its figure."""
    labels = fact_labels(question)
    return [(fact, labels.get(fact.code, fact.code)) for fact in facts]


def _saved_sentence(saved: int) -> str:
    if not saved:
        return _("Nothing was changed, so nothing was saved.")
    sentence = ngettext("%(n)d answer is stored.", "%(n)d answers are stored.", saved)
    return sentence % {"n": saved}


def _refused(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)


def _echo(participant, question, recorded) -> dict:
    received = timezone.localtime(recorded.received_at, participant.workshop.zone)
    return {
        "question": question.code,
        "value": recorded.value,
        "revision": str(recorded.revision),
        "received": received.isoformat(timespec="seconds"),
        "state": "conflict" if recorded.conflict else "received",
    }
