from django.shortcuts import render
from django.views.decorators.http import require_safe

from alignment.access import facilitated_workshop
from alignment.models import Workshop
from alignment.rail import workshop_page
from diagnostics.last_round import compared_with, last_round_of

STEP = 5


@require_safe
def last_round(request, code):
    """For who facilitates both: the last round's results belong to those who led it."""
    workshop = facilitated_workshop(request.user, code)
    last = last_round_of(workshop)
    mine = last and Workshop.objects.facilitated_by(request.user).filter(pk=last.pk).exists()
    page = {"last": last if mine else None, "is_out_of_reach": bool(last) and not mine}
    if mine:
        page["compared"] = compared_with(last, workshop)
    return render(
        request, "diagnostics/compare/last_round.html", page | workshop_page(workshop, STEP)
    )
