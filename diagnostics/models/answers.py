import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alignment.models import Participant
from alignment.vocabulary import AnswerMode
from diagnostics.models.questions import Question
from diagnostics.vocabulary import AnswerValue, Origin

LONGEST_COMMENT = 2000


class AnswerBody(models.Model):
    """What was said. An answer holds the newest one, its revisions hold them all."""

    value = models.CharField(max_length=2, choices=AnswerValue.choices)
    comment = models.TextField(_("reason"), max_length=LONGEST_COMMENT, blank=True)
    evidence = models.TextField(_("evidence"), max_length=LONGEST_COMMENT, blank=True)
    origin = models.CharField(max_length=6, choices=Origin.choices, default=Origin.DEVICE)
    # The mode its side was in. An answer of the other mode is another answer: it is set aside,
    # unseen, and counts again when the mode is set back.
    mode = models.CharField(max_length=13, choices=AnswerMode.choices)

    class Meta:
        abstract = True


class Answer(AnswerBody):
    participant = models.ForeignKey(
        Participant,
        models.CASCADE,
        related_name="answers",
        db_index=False,  # the unique constraint's index covers it
    )
    question = models.ForeignKey(Question, models.CASCADE, related_name="answers")
    round = models.PositiveSmallIntegerField(default=1)
    revision = models.UUIDField()
    answered_at = models.DateTimeField()
    received_at = models.DateTimeField()
    # Once published an answer stays in its snapshot as it was; it is never published twice.
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "question", "round", "mode"],
                name="answer_once_per_round_and_mode",
            ),
            models.CheckConstraint(
                condition=Q(value__in=AnswerValue.values), name="answer_value_known"
            ),
        ]


class AnswerRevision(AnswerBody):
    """Append-only history. The id is made on the device, so a repeated send is harmless."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="revisions")
    question = models.ForeignKey(Question, models.CASCADE, related_name="revisions", db_index=False)
    round = models.PositiveSmallIntegerField(default=1)
    replaces = models.UUIDField(null=True, blank=True)
    # As the device's clock said, corrected by the difference seen, never after receipt.
    answered_at = models.DateTimeField()
    received_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["received_at", "answered_at"]
