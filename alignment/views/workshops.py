from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alignment.access import facilitated_workshop
from alignment.checks import findings
from alignment.findings import worded
from alignment.forms.workshops import WorkshopForm
from alignment.models import Workshop
from alignment.overview import setup_tasks
from alignment.queries import plan_of
from alignment.rail import workshop_page

WORKSHOPS_ON_A_PAGE = 20


@require_safe
def workshop_list(request):
    """Those in use; with ?archived=1 those in the archive. Those to be deleted stand below."""
    mine = Workshop.objects.facilitated_by(request.user)
    archived = "archived" in request.GET
    shown = (mine.archived() if archived else mine.in_use()).with_counts()
    page = Paginator(shown.order_by("-starts_on", "-pk"), WORKSHOPS_ON_A_PAGE)
    context = {
        "page": page.get_page(request.GET.get("page")),
        "archived": archived,
        "archive_holds": mine.archived().count(),
        "leaving": mine.leaving().order_by("delete_at", "pk"),
    }
    return render(request, "alignment/workshop_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def workshop_create(request):
    form = WorkshopForm(request.POST or None, by=request.user)
    if form.is_valid():
        workshop = form.save()
        messages.success(request, _("The workshop is made. Now say who takes part."))
        return redirect("alignment:setup", workshop.code)
    return render(request, "alignment/workshop_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def workshop_edit(request, code):
    workshop = facilitated_workshop(request.user, code)
    edited = Workshop.objects.get(pk=workshop.pk)
    form = WorkshopForm(request.POST or None, instance=edited, by=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("alignment:setup", workshop.code)
    page = {"form": form} | workshop_page(workshop, 1)
    return render(request, "alignment/workshop_form.html", page)


@require_safe
def setup(request, code):
    workshop = facilitated_workshop(request.user, code)
    plan = plan_of(workshop)
    tasks = setup_tasks(workshop, plan, workshop.budget_dates.count())
    page = {
        "tasks": tasks,
        "missing": [task for task in tasks if not task.done],
        "advice": worded(workshop, findings(plan)),
        "facilitators": workshop.facilitators.select_related("user").order_by("pk"),
    }
    return render(request, "alignment/setup.html", page | workshop_page(workshop, 1))
