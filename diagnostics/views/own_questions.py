from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from diagnostics.forms.questions import OwnQuestionForm
from diagnostics.services.questions import delete_own_question

STEP = 3


@require_http_methods(["GET", "HEAD", "POST"])
def own_question_add(request, code):
    workshop = facilitated_workshop(request.user, code)
    form = OwnQuestionForm(request.POST or None, workshop=workshop)
    if form.is_valid() and _stored(request, form):
        return redirect("diagnostics:questions", workshop.code)
    page = {"form": form} | workshop_page(workshop, STEP)
    return render(request, "diagnostics/questions/own_form.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def own_question_edit(request, code, question):
    workshop = facilitated_workshop(request.user, code)
    own = _own_question(workshop, question)
    form = OwnQuestionForm(request.POST or None, workshop=workshop, instance=own)
    if form.is_valid() and _stored(request, form):
        return redirect("diagnostics:questions", workshop.code)
    page = {"form": form, "question": own} | workshop_page(workshop, STEP)
    return render(request, "diagnostics/questions/own_form.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def own_question_delete(request, code, question):
    workshop = facilitated_workshop(request.user, code)
    own = _own_question(workshop, question)
    if request.method == "POST":
        try:
            delete_own_question(question=own)
            messages.success(request, _("%(code)s was deleted.") % {"code": own.code})
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
        return redirect("diagnostics:questions", workshop.code)
    page = {"question": own} | workshop_page(workshop, STEP)
    return render(request, "diagnostics/questions/own_delete.html", page)


def _own_question(workshop, code):
    return get_object_or_404(workshop.questions.filter(own=True), code=code)


def _stored(request, form) -> bool:
    try:
        question = form.save()
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(request, _("%(code)s is saved.") % {"code": question.code})
    return True
