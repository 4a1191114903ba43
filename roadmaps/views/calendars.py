"""Dates to keep in one's own calendar, for each who may see them."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from alignment.access import facilitated_workshop
from diagnostics.views.seats import for_seat
from roadmaps.access import own_actions
from roadmaps.documents.calendar import CONTENT_TYPE, calendar_file
from roadmaps.follow_up import followed
from roadmaps.views.owner import through_link


@require_safe
def follow_up_calendar(request, code):
    workshop = facilitated_workshop(request.user, code)
    return _file(workshop, followed(workshop))


@for_seat
@require_safe
def participant_calendar(request, participant):
    return _file(participant.workshop, followed(participant.workshop))


@through_link
@require_safe
def owner_calendar(request, link, token):
    return _file(link.workshop, own_actions(link), only_dates=True)


def _file(workshop, rows, **options):
    content = calendar_file(workshop, rows, **options)
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="follow-up-{workshop.code}.ics"'
    return response
