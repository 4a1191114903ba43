"""One question on the projector, while the plenary talks about it."""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from alignment.reading import speaking
from diagnostics.clock import timer_of
from diagnostics.details import detail_of
from diagnostics.wall import line_on_wall, wall_version, workshop_on_wall


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def wall_question(request, code, token, question_code):
    """The page asks for its own content every few seconds and mostly hears: unchanged."""
    workshop = workshop_on_wall(code, token)
    with timezone.override(workshop.zone), speaking(workshop.language):
        etag = _etag(workshop)
        if request.htmx and (unchanged := get_conditional_response(request, etag=etag)):
            return unchanged
        page = {
            "workshop": workshop,
            "detail": detail_of(line_on_wall(workshop, question_code)),
            "timer": timer_of(workshop),
            "now": timezone.now(),
            "wall_url": reverse("diagnostics:wall", args=[workshop.code, token]),
            "etag": etag,
        }
        template = "_wall_question.html" if request.htmx else "wall_question.html"
        response = render(request, f"diagnostics/room/{template}", page)
        response["Content-Language"] = get_language()
    response["ETag"] = etag
    patch_cache_control(response, no_cache=True, private=True)
    return response


def _etag(workshop) -> str:
    said = (wall_version(workshop), workshop.results_hidden, get_language())
    return f'"{hashlib.sha256(repr(said).encode()).hexdigest()[:20]}"'
