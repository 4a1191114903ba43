from django.conf import settings
from django.db import models
from django.utils import timezone

from alignment.models.workshops import Facilitator, Workshop


class PairingQuerySet(models.QuerySet):
    def waiting(self):
        """Codes that a phone can still be paired with."""
        return self.filter(paired_at=None, unpaired_at=None, expires_at__gt=timezone.now())

    def standing(self):
        """Phones that run the room: paired, not unpaired since, by somebody who still leads it."""
        still_leads = Facilitator.objects.filter(
            workshop=models.OuterRef("workshop"), user=models.OuterRef("by")
        )
        paired = self.filter(paired_at__isnull=False, unpaired_at=None)
        return paired.filter(models.Exists(still_leads))


class Pairing(models.Model):
    """A phone that runs the room for a facilitator; until it is paired, the code that it waits for.

    The code itself is kept nowhere, only its digest.
    """

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="pairings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    # How its owner tells it from others; never an official's name.
    label = models.CharField(max_length=40, blank=True)
    # What the phone's cookie carries, empty until it is paired.
    session_key = models.CharField(max_length=32, blank=True)
    paired_at = models.DateTimeField(null=True, blank=True)
    unpaired_at = models.DateTimeField(null=True, blank=True)

    objects = PairingQuerySet.as_manager()

    class Meta:
        ordering = ["paired_at", "pk"]
