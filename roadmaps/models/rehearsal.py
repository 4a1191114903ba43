from django.db import models

from alignment.models import Workshop


class Rehearsal(models.Model):
    """A rehearsal under way. Its workshop is in that state, and the row goes when it ends.

    ``kept``: rows of the roadmap and figures that were prepared before, as Django serialises
    them, to be put back.
    """

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="rehearsal_under_way")
    began_at = models.DateTimeField()
    kept = models.JSONField(default=list)
