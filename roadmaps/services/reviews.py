"""Reviews of the whole roadmap: planned, held, and what each decided."""

import datetime
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alignment.models import Workshop
from alignment.services.events import log
from alignment.vocabulary import WorkshopState
from diagnostics.services.conclusion import begin_follow_up
from roadmaps.follow_up import today_at
from roadmaps.models import ActionReview, Review
from roadmaps.services.following import locked_for_follow_up

FARTHEST = datetime.timedelta(days=3660)


@transaction.atomic
def record_review(
    *,
    workshop: Workshop,
    held_on: datetime.date,
    review: Review | None = None,
    attendance: str = "",
    decision: str = "",
    next_on: datetime.date | None = None,
    actions: Mapping[int, tuple[str, str]] | None = None,
    by=None,
) -> Review:
    """A new review, or ``review`` as it should read now.

    ``actions``: an action's key to its decision and a remark; an empty decision is none; without
    it they stay as they are. A review that is still to come needs no decision. The first that was
    held begins the follow-up.
    """
    workshop = locked_for_follow_up(workshop)
    kind = "review_changed" if review else "review_recorded"
    review = review or Review(workshop=workshop, by=by)
    review.held_on, review.next_on = held_on, next_on
    review.attendance, review.decision = attendance.strip(), decision.strip()
    _ensure_complete(review, workshop)
    review.full_clean(exclude=["workshop", "by"])
    _ensure_alone(review, workshop)
    review.save()
    if actions is not None:
        _decide(review, workshop, actions)
    log(workshop, kind, subject=held_on.isoformat(), by=by)
    if held_on <= today_at(workshop) and workshop.state == WorkshopState.CONCLUDED:
        begin_follow_up(workshop=workshop, by=by)
    return review


@transaction.atomic
def remove_review(*, review: Review, by=None) -> None:
    workshop = locked_for_follow_up(review.workshop)
    log(workshop, "review_removed", subject=review.held_on.isoformat(), by=by)
    review.delete()


def _ensure_complete(review, workshop):
    today = today_at(workshop)
    if review.held_on < workshop.starts_on:
        raise ValidationError(
            {"held_on": _("This is before the workshop. Look at the year.")},
        )
    if max(review.held_on, review.next_on or review.held_on) > today + FARTHEST:
        raise ValidationError(_("A date is more than ten years ahead. Look at the year."))
    if review.held_on <= today and not review.decision:
        raise ValidationError(
            {"decision": _("Say in a sentence what was decided, also if it is to go on as before.")}
        )


def _ensure_alone(review, workshop):
    if workshop.reviews.filter(held_on=review.held_on).exclude(pk=review.pk).exists():
        raise ValidationError(
            {"held_on": _("There is a review on this day already. Change that one.")}
        )


def _decide(review, workshop, actions):
    review.actions.all().delete()
    known = set(workshop.actions.values_list("pk", flat=True))
    ActionReview.objects.bulk_create(
        ActionReview(review=review, action_id=key, decision=decision, remark=remark.strip())
        for key, (decision, remark) in actions.items()
        if decision and key in known
    )
