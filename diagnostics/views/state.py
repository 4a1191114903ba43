from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from alignment.rail import workshop_page
from diagnostics.comparison import comparison_of
from diagnostics.forms.states import StateForm
from diagnostics.services import states
from diagnostics.views.runners import for_runner
from diagnostics.vocabulary import QuestionState

STEP = 5

_DONE = {
    QuestionState.OPEN: ngettext_lazy(
        "%(count)d question is open.", "%(count)d questions are open.", "count"
    ),
    QuestionState.CLOSED: ngettext_lazy(
        "%(count)d question is closed.", "%(count)d questions are closed.", "count"
    ),
    QuestionState.REVEALED: ngettext_lazy(
        "%(count)d question is revealed.", "%(count)d questions are revealed.", "count"
    ),
}


@for_runner
@require_POST
def set_state(request, runner):
    """A stage switch. Revealing cannot be taken back, so it is asked for once more."""
    workshop = runner.workshop
    form = StateForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose a stage and what to do with it, then press again."))
    elif form.cleaned_data["state"] == QuestionState.REVEALED:
        return redirect(_reveal_page(workshop, form))
    else:
        _press(request, runner, form)
    return redirect(_back(form, runner, "run"), workshop.code)


@for_runner
@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request, runner):
    """What a reveal would show, and the deliberate press."""
    workshop = runner.workshop
    form = StateForm(request.GET.dict() | {"state": QuestionState.REVEALED})
    if not form.is_valid():
        messages.error(request, _("Choose which stage to reveal."))
        return redirect(_back(form, runner, "compare"), workshop.code)
    if request.method == "POST":
        pressed = _press(request, runner, form)
        return redirect(_results(runner, form) if pressed else _origin(runner, form))
    lines = _lines(workshop, form)
    again = all(line.question.state == QuestionState.REVEALED for line in lines)
    page = {"lines": lines, "again": again, "action": _reveal_page(workshop, form)}
    page |= {"cancel_url": _origin(runner, form), "runner": runner}
    return render(request, "diagnostics/compare/reveal.html", page | workshop_page(workshop, STEP))


def _reveal_page(workshop, form):
    chosen = {name: form.cleaned_data[name] for name in ("stage", "question", "back")}
    return f"{reverse('diagnostics:reveal', args=[workshop.code])}?{urlencode(chosen)}"


def _origin(runner, form):
    """Where the press on "Reveal" was made."""
    return reverse(_back(form, runner, "compare"), args=[runner.workshop.code])


def _results(runner, form):
    """The results just revealed; who works through the plenary's list stays there, and a phone
    that runs the room has no page of results.
    """
    if runner.on_phone or form.cleaned_data["back"] == "agree":
        return _origin(runner, form)
    page = reverse("diagnostics:compare", args=[runner.workshop.code])
    stage = form.cleaned_data["stage"]
    return page if stage == states.ALL else f"{page}?{urlencode({'stage': stage})}"


def _back(form, runner, otherwise):
    if runner.on_phone:
        return "diagnostics:control"
    return f"diagnostics:{getattr(form, 'cleaned_data', {}).get('back') or otherwise}"


def _lines(workshop, form):
    """What the press is about: of a second round only the questions that are asked again."""
    stage, question = form.cleaned_data["stage"], form.cleaned_data["question"]
    lines = [
        line
        for line in comparison_of(workshop).lines
        if stage in (states.ALL, line.result.stage) and question in ("", line.result.code)
    ]
    to_come = [line for line in lines if line.question.state != QuestionState.REVEALED]
    return to_come or lines


def _press(request, runner, form) -> bool:
    """True when it was done; either way a message says so."""
    try:
        move = states.set_state(
            workshop=runner.workshop,
            state=form.cleaned_data["state"],
            by=runner.by,
            **form.selection,
        )
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
        return False
    messages.success(request, _done(move))
    return True


def _done(move) -> str:
    if "snapshot_pressed" in move.done:
        return _new_snapshot(move.press)
    if not move.moved:
        return _("Nothing to change: these questions are in this state already.")
    sentence = _DONE[move.state] % {"count": len(move.moved)}
    again = ", ".join(question.code for question in move.done.get(states.SECOND_ROUND, ()))
    if not again:
        return sentence
    return sentence + " " + _("For a second round: %(codes)s.") % {"codes": again}


def _new_snapshot(press) -> str:
    if not press.shown:
        return _(
            "Nothing was added: too few new answers have come in, or adding them would tell who "
            "answered what. What was shown stays."
        )
    shown = ", ".join(f"{question} ({side})" for question, side in press.shown)
    return _("New answers were added: %(shown)s.") % {"shown": shown}
