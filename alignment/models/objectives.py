"""Policy objectives and budget-cycle stages: the library's, and each workshop's own copies.

Plain columns hold the bank's own language. ``translations`` maps a language code to
``{field: text}``; a missing text falls back to the plain column.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alignment.models.workshops import Workshop
from alignment.reading import reading_language
from alignment.vocabulary import Function


class Translated(models.Model):
    translations = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True

    def text_in(self, field, language=None):
        """``field`` in ``language`` (the reader's when None), else as the bank words it."""
        return self._translated(field, language or reading_language()) or getattr(self, field)

    def language_of(self, field) -> str:
        """The language of what ``text_in`` gives the reader; empty when nobody said."""
        language = reading_language()
        return language if self._translated(field, language) else self.written_in

    @property
    def written_in(self) -> str:
        """The language of the plain columns: the bank's, unknown for a workshop's own words."""
        return "" if getattr(self, "own", False) else settings.LANGUAGE_CODE

    def _translated(self, field, language):
        return self.translations.get(language, {}).get(field)

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
