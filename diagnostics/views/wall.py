"""The screen for the whole room, in the workshop's main language.

The computer at the projector is often not the facilitator's: its own language says nothing.
"""

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from alignment.moments import of_this_moment
from alignment.reading import speaking
from diagnostics.join_address import join_url, qr_code
from diagnostics.wall import wall_of, wall_version, workshop_on_wall


@login_not_required
@require_safe
@vary_on_headers("HX-Request")
def wall(request, code, token):
    """The page asks for its own content every few seconds and mostly hears: unchanged."""
    workshop = workshop_on_wall(code, token)
    with timezone.override(workshop.zone), speaking(workshop.language):
        if request.htmx:
            return _content(request, workshop)
        etag = _etag(request, workshop)
        return _shown(request, workshop, "wall.html", etag, with_picture=True)


def _content(request, workshop):
    """Mostly unchanged. While people answer it changes all the time; then all who look see the
    same for a moment.
    """
    seen = (workshop.pk, workshop.results_hidden, join_url(request, workshop), get_language())
    etag = of_this_moment("wall/{}/{}/{}/{}".format(*seen), lambda: _etag(request, workshop))
    if unchanged := get_conditional_response(request, etag=etag):
        return unchanged
    return of_this_moment(f"wall/{etag}", lambda: _shown(request, workshop, "_wall.html", etag))


def _shown(request, workshop, template, etag, with_picture=False):
    """``etag`` was worked out before, so that what changes meanwhile is told by the next poll.

    ``with_picture``: the page has it once, and keeps it while the address stays the same.
    """
    address = join_url(request, workshop)
    page = {
        "workshop": workshop,
        "wall": wall_of(workshop),
        "join_url": address,
        "qr_code": qr_code(address) if with_picture else "",
        "now": timezone.now(),
        "etag": etag,
    }
    response = render(request, f"diagnostics/room/{template}", page)
    response["ETag"] = etag
    response["Content-Language"] = get_language()
    patch_cache_control(response, no_cache=True, private=True)
    return response


def _etag(request, workshop) -> str:
    said = (wall_version(workshop), join_url(request, workshop), get_language())
    return f'"{hashlib.sha256(repr(said).encode()).hexdigest()[:20]}"'
