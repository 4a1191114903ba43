from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from alignment.models import Participant, Side, Stage, Workshop
from alignment.vocabulary import AnswerMode
from diagnostics.models import Question
from diagnostics.vocabulary import CauseType
from roadmaps.vocabulary import BottleneckState, ChangeRoute, ScoringState

SCORES = [(1, "1"), (2, "2"), (3, "3"), (4, "4")]


class BottleneckQuerySet(models.QuerySet):
    def being_scored(self):
        """What was parked or dropped meanwhile waits until it is kept again."""
        return self.filter(state=BottleneckState.KEPT, scoring=ScoringState.OPEN)


class Bottleneck(models.Model):
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="bottlenecks")
    number = models.PositiveIntegerField()
    title = models.CharField(_("bottleneck"), max_length=300)
    description = models.TextField(_("what happens, and to whom"), max_length=3000, blank=True)
    stage = models.ForeignKey(
        Stage, models.PROTECT, related_name="bottlenecks", null=True, blank=True
    )
    # Objective codes, as in questions.
    objectives = models.JSONField(_("objectives"), default=list, blank=True)
    questions = models.ManyToManyField(Question, related_name="bottlenecks", blank=True)
    # The bottleneck of the bank that it was proposed from; empty when people typed it.
    bank_code = models.CharField(max_length=12, blank=True)
    state = models.CharField(
        max_length=8, choices=BottleneckState.choices, default=BottleneckState.KEPT
    )
    # Why it is not among the few that are followed up now.
    parked_reason = models.CharField(_("why it is parked"), max_length=500, blank=True)
    vetoed = models.BooleanField(_("one ministry cannot accept this"), default=False)
    needs_political_decision = models.BooleanField(_("needs a political decision"), default=False)
    apart_reason = models.TextField(_("why it stands apart"), max_length=1000, blank=True)
    # The three gates. Empty: nobody has answered yet.
    change_route = models.CharField(
        _("can it be done within existing rules?"),
        max_length=13,
        choices=ChangeRoute.choices,
        blank=True,
    )
    first_actor = models.CharField(_("who must act first?"), max_length=300, blank=True)
    depends_on = models.ManyToManyField(
        "self",
        symmetrical=False,
        related_name="awaited_by",
        blank=True,
        verbose_name=_("bottlenecks that must be removed before"),
    )
    condition = models.TextField(_("what else it depends on"), max_length=1000, blank=True)
    # One that was merged is dropped, and keeps what was published of it.
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, related_name="absorbed", null=True, blank=True
    )
    split_from = models.ForeignKey(
        "self", models.SET_NULL, related_name="split_off", null=True, blank=True
    )
    # Merged or split when its scores were published already: they stay, and readers are told.
    reshaped_after_scoring = models.BooleanField(default=False)
    scoring = models.CharField(
        max_length=8, choices=ScoringState.choices, default=ScoringState.DRAFT
    )
    created_at = models.DateTimeField(auto_now_add=True)
    objects = BottleneckQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="bottleneck_number_once"),
            models.UniqueConstraint(
                fields=["workshop", "title"],
                name="bottleneck_title_once",
                violation_error_message=_("This bottleneck is already in the list."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def ref(self):
        return f"B{self.number}"

    def clean(self):
        if ";" in self.title:
            raise ValidationError(
                {
                    "title": _(
                        "A title may not contain “;”, because tables use it between titles. "
                        "Write a comma instead."
                    )
                }
            )


class Cause(models.Model):
    """Why a bottleneck is there, or why the cause above it (``parent``) is."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="causes")
    # A deeper cause has those of its parent.
    bottlenecks = models.ManyToManyField(Bottleneck, related_name="causes")
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="deeper",
        null=True,
        blank=True,
        verbose_name=_("cause that it explains"),
    )
    text = models.TextField(_("cause"), max_length=2000, blank=True)
    cause_type = models.CharField(
        _("kind of cause"), max_length=14, choices=CauseType.choices, blank=True
    )
    evidence = models.TextField(_("evidence"), max_length=2000, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text or self.get_cause_type_display()

    def clean(self):
        if not self.text and not self.cause_type:
            raise ValidationError(_("Write the cause, or choose at least what kind it is."))


class PriorityScore(models.Model):
    """One person's view of one bottleneck. Only complete triples count."""

    bottleneck = models.ForeignKey(Bottleneck, models.CASCADE, related_name="scores")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="priority_scores")
    impact = models.PositiveSmallIntegerField(_("impact"), choices=SCORES, null=True, blank=True)
    feasibility = models.PositiveSmallIntegerField(
        _("feasibility"), choices=SCORES, null=True, blank=True
    )
    urgency = models.PositiveSmallIntegerField(_("urgency"), choices=SCORES, null=True, blank=True)
    # The mode its side was in. Scores of the other mode are set aside, unseen.
    mode = models.CharField(
        max_length=13, choices=AnswerMode.choices, default=AnswerMode.INDIVIDUAL
    )
    received_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bottleneck", "participant", "mode"],
                name="priority_once_per_person_and_mode",
            )
        ]


class PrioritySnapshot(models.Model):
    """A side's published scores; every page and document reads this and nothing behind it.

    ``figures``: ``{scores, impact, feasibility, urgency, suppressed}``; medians as numbers,
    ``None`` when withheld or when nobody scored.
    """

    bottleneck = models.ForeignKey(Bottleneck, models.CASCADE, related_name="snapshots")
    side = models.ForeignKey(Side, models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    figures = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bottleneck", "side"], name="priority_snapshot_once_per_side"
            )
        ]
