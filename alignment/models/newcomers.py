from django.db import models
from django.utils.translation import gettext_lazy as _

from alignment.models.people import Institution, Participant
from alignment.models.workshops import Workshop


class NewcomerQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(seat=None, turned_away_at=None)


class Newcomer(models.Model):
    """Somebody at the door without a seat, who asks the facilitator to be let in.

    The facilitator tells people apart by ``number``, which stands on the newcomer's phone too.
    """

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="newcomers")
    number = models.PositiveSmallIntegerField()
    # Where they say that they belong; the facilitator decides.
    institution = models.ForeignKey(
        Institution, models.SET_NULL, related_name="+", null=True, blank=True
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    # What the phone's cookie carries.
    key = models.CharField(max_length=32)
    asked_at = models.DateTimeField(auto_now_add=True)
    seat = models.OneToOneField(
        Participant, models.SET_NULL, related_name="newcomer", null=True, blank=True
    )
    turned_away_at = models.DateTimeField(null=True, blank=True)

    objects = NewcomerQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="newcomer_number_once")
        ]
