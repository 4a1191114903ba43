"""The facilitators' own notes: never on the wall, on phones or in documents."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from diagnostics.forms.running import NoteForm

STEP = 4


@require_safe
def notes(request, code):
    workshop = facilitated_workshop(request.user, code)
    questions = workshop.questions.select_related("stage", "note")
    page = {"questions": questions} | workshop_page(workshop, STEP)
    return render(request, "diagnostics/run/notes.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def note(request, code, question):
    workshop = facilitated_workshop(request.user, code)
    question = get_object_or_404(workshop.questions.select_related("stage", "note"), code=question)
    form = NoteForm(request.POST or None, question=question)
    if form.is_valid() and form.save(by=request.user):
        messages.success(request, _("The note is stored."))
        return redirect("diagnostics:notes", workshop.code)
    page = {"form": form, "question": question} | workshop_page(workshop, STEP)
    return render(request, "diagnostics/run/note.html", page)
