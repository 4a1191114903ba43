from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from diagnostics.clock import timer_of
from diagnostics.wall import line_on_wall, workshop_on_wall


@login_not_required
@require_safe
def wall_question(request, code, token, question_code):
    """One question on the projector, while the plenary talks about it."""
    workshop = workshop_on_wall(code, token)
    with timezone.override(workshop.zone):
        page = {
            "workshop": workshop,
            "line": line_on_wall(workshop, question_code),
            "timer": timer_of(workshop),
            "now": timezone.now(),
            "wall_url": reverse("diagnostics:wall", args=[workshop.code, token]),
        }
        return render(request, "diagnostics/room/wall_question.html", page)
