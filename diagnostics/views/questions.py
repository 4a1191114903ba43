from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from diagnostics.catalogue import catalogue_of, chosen_of
from diagnostics.catalogue.glossary import newest_words
from diagnostics.forms.questions import CodesForm, QuestionFilterForm, WeightsForm
from diagnostics.services.questions import (
    pick_questions,
    pick_short_form,
    take_newer_text,
    unpick_questions,
)

STEP = 3


@require_safe
@vary_on_headers("HX-Request", "HX-Target")
def question_list(request, code):
    """The bank to choose from while the workshop is a draft, the frozen list afterwards."""
    workshop = facilitated_workshop(request.user, code)
    if not workshop.is_set_up:
        page = {"chosen": chosen_of(workshop), "words": newest_words()}
        page |= workshop_page(workshop, STEP)
        return render(request, "diagnostics/questions/frozen.html", page)
    catalogue = catalogue_of(workshop)
    form = QuestionFilterForm(request.GET, stages=catalogue.stages, objectives=catalogue.objectives)
    page = {
        "catalogue": catalogue,
        "form": form,
        "rows": catalogue.rows(**form.wanted),
        "query": request.GET.urlencode(),
        "words": newest_words(),
    }
    page |= workshop_page(workshop, STEP) | _swap(request)
    return render(request, f"diagnostics/questions/{page['template']}", page)


def _swap(request):
    """Which piece of the page was asked for: the list by the filter, the choice by a press."""
    htmx = request.htmx
    # Going back in the browser asks through htmx as well, and needs the whole page.
    if not htmx or htmx.history_restore_request:
        return {"template": "choose.html"}
    if htmx.target == "bank-list":
        return {"template": "_bank.html", "filtered": True}
    return {"template": "_choice.html", "swapped": True}


@require_POST
def question_pick(request, code):
    workshop = facilitated_workshop(request.user, code)
    catalogue = catalogue_of(workshop)
    form = CodesForm(request.POST, codes=[entry.code for entry in catalogue.bank])
    if form.is_valid():
        _press(request, _picked, pick_questions, workshop=workshop, **form.cleaned_data)
    else:
        messages.error(request, form.errors["codes"][0])
    return _back(request, workshop)


@require_POST
def question_unpick(request, code):
    workshop = facilitated_workshop(request.user, code)
    picked = workshop.questions.filter(own=False).values_list("code", flat=True)
    # Taking out twice is harmless: somebody else may have been quicker.
    wanted = set(request.POST.getlist("codes")) & set(picked)
    _press(request, _taken_out, unpick_questions, workshop=workshop, codes=wanted)
    return _back(request, workshop)


@require_POST
def short_form(request, code):
    workshop = facilitated_workshop(request.user, code)
    chosen = request.POST.get("short_form", "")
    _press(request, _picked, pick_short_form, workshop=workshop, code=chosen)
    return _back(request, workshop)


@require_POST
def newer_text(request, code):
    workshop = facilitated_workshop(request.user, code)
    _press(request, _reworded, take_newer_text, workshop=workshop, by=request.user)
    return _back(request, workshop)


@require_http_methods(["GET", "HEAD", "POST"])
def weights(request, code):
    workshop = facilitated_workshop(request.user, code)
    questions = list(workshop.questions.select_related("stage"))
    form = WeightsForm(request.POST or None, workshop=workshop, questions=questions)
    if form.is_valid() and _press(request, lambda _none: _("Weights saved."), form.save):
        return redirect("diagnostics:questions", workshop.code)
    page = {"form": form} | workshop_page(workshop, STEP)
    return render(request, "diagnostics/questions/weights.html", page)


@require_safe
def question_print(request, code):
    """The chosen questions on paper: to prepare, and to answer on where phones fail."""
    workshop = facilitated_workshop(request.user, code)
    page = {"chosen": chosen_of(workshop), "words": newest_words()}
    page |= workshop_page(workshop, STEP)
    return render(request, "diagnostics/questions/print.html", page)


def _press(request, say, service, **kwargs) -> bool:
    """Do it and say what was done, or say why not and what to do next."""
    try:
        messages.success(request, say(service(**kwargs)))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return False
    return True


def _back(request, workshop):
    """To the list as it was filtered. htmx follows with its header and gets the fragment."""
    if request.POST.get("back") == "open":
        return redirect("diagnostics:open_workshop", workshop.code)
    address = reverse("diagnostics:questions", args=[workshop.code])
    query = request.GET.urlencode()
    return redirect(f"{address}?{query}" if query else address)


def _picked(questions):
    if not questions:
        return _("These questions were chosen already.")
    count = len(questions)
    return ngettext("%(n)d question added.", "%(n)d questions added.", count) % {"n": count}


def _taken_out(count):
    return ngettext("%(n)d question taken out.", "%(n)d questions taken out.", count) % {"n": count}


def _reworded(codes):
    return _("Now worded as in the newest release: %(codes)s.") % {"codes": ", ".join(codes)}
