from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alignment.models import Stage, Workshop
from alignment.models.objectives import Translated
from alignment.vocabulary import Function
from diagnostics.vocabulary import Outcome, PlenaryVerdict, QuestionState


class BankRelease(models.Model):
    """One version of a bank as it was loaded. The same version never changes its text."""

    slug = models.SlugField(max_length=80)
    version = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    licence = models.CharField(max_length=80)
    notice = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    # {source key: {title, year, publisher, url, licence, note}}
    sources = models.JSONField(default=dict)
    loaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-loaded_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["slug", "version"], name="release_once")]

    def __str__(self):
        return f"{self.title} {self.version}"

    @property
    def number(self):
        """The version as three numbers, for telling which of two is newer."""
        return tuple(int(part) for part in self.version.split("."))


class QuestionText(Translated):
    """What a question says, in the bank and frozen in a workshop alike.

    ``who`` lists side codes; ``levels`` four texts, lowest first; ``facts`` lists
    ``{code, label, unit, where}`` for a question of record; ``crosswalk`` maps ``pefa`` and
    ``hfpm`` to lists of ``{ref, match, confirmed}``; ``proposals`` names the parts whose
    thresholds are this project's own proposal.
    """

    code = models.CharField(max_length=12)
    sub_stage = models.CharField(max_length=12, blank=True)
    function = models.CharField(_("function"), max_length=2, choices=Function.choices)
    objectives = models.JSONField(_("objectives"), default=list)
    who = models.JSONField(_("who answers"), default=list)
    gateway = models.BooleanField(default=False)
    text = models.TextField(_("question"), max_length=500)
    why_health = models.TextField(_("why it matters for health"), max_length=600, blank=True)
    why_finance = models.TextField(_("why it matters for finance"), max_length=600, blank=True)
    levels = models.JSONField(_("levels"), default=list)
    evidence = models.JSONField(_("evidence to bring"), default=list, blank=True)
    facts = models.JSONField(default=list, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=4)
    sources = models.JSONField(default=list, blank=True)
    crosswalk = models.JSONField(default=dict, blank=True)
    proposals = models.JSONField(default=list, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self):
        return self.code

    @property
    def local_text(self):
        return self.text_in("text")

    @property
    def local_why_health(self):
        return self.text_in("why_health")

    @property
    def local_why_finance(self):
        return self.text_in("why_finance")

    @property
    def local_evidence(self):
        return self.text_in("evidence")

    @property
    def local_facts(self):
        return self.text_in("facts")

    @property
    def local_levels(self):
        """Pairs of level number and wording, lowest first."""
        return list(enumerate(self.text_in("levels"), start=1))


class BankQuestion(QuestionText):
    release = models.ForeignKey(BankRelease, models.CASCADE, related_name="questions")
    stage_code = models.CharField(max_length=12)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "code"], name="bank_question_once")
        ]


class ShortForm(Translated):
    release = models.ForeignKey(BankRelease, models.CASCADE, related_name="short_forms")
    code = models.SlugField(max_length=40)
    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    questions = models.JSONField(default=list)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["release", "code"], name="short_form_once")]

    def __str__(self):
        return self.local_title

    @property
    def local_purpose(self):
        return self.text_in("purpose")


class Question(QuestionText):
    """A question picked for a workshop: the bank's text copied, then frozen at opening.

    ``position`` keeps bank order; own questions come after those of their stage.
    """

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="questions")
    stage = models.ForeignKey(Stage, models.PROTECT, related_name="questions")
    own = models.BooleanField(default=False)
    release = models.ForeignKey(
        BankRelease, models.PROTECT, related_name="+", null=True, blank=True
    )
    weight = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    state = models.CharField(
        max_length=8, choices=QuestionState.choices, default=QuestionState.DRAFT
    )
    round = models.PositiveSmallIntegerField(default=1)
    closed_at = models.DateTimeField(null=True, blank=True)
    # Of the figures that are shown: a second round begins without one.
    verdict = models.CharField(max_length=32, choices=PlenaryVerdict.choices, blank=True)
    outcome = models.CharField(max_length=14, choices=Outcome.choices, blank=True)
    agreed_level = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    # The rule says more than practice does; the plenary set the level by practice.
    rule_not_applied = models.BooleanField(default=False)
    # True on the copy that one person may answer before its stage is opened; never stored.
    early = False

    class Meta:
        ordering = ["stage__position", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "code"], name="question_once"),
            models.CheckConstraint(
                # A check passes when it is NULL: without isnull, so would a missing level.
                condition=Q(
                    outcome=Outcome.AGREED, agreed_level__isnull=False, agreed_level__range=(1, 4)
                )
                | (~Q(outcome=Outcome.AGREED) & Q(agreed_level=None)),
                name="question_agreed_has_level",
                violation_error_message=_("Choose the level that was agreed."),
            ),
            models.CheckConstraint(condition=Q(round__in=(1, 2)), name="question_two_rounds"),
        ]

    @property
    def is_revealed(self):
        """True once round 1 was revealed, also while round 2 is being answered."""
        return self.state == QuestionState.REVEALED or self.round == 2

    def ensure_revealed(self):
        if self.state != QuestionState.REVEALED:
            raise ValidationError(
                _("Reveal %(code)s first. A level is agreed on what both sides can see."),
                code="not_revealed",
                params={"code": self.code},
            )
