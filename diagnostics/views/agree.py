from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from alignment.views.actions import attempt
from diagnostics.catalogue.glossary import newest_words
from diagnostics.comparison import comparison_of
from diagnostics.details import detail_of
from diagnostics.evidence import published_files
from diagnostics.forms.agreement import (
    DissentForm,
    OutcomeForm,
    SecondRoundForm,
    TimeForm,
    TogetherForm,
    VerdictForm,
)
from diagnostics.models import Dissent
from diagnostics.queue import QueueLine, minutes_of_session, queue_of
from diagnostics.services.agreement import clear_outcome, remove_dissent
from diagnostics.wall import wall_token

STEP = 6


@require_safe
def agree(request, code):
    """The plenary's queue: what to agree in one go, what to talk through, what is settled."""
    workshop = facilitated_workshop(request.user, code)
    comparison = comparison_of(workshop)
    form = TimeForm(request.GET or None)
    typed = form.cleaned_data["minutes"] if form.is_valid() else None
    queue = queue_of(comparison, typed or minutes_of_session(workshop))
    page = {"comparison": comparison, "queue": queue, "time_form": form}
    return render(request, "diagnostics/agree/agree.html", page | workshop_page(workshop, STEP))


@require_POST
def agree_together(request, code):
    workshop = facilitated_workshop(request.user, code)
    proposed = queue_of(comparison_of(workshop)).proposed
    form = TogetherForm(request.POST, workshop=workshop, proposed=proposed, by=request.user)
    if form.is_saved():
        number = len(form.cleaned_data["agreed"])
        done = ngettext("%(n)d question is agreed.", "%(n)d questions are agreed.", number)
        messages.success(request, done % {"n": number})
    return _back_to_the_queue(request, workshop, form)


@require_POST
def vote_again(request, code):
    """A second round for several disputed questions at once."""
    workshop = facilitated_workshop(request.user, code)
    disputed = [row.line.question.code for row in queue_of(comparison_of(workshop)).disputed]
    form = SecondRoundForm(request.POST, workshop=workshop, disputed=disputed, by=request.user)
    if form.is_saved():
        done = _("The second round is open. Close it in step 4, then reveal it.")
        messages.success(request, done)
    return _back_to_the_queue(request, workshop, form)


def _back_to_the_queue(request, workshop, form):
    for refusal in form.refusals:
        messages.error(request, refusal)
    return redirect("diagnostics:agree", workshop.code)


@require_http_methods(["GET", "HEAD", "POST"])
def agree_question(request, code, question_code):
    workshop = facilitated_workshop(request.user, code)
    comparison = comparison_of(workshop)
    line = _revealed_line(comparison, question_code)
    data = request.POST if request.method == "POST" else None
    form = OutcomeForm(data, question=line.question, by=request.user)
    if form.is_saved():
        messages.success(request, _("%(code)s is recorded.") % {"code": question_code})
        return _on_to_the_next(workshop, comparison, line)
    page = _question_page(workshop, line, form, DissentForm(question=line.question, by=None))
    return render(request, "diagnostics/agree/question.html", page)


@require_POST
def verdict(request, code, question_code):
    """Whether the ministries share a view: one press, which the figures suggest."""
    workshop = facilitated_workshop(request.user, code)
    question = get_object_or_404(workshop.questions, code=question_code)
    form = VerdictForm(request.POST, question=question, by=request.user)
    if form.is_saved():
        found = form.cleaned_data["verdict"]
        done = _("%(code)s is recorded.") if found else _("The verdict on %(code)s is taken back.")
        messages.success(request, done % {"code": question_code})
    for refusal in form.refusals:
        messages.error(request, refusal)
    page = reverse("diagnostics:agree_question", args=[workshop.code, question_code])
    return redirect(f"{page}#verdict")


@require_POST
def dissent(request, code, question_code):
    workshop = facilitated_workshop(request.user, code)
    line = _revealed_line(comparison_of(workshop), question_code)
    form = DissentForm(request.POST, question=line.question, by=request.user)
    if form.is_saved():
        messages.success(request, _("The dissent is recorded."))
        return redirect("diagnostics:agree_question", workshop.code, question_code)
    outcome = OutcomeForm(question=line.question, by=request.user)
    page = _question_page(workshop, line, outcome, form)
    return render(request, "diagnostics/agree/question.html", page)


@require_POST
def dissent_remove(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    removed = get_object_or_404(Dissent, pk=pk, question__workshop=workshop)
    attempt(request, _("The dissent is removed."), remove_dissent, dissent=removed, by=request.user)
    return redirect("diagnostics:agree_question", workshop.code, removed.question.code)


@require_POST
def outcome_clear(request, code, question_code):
    workshop = facilitated_workshop(request.user, code)
    question = get_object_or_404(workshop.questions, code=question_code)
    done = _("%(code)s is open for discussion again.") % {"code": question_code}
    attempt(request, done, clear_outcome, question=question, by=request.user)
    if request.POST.get("back") == "agree":
        return redirect("diagnostics:agree", workshop.code)
    return redirect("diagnostics:agree_question", workshop.code, question_code)


def _revealed_line(comparison, question_code):
    line = comparison.line(question_code)
    if line is None or not line.result.revealed:
        raise Http404
    return line


def _question_page(workshop, line, form, dissent_form) -> dict:
    page = {
        "line": line,
        "row": QueueLine(line),
        "detail": detail_of(line),
        "published": published_files(line.question),
        "form": form,
        "dissent_form": dissent_form,
        "words": newest_words(),
        "wall_url": _wall_url(workshop, line),
    }
    return page | workshop_page(workshop, STEP)


def _wall_url(workshop, line):
    places = [workshop.code, wall_token(workshop), line.question.code]
    return reverse("diagnostics:wall_question", args=places)


def _on_to_the_next(workshop, comparison, done):
    """The next question in the queue that has no outcome yet; the queue when there is none."""
    queue = comparison.in_plenary_order()
    later = queue[queue.index(done) + 1 :] + queue[: queue.index(done)]
    waiting = (line for line in later if not line.result.outcome)
    following = next(waiting, None)
    if following is None:
        return redirect("diagnostics:agree", workshop.code)
    return redirect("diagnostics:agree_question", workshop.code, following.question.code)
