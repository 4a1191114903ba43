from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alignment.access import facilitated_workshop
from alignment.forms.calendar import AgendaItemForm
from alignment.importers import AGENDA, agenda_rows
from alignment.queries import advice
from alignment.rail import workshop_page
from alignment.services.calendar import remove_row
from alignment.views.actions import attempt
from alignment.views.importing import import_page
from alignment.views.tables import table_download


@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request, code):
    workshop = facilitated_workshop(request.user, code)
    sessions = list(workshop.agenda.all())
    day = sessions[-1].day if sessions else workshop.starts_on
    start = sessions[-1].end if sessions else None
    form = AgendaItemForm(
        request.POST or None, workshop=workshop, initial={"day": day, "start": start}
    )
    if form.is_valid():
        form.save()
        messages.success(request, _("The session is in the agenda."))
        return redirect("alignment:agenda", workshop.code)
    page = {"form": form, "sessions": sessions, "advice": advice(workshop, "agenda")}
    return render(request, "alignment/agenda.html", page | workshop_page(workshop, 1))


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_item(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    item = get_object_or_404(workshop.agenda, pk=pk)
    form = AgendaItemForm(request.POST or None, instance=item, workshop=workshop)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("alignment:agenda", workshop.code)
    return render(
        request, "alignment/agenda_item.html", {"form": form} | workshop_page(workshop, 1)
    )


@require_POST
def agenda_item_remove(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    item = get_object_or_404(workshop.agenda, pk=pk)
    attempt(request, _("The session is removed."), remove_row, row=item)
    return redirect("alignment:agenda", workshop.code)


@require_http_methods(["GET", "HEAD", "POST"])
def agenda_import(request, code):
    workshop = facilitated_workshop(request.user, code)
    context = {
        "title": _("Bring the agenda from a table"),
        "lead": _("One row for each session. Sessions that are already there are not doubled."),
        "help": _(
            "Who is responsible may be left out. An agenda from Word, with times such as "
            "08:00 – 08:30, can be pasted as it is: you see how it was read before anything is "
            "stored."
        ),
    }
    return import_page(
        request,
        workshop=workshop,
        importer=AGENDA,
        done_url=reverse("alignment:agenda", args=[workshop.code]),
        context=context | workshop_page(workshop, 1),
    )


@require_safe
def agenda_table(request, code, kind):
    workshop = facilitated_workshop(request.user, code)
    return table_download("agenda", AGENDA.column_names, agenda_rows(workshop), kind)
