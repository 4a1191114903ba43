"""What a release holds beside its questions. A workshop reads these from its release."""

from django.db import models

from alignment.countries import country_name
from alignment.models.objectives import Translated
from diagnostics.models.questions import BankRelease
from diagnostics.vocabulary import CauseType, Profession


class BankBottleneck(Translated):
    """A statement of what often goes wrong; low levels of ``questions`` point to it.

    ``sub_stages``, ``objectives``, ``questions`` and ``sources`` are codes;
    ``cause_types`` are those of the roadmap table. ``proposal``: no country's source stands
    behind it.
    """

    release = models.ForeignKey(BankRelease, models.CASCADE, related_name="bottlenecks")
    code = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    stage_code = models.CharField(max_length=12)
    sub_stages = models.JSONField(default=list)
    objectives = models.JSONField(default=list)
    cause_types = models.JSONField(default=list)
    symptoms = models.JSONField(default=list)
    remedies = models.JSONField(default=list)
    questions = models.JSONField(default=list)
    sources = models.JSONField(default=list, blank=True)
    proposal = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "code"], name="bank_bottleneck_once")
        ]

    def __str__(self):
        return self.code

    @property
    def cause_names(self) -> list[str]:
        return [CauseType(code).label for code in self.cause_types]

    @property
    def local_symptoms(self):
        return self.text_in("symptoms")

    @property
    def local_remedies(self):
        return self.text_in("remedies")


class BankPractice(Translated):
    """What a country did. ``changed`` and ``conditions`` are empty where no source tells;
    ``countries`` (ISO 3166) where the advice is tied to none."""

    release = models.ForeignKey(BankRelease, models.CASCADE, related_name="practices")
    code = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    countries = models.JSONField(default=list, blank=True)
    years = models.CharField(max_length=60, blank=True)
    stages = models.JSONField(default=list)
    objectives = models.JSONField(default=list)
    bottlenecks = models.JSONField(default=list)
    done = models.TextField()
    changed = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    sources = models.JSONField(default=list)
    licence = models.CharField(max_length=300)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["release", "code"], name="bank_practice_once")
        ]

    def __str__(self):
        return self.code

    @property
    def country_names(self):
        """In the active language, in the bank's order."""
        return [country_name(code) for code in self.countries]

    @property
    def local_years(self):
        return self.text_in("years")

    @property
    def local_done(self):
        return self.text_in("done")

    @property
    def local_changed(self):
        return self.text_in("changed")

    @property
    def local_conditions(self):
        return self.text_in("conditions")

    @property
    def local_licence(self):
        return self.text_in("licence")


class BankTerm(Translated):
    """A word of one profession that the other may not know.

    ``forms`` are the words, in lower case, under which it appears in questions; ``see`` codes of
    related terms.
    """

    release = models.ForeignKey(BankRelease, models.CASCADE, related_name="terms")
    code = models.CharField(max_length=40)
    term = models.CharField(max_length=120)
    other_names = models.JSONField(default=list, blank=True)
    profession = models.CharField(max_length=7, choices=Profession.choices)
    meaning = models.TextField()
    forms = models.JSONField(default=list, blank=True)
    see = models.JSONField(default=list, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["release", "code"], name="bank_term_once")]

    def __str__(self):
        return self.code

    @property
    def local_term(self):
        return self.text_in("term")

    @property
    def local_other_names(self):
        return self.text_in("other_names")

    @property
    def local_meaning(self):
        return self.text_in("meaning")

    @property
    def local_forms(self):
        return self.text_in("forms")
