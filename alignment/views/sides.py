from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alignment.access import facilitated_workshop
from alignment.forms.sides import NewSideForm, SideForm
from alignment.queries import advice, sides_of
from alignment.rail import workshop_page
from alignment.services.sides import remove_side
from alignment.views.actions import attempt


@require_http_methods(["GET", "HEAD", "POST"])
def sides(request, code):
    workshop = facilitated_workshop(request.user, code)
    form = NewSideForm(request.POST or None, workshop=workshop, by=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("The side is added. Now say who belongs to it."))
        return redirect("alignment:sides", workshop.code)
    page = {"form": form, "sides": sides_of(workshop), "advice": advice(workshop, "sides")}
    return render(request, "alignment/sides.html", page | workshop_page(workshop, 1))


@require_http_methods(["GET", "HEAD", "POST"])
def side(request, code, side_code):
    workshop = facilitated_workshop(request.user, code)
    edited = get_object_or_404(workshop.sides, code=side_code)
    form = SideForm(request.POST or None, side=edited, by=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("alignment:sides", workshop.code)
    page = {"form": form, "side": edited} | workshop_page(workshop, 1)
    return render(request, "alignment/side.html", page)


@require_POST
def side_remove(request, code, side_code):
    workshop = facilitated_workshop(request.user, code)
    removed = get_object_or_404(workshop.sides, code=side_code)
    attempt(request, _("The side is removed."), remove_side, side=removed, by=request.user)
    return redirect("alignment:sides", workshop.code)
