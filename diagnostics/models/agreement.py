from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from alignment.models import Institution, Participant, Side
from diagnostics.models.questions import Question


class Snapshot(models.Model):
    """What one side is shown to have answered to one question in one round.

    Every page, document, export and command reads ``figures`` and nothing behind it.
    ``sealed`` holds the published groups as counts, so that a later press can be decided
    and added to without looking at answers that have changed since.
    """

    question = models.ForeignKey(Question, models.CASCADE, related_name="snapshots")
    side = models.ForeignKey(Side, models.PROTECT, related_name="snapshots")
    round = models.PositiveSmallIntegerField()
    taken_at = models.DateTimeField()
    figures = models.JSONField()
    comments = models.JSONField(default=list)
    sealed = models.JSONField(default=list)
    # Publishing more would single somebody out; what was shown stands for good.
    final = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "side", "round"], name="snapshot_once_per_side_and_round"
            )
        ]


class Fact(models.Model):
    """A recorded value that a question of record carries: figure, year, source, owner."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="recorded_facts")
    code = models.CharField(max_length=40)
    value = models.CharField(_("value"), max_length=60)
    year = models.CharField(_("year"), max_length=20, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    # The institution that answers for the figure; a post or office, never a person's answer.
    provided_by = models.CharField(_("provided by"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    participant = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["code", "year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "code", "year", "provided_by"],
                name="fact_once_per_year_and_owner",
                violation_error_message=_("This figure is already recorded. Change it instead."),
            )
        ]

    def clean(self):
        if self.code not in {fact["code"] for fact in self.question.facts}:
            raise ValidationError(_("This question does not ask for that figure."))


class Dissent(models.Model):
    """An institution's sentence against an agreed level: public by its nature."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="dissents")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="+")
    text = models.TextField(_("what it holds instead"), max_length=1000)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "institution"],
                name="dissent_once_per_institution",
                violation_error_message=_("This institution's dissent is already recorded."),
            )
        ]
