"""What every page and press of whoever runs the room has in common."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone

from alignment.access import Runner, runner_of

_PAGES = {
    "run": "diagnostics:run",
    "parking": "diagnostics:parking",
    "agree": "diagnostics:agree",
}
_ON_A_PHONE = {"control": "diagnostics:control", "parking": "diagnostics:parking"}


def for_runner(view):
    """For a facilitator who signed in and for a phone that one has paired, in the workshop's own
    time. A phone that was unpaired is told so (403).
    """

    @login_not_required
    @wraps(view)
    def page(request, code, *args, **kwargs):
        try:
            runner = runner_of(request, code)
        except PermissionDenied:
            return render(request, "diagnostics/run/unpaired.html", {"code": code}, status=403)
        except Http404:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())
        with timezone.override(runner.workshop.zone):
            return view(request, runner, *args, **kwargs)

    return page


def back(request, runner: Runner):
    """To the page on which the button stood."""
    pages = _ON_A_PHONE if runner.on_phone else _PAGES | _ON_A_PHONE
    first = "control" if runner.on_phone else "run"
    return redirect(pages.get(request.POST.get("back"), pages[first]), runner.workshop.code)
