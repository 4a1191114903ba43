from django.conf import settings
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from alignment.services.putting_away import archive_workshop, bring_back, mark_for_deletion
from alignment.views.actions import attempt


@require_http_methods(["GET", "HEAD", "POST"])
def workshop_archive(request, code):
    workshop = facilitated_workshop(request.user, code)
    if request.method == "POST":
        done = _("The workshop is archived. You find it under “Archived workshops”.")
        return _pressed(request, workshop, done, archive_workshop)
    return render(request, "alignment/workshop_archive.html", workshop_page(workshop, 1))


@require_http_methods(["GET", "HEAD", "POST"])
def workshop_delete(request, code):
    workshop = facilitated_workshop(request.user, code)
    if request.method == "POST":
        done = _("The workshop will be deleted. Until then you can bring it back below.")
        return _pressed(request, workshop, done, mark_for_deletion)
    page = {"days": settings.DELETE_AFTER_DAYS} | workshop_page(workshop, 1)
    return render(request, "alignment/workshop_delete.html", page)


@require_POST
def workshop_bring_back(request, code):
    workshop = facilitated_workshop(request.user, code)
    done = _("The workshop is back in the list.")
    attempt(request, done, bring_back, workshop=workshop, by=request.user)
    return redirect("alignment:setup", workshop.code)


def _pressed(request, workshop, done, service):
    if attempt(request, done, service, workshop=workshop, by=request.user):
        return redirect("alignment:workshop_list")
    return redirect("alignment:setup", workshop.code)
