from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from alignment.views.actions import attempt
from roadmaps.forms.actions import ActionForm
from roadmaps.services.actions import remove_action

STEP = 7


@require_http_methods(["GET", "HEAD", "POST"])
def action_add(request, code):
    workshop = facilitated_workshop(request.user, code)
    chosen = workshop.bottlenecks.filter(number=_number(request.GET.get("bottleneck")))
    initial = {"bottlenecks": [row.pk for row in chosen]}
    data = request.POST if request.method == "POST" else None
    form = ActionForm(data, initial=initial, workshop=workshop, by=request.user)
    if form.is_saved():
        messages.success(request, _("The action is in the roadmap."))
        return redirect("roadmaps:roadmap", workshop.code)
    return render(request, "roadmaps/action_form.html", _page(workshop, form))


@require_http_methods(["GET", "HEAD", "POST"])
def action(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    row = get_object_or_404(workshop.actions, pk=pk)
    data = request.POST if request.method == "POST" else None
    form = ActionForm(data, instance=row, workshop=workshop, by=request.user)
    if form.is_saved():
        messages.success(request, _("%(ref)s is saved.") % {"ref": row.ref})
        return redirect("roadmaps:roadmap", workshop.code)
    return render(request, "roadmaps/action_form.html", _page(workshop, form) | {"action": row})


@require_http_methods(["GET", "HEAD", "POST"])
def action_delete(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    row = get_object_or_404(workshop.actions, pk=pk)
    if request.method == "POST":
        done = _("%(ref)s is deleted.") % {"ref": row.ref}
        attempt(request, done, remove_action, action=row, by=request.user)
        return redirect("roadmaps:roadmap", workshop.code)
    waiting = workshop.actions.filter(depends_on=row).values_list("ref", flat=True)
    page = {"action": row, "waiting": ", ".join(waiting)} | workshop_page(workshop, STEP)
    return render(request, "roadmaps/action_delete.html", page)


def _page(workshop, form):
    institutions = workshop.institutions.values_list("name", flat=True)
    return {"form": form, "institutions": institutions} | workshop_page(workshop, STEP)


def _number(typed):
    return int(typed) if typed and typed.isascii() and typed.isdecimal() and len(typed) < 9 else 0
