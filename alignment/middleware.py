"""Nobody changes a workshop that is put away, whichever page the press came from."""

from django.shortcuts import render
from django.urls import reverse

from alignment import pairings
from alignment.models import Workshop
from alignment.typed import typed_texts

_READING = ("GET", "HEAD", "OPTIONS")
# What changes nothing in it, brings it back, or (the save of an answer) asks for itself.
_STILL_POSSIBLE = {
    "alignment:workshop_bring_back",
    "alignment:workshop_delete",
    "diagnostics:duplicate",
    "diagnostics:save_answer",
    "diagnostics:here",
    "diagnostics:leave",
    "diagnostics:choose_language",
}


class PutAwayWorkshops:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        may_change = request.method not in _READING and "code" in kwargs
        if not may_change or request.resolver_match.view_name in _STILL_POSSIBLE:
            return None
        workshop = Workshop.objects.filter(code=kwargs["code"].upper()).first()
        if workshop is None or not workshop.is_put_away or _is_stranger(request, workshop):
            return None
        back_url = _back_of_who_cannot_help(request, workshop)
        page = {"workshop": workshop, "back_url": back_url, "typed": typed_texts(request)}
        return render(request, "alignment/put_away.html", page, status=409)


def _in_the_room(request):
    return request.resolver_match.route.startswith("j/")


def _back_of_who_cannot_help(request, workshop) -> str:
    """The page of people in the room and of paired phones; empty for facilitators."""
    if _in_the_room(request):
        return reverse("diagnostics:join", args=[workshop.code])
    if not request.user.is_authenticated:
        return reverse("diagnostics:control", args=[workshop.code])
    return ""


def _is_stranger(request, workshop):
    """Who must not learn that the workshop exists; the page itself answers them."""
    if _in_the_room(request) or pairings.pairing_of(request, workshop.code):
        return False
    return not workshop.facilitators.filter(user_id=request.user.pk).exists()
