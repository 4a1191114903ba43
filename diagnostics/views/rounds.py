from django.shortcuts import render
from django.views.decorators.http import require_safe

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from diagnostics.last_round import compared_with, last_round_of

STEP = 5


@require_safe
def last_round(request, code):
    workshop = facilitated_workshop(request.user, code)
    last = last_round_of(workshop)
    page = {"last": last, "compared": last and compared_with(last, workshop)}
    return render(
        request, "diagnostics/compare/last_round.html", page | workshop_page(workshop, STEP)
    )
