"""Every page asks for signing in, except those that say otherwise."""

from django.contrib.auth.middleware import LoginRequiredMiddleware


class ClosedPages(LoginRequiredMiddleware):
    """Django's own looks who is signed in even where anybody may come. An open page that is
    asked every few seconds need not pay for that.
    """

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "login_required", True):
            return None
        return super().process_view(request, view, args, kwargs)
