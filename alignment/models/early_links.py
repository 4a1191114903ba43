import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from alignment.models.people import Institution, Side
from alignment.models.workshops import Workshop


class EarlyLink(models.Model):
    """A way for people who cannot come, or come late, to answer before the workshop.

    It is for one institution, or for all institutions of one side, and opens ``stages`` (their
    codes) to whoever took a seat by it, until ``last_day`` is over in the workshop's zone.
    """

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="early_links")
    side = models.ForeignKey(Side, models.CASCADE, related_name="+", null=True, blank=True)
    institution = models.ForeignKey(
        Institution, models.CASCADE, related_name="+", null=True, blank=True
    )
    # What the address is worked out from (see alignment.early_links); by itself it opens nothing.
    key = models.CharField(max_length=32)
    stages = models.JSONField(default=list)
    last_day = models.DateField(_("last day"))
    most_seats = models.PositiveSmallIntegerField(_("most seats"), default=30)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["last_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(side=None, institution__isnull=False)
                | Q(side__isnull=False, institution=None),
                name="early_link_side_or_institution",
            )
        ]

    def __str__(self):
        return str(self.institution or self.side)

    @property
    def ends_at(self) -> datetime.datetime:
        """The first moment at which it takes nothing more."""
        after = self.last_day + datetime.timedelta(days=1)
        midnight = datetime.datetime.combine(after, datetime.time(), self.workshop.zone)
        return min(midnight, self.closed_at) if self.closed_at else midnight

    @property
    def is_open(self) -> bool:
        return timezone.now() < self.ends_at

    def fits(self, participant) -> bool:
        """The seat is one of those that the link is for."""
        if self.institution_id:
            return participant.institution_id == self.institution_id
        return participant.institution.side_id == self.side_id
