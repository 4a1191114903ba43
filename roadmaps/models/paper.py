"""What documents are dressed in, and what came back on paper."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alignment.models import Participant, Side, StoredFile, Workshop
from roadmaps.models.signing import RoadmapVersion
from roadmaps.vocabulary import PaperSize


class Stationery(models.Model):
    """The paper that a workshop's documents are made for; empty: the one of its country."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="stationery")
    paper = models.CharField(_("paper"), max_length=6, choices=PaperSize.choices, blank=True)


class Logo(models.Model):
    """A ministry's own picture, printed on the covers."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="logos")
    side = models.OneToOneField(Side, models.CASCADE, related_name="logo")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="logos")

    class Meta:
        ordering = ["side__position", "pk"]


class Scan(models.Model):
    """The paper that was signed by hand, as a picture or PDF. Facilitators and signatories see it.

    ``version``: the one that lay on the table; None where the text was signed on paper only.
    """

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="scans")
    version = models.ForeignKey(
        RoadmapVersion, models.CASCADE, related_name="scans", null=True, blank=True
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="scans")
    added_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["added_at", "pk"]


class Release(models.Model):
    """One ministry's word that a text may be circulated. It holds for the text of that digest.

    ``participant``: the signatory who released it; None where a facilitator did so on behalf of
    the ministry, and then ``note`` says how the ministry let it be known.
    """

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="releases")
    side = models.ForeignKey(Side, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    participant = models.ForeignKey(
        Participant, models.SET_NULL, related_name="+", null=True, blank=True
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note = models.CharField(_("how the ministry let it be known"), max_length=300, blank=True)
    released_at = models.DateTimeField()

    class Meta:
        ordering = ["released_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "side", "digest"], name="release_once_per_side_and_text"
            )
        ]
