from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alignment.typed import typed_texts


@login_not_required
@require_safe
def home(request):
    """One box for the code on the wall; people who facilitate sign in beside it."""
    if request.user.is_authenticated:
        return redirect("alignment:workshop_list")
    return render(request, "home.html")


@login_not_required
def not_found(request, exception):
    return render(request, "404.html", status=404)


@login_not_required
def csrf_failure(request, reason=""):
    return render(request, "csrf_failure.html", {"typed": typed_texts(request)}, status=403)


@login_not_required
def bad_request(request, exception):
    """Also what is too large to be read; the script of a phone keeps what it had sent."""
    too_large = isinstance(exception, RequestDataTooBig)
    match = request.resolver_match
    if match and match.view_name == "diagnostics:save_answer":
        sentence = _("This is too long to be stored. Shorten what you wrote and try again.")
        return JsonResponse({"error": sentence}, status=400)
    # Without the request, which may be what cannot be read.
    return render(None, "400.html", {"too_large": too_large}, status=400)
