from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alignment.models.files import StoredFile
from alignment.models.people import Side
from alignment.models.workshops import Workshop
from alignment.vocabulary import Audience, DocumentKind


class PackQuerySet(models.QuerySet):
    def seen_by(self, participant):
        """What the person on this seat may see. Without a side: what everybody may."""
        seen = Q(audience=Audience.EVERYBODY)
        if participant.side is not None:
            seen |= Q(audience=Audience.SIDE, side=participant.side)
            if participant.side.is_ministry:
                seen |= Q(audience=Audience.MINISTRIES)
        return self.filter(seen, workshop=participant.workshop_id)


class PackDocument(models.Model):
    """An act, a circular or a report that the workshop works with: a file or a link."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="pack")
    title = models.CharField(_("title"), max_length=200)
    kind = models.CharField(
        _("kind"), max_length=10, choices=DocumentKind.choices, default=DocumentKind.OTHER
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1900), MaxValueValidator(2100)],
    )
    source = models.CharField(_("source"), max_length=200, blank=True)
    url = models.URLField(_("link"), max_length=500, blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", null=True, blank=True)
    audience = models.CharField(
        _("who may see it"),
        max_length=12,
        choices=Audience.choices,
        default=Audience.FACILITATORS,
    )
    # The side of that audience. A side that is taken away leaves the document to facilitators.
    side = models.ForeignKey(Side, models.SET_NULL, related_name="+", null=True, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = PackQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(url="") & Q(file__isnull=False)) | (~Q(url="") & Q(file=None)),
                name="pack_file_or_link",
                violation_error_message=_("Choose a file or give a link, not both."),
            )
        ]

    def __str__(self):
        return self.title
