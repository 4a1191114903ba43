"""Paper forms: a table of many, or one person's form typed in. Stored answers are never shown."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from alignment.views.importing import import_page
from diagnostics.answering import sheets_of
from diagnostics.forms.paper import PaperForm
from diagnostics.importers import ANSWERS
from diagnostics.views.run import STEP


@require_http_methods(["GET", "HEAD", "POST"])
def import_paper(request, code):
    workshop = facilitated_workshop(request.user, code)
    context = {
        "title": _("Answers from paper forms"),
        "lead": _(
            "Bring a table of what people wrote on paper. It adds answers; those already stored "
            "are neither shown nor replaced."
        ),
        "help": _(
            "In “answer” write 1 to 4, dk (don't know) or na (does not apply). In “participant” "
            "write a name or a seat number. An empty “round” means 1."
        ),
    }
    return import_page(
        request,
        workshop=workshop,
        importer=ANSWERS,
        done_url=reverse("diagnostics:run", args=[workshop.code]),
        context=context | workshop_page(workshop, STEP),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def enter_paper(request, code, participant):
    workshop = facilitated_workshop(request.user, code)
    seats = workshop.participants.select_related("workshop", "institution__side")
    person = get_object_or_404(seats, pk=participant)
    sheets = sheets_of(person) if person.may_answer else []
    data = request.POST if request.method == "POST" else None
    form = PaperForm(data, participant=person, sheets=sheets, by=request.user)
    if data is not None and form.is_valid() and (saved := form.save()):
        stored = ngettext("%(n)d answer is stored.", "%(n)d answers are stored.", saved)
        messages.success(request, stored % {"n": saved})
        return redirect("diagnostics:run", workshop.code)
    page = {"person": person, "form": form, "empty": data is not None and not form.errors}
    return render(request, "diagnostics/run/paper.html", page | workshop_page(workshop, STEP))
