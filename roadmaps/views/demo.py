from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from roadmaps.demo.workshops import create_blank_demo


@require_POST
def add_demo(request):
    """One press: an empty workshop to play with, its stages open, run by whoever pressed."""
    try:
        workshop = create_blank_demo(by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect("alignment:workshop_list")
    messages.success(request, _("Here is a workshop to play with. Add institutions and seats."))
    return redirect("alignment:setup", workshop.code)
