"""What facilitators write down while they run the room; never shown on wall or phones."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alignment.models import Stage, Workshop
from diagnostics.models.questions import Question


class ParkedItemQuerySet(models.QuerySet):
    def kept(self):
        return self.filter(removed_at=None)


class ParkedItem(models.Model):
    """Something that came up and waits for a better moment. Removed ones can be put back."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="parked")
    text = models.CharField(_("what came up"), max_length=300)
    stage = models.ForeignKey(Stage, models.SET_NULL, null=True, blank=True, related_name="+")
    question = models.ForeignKey(Question, models.SET_NULL, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    done_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ParkedItemQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]

    def __str__(self):
        return self.text


class Note(models.Model):
    """What the facilitators keep in mind about a question, for themselves."""

    question = models.OneToOneField(Question, models.CASCADE, related_name="note")
    text = models.TextField(_("note"), max_length=4000, blank=True)
    # Counts the changes, so that nobody writes over what a colleague has just written.
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["question"]
