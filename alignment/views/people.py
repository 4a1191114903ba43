from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alignment.access import facilitated_workshop
from alignment.forms.people import InstitutionForm, NewInstitutionForm, SeatsForm, SidesForm
from alignment.importers import PARTICIPANTS, participant_rows
from alignment.models import Institution
from alignment.queries import advice, people_of
from alignment.rail import workshop_page
from alignment.services.people import remove_institution
from alignment.views.actions import attempt
from alignment.views.importing import import_page
from alignment.views.tables import table_download
from alignment.vocabulary import SideCode


@require_http_methods(["GET", "HEAD", "POST"])
def people(request, code):
    workshop = facilitated_workshop(request.user, code)
    form = NewInstitutionForm(request.POST or None, workshop=workshop)
    if form.is_valid():
        form.save()
        messages.success(request, _("The institution is in the list."))
        return redirect("alignment:people", workshop.code)
    institutions = people_of(workshop)
    page = {
        "form": form,
        "institutions": institutions,
        "seat_total": sum(institution.seat_count for institution in institutions),
        "undecided": any(institution.side is None for institution in institutions),
        "advice": advice(workshop, "people"),
    }
    return render(request, "alignment/people.html", page | workshop_page(workshop, 1))


@require_http_methods(["GET", "HEAD", "POST"])
def institution_sides(request, code):
    """All institutions without a side on one page, as a list from a ministry leaves them."""
    workshop = facilitated_workshop(request.user, code)
    form = SidesForm(request.POST or None, workshop=workshop)
    if not form.institutions:
        return redirect("alignment:people", workshop.code)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("alignment:people", workshop.code)
    page = {"form": form} | workshop_page(workshop, 1)
    return render(request, "alignment/institution_sides.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
def institution(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    edited = get_object_or_404(workshop.institutions.select_related("side"), pk=pk)
    form = InstitutionForm(request.POST or None, instance=edited, workshop=workshop)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("alignment:people", workshop.code)
    return _institution_page(request, workshop, pk, form, SeatsForm(institution=edited))


@require_POST
def institution_seats(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    added_to = get_object_or_404(workshop.institutions, pk=pk)
    form = SeatsForm(request.POST, institution=added_to)
    if form.is_valid():
        form.save()
        messages.success(request, _("The seats are added."))
        return redirect("alignment:institution", workshop.code, pk)
    return _institution_page(
        request, workshop, pk, InstitutionForm(instance=added_to, workshop=workshop), form
    )


def _institution_page(request, workshop, pk, form, seats_form):
    # Read afresh: a form that refuses has already changed its own copy.
    shown = Institution.objects.select_related("side", "workshop").get(pk=pk)
    page = {
        "form": form,
        "seats_form": seats_form,
        "institution": shown,
        "seats": shown.participants.order_by("seat"),
    }
    return render(request, "alignment/institution.html", page | workshop_page(workshop, 1))


@require_POST
def institution_remove(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    removed = get_object_or_404(workshop.institutions, pk=pk)
    done = _("The institution is removed.")
    attempt(request, done, remove_institution, institution=removed)
    return redirect("alignment:people", workshop.code)


@require_http_methods(["GET", "HEAD", "POST"])
def people_import(request, code):
    workshop = facilitated_workshop(request.user, code)
    context = {
        "title": _("Bring the participants from a table"),
        "lead": _(
            "One row for each person, or for several seats without names. People and seats "
            "that are already there are not doubled."
        ),
        "help": _(
            "Only the institution must be filled, with a name or a number of seats. A side is "
            "%(sides)s, and can be chosen later. A list with other column names can be brought as "
            "it is: you see how it was read before anything is stored."
        )
        % {"sides": ", ".join(SideCode.values)},
    }
    return import_page(
        request,
        workshop=workshop,
        importer=PARTICIPANTS,
        done_url=reverse("alignment:people", args=[workshop.code]),
        context=context | workshop_page(workshop, 1),
    )


@require_safe
def people_table(request, code, kind):
    workshop = facilitated_workshop(request.user, code)
    rows = participant_rows(workshop)
    return table_download("participants", PARTICIPANTS.column_names, rows, kind)
