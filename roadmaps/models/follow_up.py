"""What becomes of a roadmap after the workshop.

None of it stands in the roadmap's content: whatever is written here voids no signature and begins
no new version.
"""

import hashlib
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alignment.models import StoredFile, Workshop
from roadmaps.models.actions import Action
from roadmaps.models.signing import Document
from roadmaps.vocabulary import ActionStatus, DocumentFault, ReviewDecision

LONGEST_NOTE = 3000
LONGEST_REMARK = 500


class OwnerLinkQuerySet(models.QuerySet):
    def standing(self):
        """Neither withdrawn nor too old."""
        return self.filter(withdrawn_at=None, expires_at__gt=timezone.now())

    def opened_by(self, token: str):
        return self.standing().filter(digest=OwnerLink.digest_of(token))


class OwnerLink(models.Model):
    """The way in for an owner of actions, who needs no account.

    The link itself is kept nowhere, only its digest. ``leads``: the names under which its holder
    leads or co-leads actions, spelt as the roadmap spells them; it opens those actions and no
    others.
    """

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="owner_links")
    holder = models.CharField(_("for whom"), max_length=150)
    leads = models.JSONField(_("their actions"), default=list)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OwnerLinkQuerySet.as_manager()

    class Meta:
        ordering = ["holder", "pk"]

    def __str__(self):
        return self.holder

    @staticmethod
    def digest_of(token: str) -> str:
        return hashlib.sha256(token.encode(errors="replace")).hexdigest()

    @property
    def is_standing(self):
        return self.withdrawn_at is None and self.expires_at > timezone.now()


class ProgressNote(models.Model):
    """What somebody says about an action, for good. A wrong one is taken back by another.

    Its key is made by the page that asks for it, so that a repeated send is harmless.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    action = models.ForeignKey(Action, models.CASCADE, related_name="progress_notes")
    written_at = models.DateTimeField(auto_now_add=True)
    # The holder of the link or the facilitator, as they were called then.
    writer = models.CharField(_("written by"), max_length=254)
    link = models.ForeignKey(
        OwnerLink, models.SET_NULL, null=True, blank=True, related_name="notes"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    happened_on = models.DateField(_("date"))
    status = models.CharField(_("status"), max_length=11, choices=ActionStatus.choices)
    text = models.TextField(_("what happened"), max_length=LONGEST_NOTE, blank=True)
    percent = models.PositiveSmallIntegerField(
        _("how much is done, in percent"), null=True, blank=True
    )
    milestone = models.CharField(_("milestone reached"), max_length=300, blank=True)
    evidence_url = models.URLField(_("link to the evidence"), max_length=500, blank=True)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="progress_notes"
    )
    # The note that this one takes back. Such a note says nothing else that counts.
    takes_back = models.UUIDField(null=True, blank=True, unique=True)

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__lte=100),
                name="note_percent_up_to_hundred",
                violation_error_message=_("Write a number from 0 to 100."),
            )
        ]


class Review(models.Model):
    """A meeting about the whole roadmap; without a decision while it is still to come."""

    # The same in every calendar it is saved to.
    uid = models.UUIDField(default=uuid.uuid4, unique=True)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="reviews")
    held_on = models.DateField(_("date of the review"))
    attendance = models.TextField(_("who was there"), max_length=3000, blank=True)
    decision = models.TextField(_("what was decided"), max_length=5000, blank=True)
    next_on = models.DateField(_("next review"), null=True, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["held_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "held_on"],
                name="one_review_a_day",
                violation_error_message=_(
                    "There is a review on this day already. Change that one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gt=models.F("held_on")),
                name="next_review_is_later",
                violation_error_message=_("The next review must be after this one."),
            ),
        ]


class ActionReview(models.Model):
    """What a review decided about one action."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="actions")
    action = models.ForeignKey(Action, models.CASCADE, related_name="reviews")
    decision = models.CharField(_("decision"), max_length=8, choices=ReviewDecision.choices)
    remark = models.CharField(_("remark"), max_length=LONGEST_REMARK, blank=True)

    class Meta:
        ordering = ["action__position", "action_id"]
        constraints = [
            models.UniqueConstraint(fields=["review", "action"], name="action_once_per_review")
        ]


class FollowUpReport(models.Model):
    """The follow-up on paper, as it stood on one day: made by the background worker on demand.

    ``digest`` names everything that it says. The last good one of each language is kept.
    """

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="follow_up_reports")
    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    state = models.CharField(
        max_length=7, choices=Document.State.choices, default=Document.State.WAITING
    )
    fault = models.CharField(max_length=10, blank=True)  # a DocumentFault
    content = models.BinaryField(null=True)
    requested_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "language", "digest"], name="follow_up_report_once"
            )
        ]

    @property
    def why_failed(self) -> str:
        failed = self.state == Document.State.FAILED
        return str(DocumentFault(self.fault).label) if failed else ""
