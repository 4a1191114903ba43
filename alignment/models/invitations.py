from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from alignment.models.workshops import Workshop


class InvitationQuerySet(models.QuerySet):
    def standing(self):
        """Neither used nor withdrawn nor too old."""
        return self.filter(
            Q(used_at=None) & Q(withdrawn_at=None) & Q(expires_at__gt=timezone.now())
        )


class Invitation(models.Model):
    """A way in for one co-facilitator, once. The link itself is kept nowhere, only its digest."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["expires_at", "pk"]
