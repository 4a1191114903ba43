"""What a personal link opens: its holder's own actions, without an account."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alignment.views.actions import attempt
from roadmaps.access import own_action, own_actions, own_note, standing_link
from roadmaps.forms.follow_up import NoteForm
from roadmaps.overview import overview
from roadmaps.services.progress_notes import take_back
from roadmaps.views.follow_up import evidence


def through_link(view):
    """A page of the link's holder, in the workshop's own time. Without one it says what to do."""

    @login_not_required
    @never_cache
    @wraps(view)
    def page(request, token, *args, **kwargs):
        try:
            link = standing_link(token)
        except Http404:
            return render(request, "roadmaps/follow_up/no_link.html", status=404)
        with timezone.override(link.workshop.zone):
            return view(request, link, token, *args, **kwargs)

    return page


@through_link
@require_safe
def owner(request, link, token):
    show, page = (request.GET.get(name, "") for name in ("show", "page"))
    found = overview(own_actions(link), show=show, page=page)
    return render(
        request, "roadmaps/follow_up/owner.html", {"overview": found} | _page(link, token)
    )


@through_link
@require_http_methods(["GET", "HEAD", "POST"])
def owner_action(request, link, token, pk):
    row = own_action(link, pk)
    data = request.POST if request.method == "POST" else None
    form = NoteForm(data, request.FILES or None, row=row, link=link)
    if form.is_saved():
        messages.success(request, _("Your note is stored. Thank you."))
        return redirect("roadmaps:owner_action", token, pk)
    page = {"row": row, "form": form} | _page(link, token)
    return render(request, "roadmaps/follow_up/owner_action.html", page)


@through_link
@require_POST
def owner_take_back(request, link, token, note):
    found = own_note(link, note)
    attempt(request, _("The note no longer counts."), take_back, note=found, link=link)
    return redirect("roadmaps:owner_action", token, found.action_id)


@through_link
@require_safe
def owner_note_file(request, link, token, note):
    return evidence(own_note(link, note))


def _page(link, token):
    return {"workshop": link.workshop, "link": link, "token": token}
