from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alignment.access import facilitated_workshop
from alignment.views.actions import attempt
from alignment.views.tables import CONTENT_TYPES, table_download
from diagnostics.join_address import join_url
from diagnostics.views.seats import for_seat, seat_page
from roadmaps.content import roadmap_content
from roadmaps.forms.signing import SignForm
from roadmaps.services import signing
from roadmaps.table import COLUMNS, roadmap_rows
from roadmaps.texts import texts_of
from roadmaps.views.plan import chosen_actions, plan_page, roadmap_page

TO_READ_AT_ONCE = 100  # actions on an official's phone


@require_safe
def roadmap(request, code):
    workshop = facilitated_workshop(request.user, code)
    with timezone.override(workshop.zone):
        page = plan_page(workshop, request.LANGUAGE_CODE)
        page |= chosen_actions(request, page["actions"])
        page["institutions"] = workshop.institutions.values_list("name", flat=True)
        page["join_url"] = join_url(request, workshop)
        return render(request, "roadmaps/roadmap.html", page)


@require_POST
def conclude_again(request, code):
    workshop = facilitated_workshop(request.user, code)
    done = _("The workshop is concluded, with the version that both ministries signed.")
    attempt(request, done, signing.conclude_again, workshop=workshop, by=request.user)
    return redirect("roadmaps:roadmap", workshop.code)


@require_safe
def roadmap_table(request, code, kind):
    workshop = facilitated_workshop(request.user, code)
    if kind not in CONTENT_TYPES:
        raise Http404
    rows = roadmap_rows(roadmap_content(workshop, request.LANGUAGE_CODE))
    name = f"{'rehearsal-' if workshop.is_rehearsal else ''}roadmap-{workshop.code}"
    return table_download(name, COLUMNS, rows, kind)


@for_seat
@require_http_methods(["GET", "HEAD", "POST"])
def participant_roadmap(request, participant):
    """The roadmap to read, and for a ministry's signatory the form under it."""
    workshop = participant.workshop
    page = roadmap_page(workshop, request.LANGUAGE_CODE)
    if participant.may_sign and not (workshop.is_over or workshop.is_rehearsal):
        data = request.POST if request.method == "POST" else None
        form = SignForm(data, participant=participant, digest=page["digest"])
        if form.is_saved():
            messages.success(request, _("You have signed. Thank you."))
            return redirect("roadmaps:participant_roadmap", workshop.code)
        if form.is_bound or not _has_signed(participant, page["signature_lines"]):
            page["form"] = form
    elif request.method == "POST":
        raise PermissionDenied
    page["rows"] = Paginator(page["actions"], TO_READ_AT_ONCE).get_page(request.GET.get("page"))
    page["changed"] = request.GET.get("read", page["digest"]) != page["digest"]
    page |= _for_signatories(participant)
    return render(request, "roadmaps/participant_roadmap.html", page | seat_page(participant))


def _has_signed(participant, lines) -> bool:
    """Whether the person's ministry has signed the very text that the page shows."""
    return any(line.side == participant.side.code and line.state == "signed" for line in lines)


def _for_signatories(participant):
    """Whether there is a final text to release, and the scans of the signed paper."""
    if not participant.may_sign:
        return {}
    scans = participant.workshop.scans.select_related("file").defer("file__content")
    return {"may_release": bool(texts_of(participant.workshop)), "scans": scans}
