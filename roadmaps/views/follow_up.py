"""The follow-up as facilitators and the people of the workshop see it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alignment.access import facilitated_workshop
from alignment.files import file_response
from alignment.rail import workshop_page
from alignment.views.actions import attempt
from diagnostics.services.conclusion import begin_follow_up
from diagnostics.views.seats import for_seat, seat_page
from roadmaps.access import note_of
from roadmaps.follow_up import followed, is_followed, today_at
from roadmaps.forms.follow_up import NoteForm
from roadmaps.overview import overview
from roadmaps.services.progress_notes import take_back
from roadmaps.views.reviews import reviews_of

STEP = 7


@require_safe
def follow_up(request, code):
    workshop = facilitated_workshop(request.user, code)
    page = _page(request, workshop) | workshop_page(workshop, STEP)
    with timezone.override(workshop.zone):
        return render(request, "roadmaps/follow_up/follow_up.html", page)


@require_POST
def follow_up_begin(request, code):
    workshop = facilitated_workshop(request.user, code)
    done = _("The workshop is now being followed up.")
    attempt(request, done, begin_follow_up, workshop=workshop, by=request.user)
    return redirect("roadmaps:follow_up", workshop.code)


@require_http_methods(["GET", "HEAD", "POST"])
def followed_action(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    row = next((row for row in followed(workshop) if row.action.pk == pk), None)
    if row is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = NoteForm(data, request.FILES or None, row=row, by=request.user)
    if form.is_saved():
        messages.success(request, _("Your note is stored."))
        return redirect("roadmaps:followed_action", workshop.code, pk)
    page = {"row": row, "form": form, "may_write": is_followed(workshop)}
    with timezone.override(workshop.zone):
        template = "roadmaps/follow_up/action.html"
        return render(request, template, page | workshop_page(workshop, STEP))


@require_POST
def note_take_back(request, code, note):
    workshop = facilitated_workshop(request.user, code)
    found = note_of(workshop, note)
    attempt(request, _("The note no longer counts."), take_back, note=found, by=request.user)
    return redirect("roadmaps:followed_action", workshop.code, found.action_id)


@require_safe
def note_file(request, code, note):
    return evidence(note_of(facilitated_workshop(request.user, code), note))


@for_seat
@require_safe
def participant_follow_up(request, participant):
    page = _page(request, participant.workshop) | seat_page(participant)
    return render(request, "roadmaps/follow_up/participant.html", page)


@for_seat
@require_safe
def participant_note_file(request, participant, note):
    return evidence(note_of(participant.workshop, note))


def evidence(note):
    """The file of a note; 404 where it has none."""
    if note.file is None:
        raise Http404
    return file_response(note.file)


def _page(request, workshop):
    rows = followed(workshop)
    show, owner, page = (request.GET.get(name, "") for name in ("show", "owner", "page"))
    return {
        "overview": overview(rows, show=show, owner_key=owner, page=page),
        "may_write": is_followed(workshop),
        "reviews": reviews_of(workshop),
        "today": today_at(workshop),
    }
