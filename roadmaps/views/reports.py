"""The follow-up report: asked for in a language, and taken away."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from alignment.views.actions import attempt
from alignment.vocabulary import language_choices
from roadmaps.follow_up import is_followed
from roadmaps.follow_up_report import follow_up_edition
from roadmaps.models import Document, FollowUpReport
from roadmaps.services.reports import request_report

STEP = 7
State = Document.State


@dataclass(frozen=True, slots=True)
class Slot:
    """A language. ``report`` says what holds now; ``earlier`` is a good one from before."""

    language: str
    name: str
    report: FollowUpReport | None
    earlier: FollowUpReport | None

    @property
    def state(self) -> str:
        return self.report.state if self.report else ""


@require_safe
@vary_on_headers("HX-Request")
def reports(request, code):
    workshop = facilitated_workshop(request.user, code)
    slots = _slots(workshop)
    is_waiting = any(slot.state == State.WAITING for slot in slots)
    if request.htmx and is_waiting:
        return HttpResponse(status=204)
    page = {"slots": slots, "is_waiting": is_waiting, "may_write": is_followed(workshop)}
    name = "_reports.html" if request.htmx else "reports.html"
    with timezone.override(workshop.zone):
        template = f"roadmaps/follow_up/{name}"
        return render(request, template, page | workshop_page(workshop, STEP))


@require_POST
def report_request(request, code):
    workshop = facilitated_workshop(request.user, code)
    language = request.POST.get("language", "")
    if language in _languages(workshop):
        done = _("The report is being prepared. This takes a few seconds.")
        attempt(request, done, request_report, workshop=workshop, language=language)
    else:
        messages.error(request, _("Choose a language from the list below."))
    return redirect("roadmaps:reports", workshop.code)


@require_safe
def report_download(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    report = get_object_or_404(workshop.follow_up_reports.filter(state=State.READY), pk=pk)
    response = HttpResponse(bytes(report.content), content_type="application/pdf")
    day = report.ready_at.astimezone(workshop.zone).date().isoformat()
    name = f"follow-up-{workshop.code}-{day}-{report.language}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-cache"
    return response


def _languages(workshop) -> list[str]:
    return workshop.languages or [workshop.language]


def _slots(workshop) -> list[Slot]:
    rows = list(workshop.follow_up_reports.defer("content"))
    return [_slot(workshop, rows, *choice) for choice in language_choices(_languages(workshop))]


def _slot(workshop, rows, language, name):
    digest = follow_up_edition(workshop, language).fingerprint
    mine = [row for row in rows if row.language == language]
    now = next((row for row in mine if row.digest == digest), None)
    ready = [row for row in mine if row is not now and row.state == State.READY]
    return Slot(language, name, now, ready[0] if ready else None)
