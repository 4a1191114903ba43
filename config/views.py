from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe


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
    return render(request, "csrf_failure.html", status=403)
