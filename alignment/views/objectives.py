from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alignment.access import facilitated_workshop
from alignment.forms.objectives import FunctionForm, ObjectiveFormSet, OwnObjectiveForm
from alignment.rail import workshop_page
from alignment.services.objectives import keep_function, restore_objective
from alignment.views.actions import attempt


@require_http_methods(["GET", "HEAD", "POST"])
def objectives(request, code):
    workshop = facilitated_workshop(request.user, code)
    if request.method == "POST":
        return _save(request, workshop)
    return _page(request, workshop)


def _save(request, workshop):
    forms = ObjectiveFormSet(request.POST, queryset=workshop.objectives.all(), prefix="list")
    if not forms.is_valid():
        return _page(request, workshop, forms=forms)
    saved = attempt(request, _("Saved."), forms.save_for, workshop=workshop, by=request.user)
    if saved and (pressed := FunctionForm(request.POST).pressed):
        keep_function(workshop=workshop, by=request.user, **pressed)
    named = {each.code: each for each in workshop.objectives.all()}.get(request.POST.get("restore"))
    if saved and named:
        done = _("The library's wording is back.")
        attempt(request, done, restore_objective, objective=named, by=request.user)
    return redirect("alignment:objectives", workshop.code)


@require_POST
def objective_add(request, code):
    workshop = facilitated_workshop(request.user, code)
    form = OwnObjectiveForm(request.POST, workshop=workshop, by=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your objective is in the list."))
        return redirect("alignment:objectives", workshop.code)
    return _page(request, workshop, form=form)


def _page(request, workshop, *, forms=None, form=None):
    """The list and, beneath, the form for one of the workshop's own."""
    every = workshop.objectives.all()
    page = {
        "forms": forms or ObjectiveFormSet(queryset=every, prefix="list"),
        "form": form or OwnObjectiveForm(workshop=workshop, by=request.user),
        "kept": sum(objective.kept for objective in every),
        "total": len(every),
    }
    return render(request, "alignment/objectives.html", page | workshop_page(workshop, 2))
