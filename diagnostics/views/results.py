from django.shortcuts import render
from django.views.decorators.http import require_safe

from diagnostics.views.compare import comparison_page, question_page
from diagnostics.views.seats import for_seat, seat_page

LINKS = {
    "compare_url": "diagnostics:results",
    "question_url": "diagnostics:result",
    "file_url": "diagnostics:result_file",
}


@require_safe
@for_seat
def results(request, participant):
    """What everybody may see: the same disclosed object that the facilitator sees."""
    page = comparison_page(request.GET, participant.workshop) | LINKS | seat_page(participant)
    return render(request, "diagnostics/results/results.html", page)


@require_safe
@for_seat
def result(request, participant, question_code):
    page = question_page(participant.workshop, question_code) | LINKS | seat_page(participant)
    return render(request, "diagnostics/results/result.html", page)
