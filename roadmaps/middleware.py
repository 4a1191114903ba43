"""Whoever changes what a ministry has signed is told so, and the log says it too.

Results, figures, people, dates and the roadmap itself are edited on many pages, and each of them
can make a first signature void. So the question is asked around every press, not in each page.
"""

from django.contrib import messages
from django.utils.translation import gettext as _

from roadmaps.services.voiding import note_voided
from roadmaps.signatures import standing_signatures

_READING = ("GET", "HEAD", "OPTIONS")
# An answer changes nothing that is shown until it is revealed, a sign of life nothing at all; and
# a room full of phones sends both.
_HARMLESS = {"diagnostics:save_answer", "diagnostics:here"}


class VoidedSignatures:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.signed_before = []
        response = self.get_response(request)
        if request.signed_before:
            self._tell(request)
        return response

    def process_view(self, request, view, args, kwargs):
        may_edit = request.method not in _READING and "code" in kwargs
        if may_edit and request.resolver_match.view_name not in _HARMLESS:
            request.signed_before = standing_signatures(kwargs["code"])

    def _tell(self, request):
        by = request.user if request.user.is_authenticated else None
        code = request.resolver_match.kwargs["code"]
        for signature in note_voided(code=code, stood=request.signed_before, by=by):
            sentence = _(
                "The roadmap now says something else than %(name)s signed, so the signature of "
                "%(side)s is void. Ask for it again once nothing more will change."
            )
            told = {"name": signature.name, "side": signature.side}
            messages.warning(request, sentence % told)
