from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import retarget

from alignment.access import facilitated_workshop
from alignment.logbook import presser_of
from alignment.rail import workshop_page
from alignment.views.actions import attempt
from roadmaps.editors import last_edit
from roadmaps.forms.actions import ActionForm
from roadmaps.services.actions import remove_action
from roadmaps.views.plan import STEP, plan_page


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
@vary_on_headers("HX-Request")
def action(request, code, pk):
    """A page of its own, or, when the roadmap asks for it, the row in its place."""
    workshop = facilitated_workshop(request.user, code)
    row = workshop.actions.filter(pk=pk).first()
    if row is None:
        return _deleted_meanwhile(request, workshop)
    if request.htmx and "row" in request.GET:
        return _row(request, workshop, row.ref)
    data = request.POST if request.method == "POST" else None
    names = f"a{row.pk}_%s" if request.htmx else "id_%s"
    form = ActionForm(data, instance=row, workshop=workshop, by=request.user, auto_id=names)
    if form.is_saved():
        return _saved(request, workshop, form)
    page = _page(workshop, form) | {"action": row} | _editor(workshop, form)
    with timezone.override(workshop.zone):
        template = "_action_editing.html" if request.htmx else "action_form.html"
        return render(request, f"roadmaps/{template}", page)


def _saved(request, workshop, form):
    ref = form.instance.ref
    messages.success(request, _("%(ref)s is saved.") % {"ref": ref})
    if form.theirs:
        labels = ", ".join(str(form.fields[name].label) for name in form.theirs)
        note = _("Somebody else changed this meanwhile, and that is kept too: %(fields)s.")
        messages.info(request, note % {"fields": labels})
    if request.htmx:
        return _row(request, workshop, ref, saved=True)
    return redirect("roadmaps:roadmap", workshop.code)


def _row(request, workshop, ref, *, saved=False):
    """The row in its place, and after a save how the signatures stand now."""
    with timezone.override(workshop.zone):
        page = plan_page(workshop, request.LANGUAGE_CODE)
        page["row"] = next(row for row in page["actions"] if row["id"] == ref)
        template = "_action_saved.html" if saved else "_action_row.html"
        return render(request, f"roadmaps/{template}", page)


def _deleted_meanwhile(request, workshop):
    """What was typed is not lost: it may become an action again."""
    if request.method != "POST":
        raise Http404
    form = ActionForm(request.POST, workshop=workshop, by=request.user)
    page = _page(workshop, form) | {"gone": True}
    response = render(request, "roadmaps/action_form.html", page)
    return retarget(response, "body") if request.htmx else response


def _editor(workshop, form):
    """Who saved the fields that two people changed, and when."""
    event = last_edit(workshop, form.instance.ref) if form.clashes else None
    return {"editor": presser_of(event), "edited_at": event.at} if event else {}


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
