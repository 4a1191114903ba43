"""Policy objectives and budget-cycle stages: the library's, and each workshop's own copies.

Plain columns hold the bank's own language. ``translations`` maps a language code to
``{field: text}``; a missing text falls back to the plain column.
"""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alignment.models.workshops import Workshop
from alignment.vocabulary import Function


class Translated(models.Model):
    translations = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True

    def text_in(self, field, language=None):
        """``field`` in ``language`` (the active one when None), else as the bank words it."""
        texts = self.translations.get(language or get_language() or "", {})
        return texts.get(field) or getattr(self, field)

    @property
    def local_title(self):
        return self.text_in("title")


class StageText(Translated):
    code = models.CharField(max_length=12)
    title = models.CharField(_("title"), max_length=120)
    description = models.TextField(_("what it covers"), max_length=1000, blank=True)
    sub_stages = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self):
        return self.local_title


class LibraryStage(StageText):
    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["code"], name="library_stage_once")]


class Stage(StageText):
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="stages")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "code"], name="stage_once")]


class ObjectiveText(Translated):
    code = models.CharField(max_length=12)
    title = models.CharField(_("title"), max_length=200)
    meaning = models.TextField(_("meaning"), max_length=1000, blank=True)
    function = models.CharField(
        _("health-financing function"), max_length=2, choices=Function.choices
    )
    pfm_aims = models.JSONField(_("PFM aims"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self):
        return self.local_title

    @property
    def local_meaning(self):
        return self.text_in("meaning")


class LibraryObjective(ObjectiveText):
    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["code"], name="library_objective_once")]


class Objective(ObjectiveText):
    """A workshop's objective. The library's code stays when it is renamed, for reuse."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="objectives")
    kept = models.BooleanField(default=True)
    own = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["workshop", "code"], name="objective_once")]
