"""Reviews of the roadmap: the list, and each one to plan, record, change or delete."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alignment.access import facilitated_workshop
from alignment.rail import workshop_page
from alignment.views.actions import attempt
from roadmaps.follow_up import is_followed, today_at
from roadmaps.forms.reviews import ReviewForm
from roadmaps.services.reviews import remove_review

STEP = 7


@require_safe
def reviews(request, code):
    workshop = facilitated_workshop(request.user, code)
    page = {
        "reviews": reviews_of(workshop),
        "today": today_at(workshop),
        "may_write": is_followed(workshop),
    }
    return render(request, "roadmaps/follow_up/reviews.html", page | workshop_page(workshop, STEP))


@require_http_methods(["GET", "HEAD", "POST"])
def review_add(request, code):
    workshop = facilitated_workshop(request.user, code)
    return _form_page(request, workshop, None, _("The review is in the list."))


@require_http_methods(["GET", "HEAD", "POST"])
def review(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    row = get_object_or_404(workshop.reviews, pk=pk)
    return _form_page(request, workshop, row, _("The review is saved."))


@require_http_methods(["GET", "HEAD", "POST"])
def review_delete(request, code, pk):
    workshop = facilitated_workshop(request.user, code)
    row = get_object_or_404(workshop.reviews, pk=pk)
    if request.method == "POST":
        attempt(request, _("The review is deleted."), remove_review, review=row, by=request.user)
        return redirect("roadmaps:reviews", workshop.code)
    page = {"review": row} | workshop_page(workshop, STEP)
    return render(request, "roadmaps/follow_up/review_delete.html", page)


def reviews_of(workshop):
    """Newest first, with what each decided about actions."""
    return workshop.reviews.prefetch_related("actions__action").order_by("-held_on")


def _form_page(request, workshop, row, done):
    data = request.POST if request.method == "POST" else None
    form = ReviewForm(data, workshop=workshop, review=row, by=request.user)
    if form.is_saved():
        messages.success(request, done)
        return redirect("roadmaps:reviews", workshop.code)
    page = {"form": form, "review": row, "may_write": is_followed(workshop)}
    return render(request, "roadmaps/follow_up/review.html", page | workshop_page(workshop, STEP))
