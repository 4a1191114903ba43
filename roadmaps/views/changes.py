from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_safe

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from diagnostics.views.seats import for_seat, seat_page
from roadmaps.documents.report import wording
from roadmaps.documents.report.changes import changes_part
from roadmaps.editions import draft_edition, signed_edition

STEP = 7


@require_safe
def changes(request, code, number):
    """What differs from the version before: of a signed version, or (0) of the present draft."""
    workshop = facilitated_workshop(request.user, code)
    page = _page(workshop, number, request.LANGUAGE_CODE)
    return render(request, "roadmaps/changes.html", page | workshop_page(workshop, STEP))


@for_seat
@require_safe
def participant_changes(request, participant):
    """What the draft changes in the text that was signed last."""
    page = _page(participant.workshop, 0, translation.get_language())
    return render(request, "roadmaps/participant_changes.html", page | seat_page(participant))


def _page(workshop, number, language):
    found = changes_part(_edition(workshop, number, language))
    if found is None:
        raise Http404
    return {
        "changes": found,
        "changes_title": wording.changed_since(found),
        "changed_elsewhere": wording.changed_elsewhere(found),
        "unchanged": wording.unchanged(),
        "number": number,
    }


def _edition(workshop, number, language):
    if number:
        version = get_object_or_404(workshop.roadmap_versions, number=number)
        return signed_edition(version, language)
    return draft_edition(workshop, language)
