import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from alignment.models import Participant, Side, Workshop


def new_token() -> str:
    """What nobody guesses: 128 bits, in letters that an address takes."""
    return secrets.token_urlsafe(16)


class RoadmapVersion(models.Model):
    """A roadmap that both ministries signed. Its content never changes again."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="roadmap_versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    # SHA-256 of the canonical JSON of ``content``.
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    # The last part of the address at which anybody can check the file. None: signed before
    # there was such a page.
    token = models.CharField(max_length=22, unique=True, null=True, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="version_number_once")
        ]


class Signature(models.Model):
    """One ministry's signature under a digest. It is void as soon as the content differs."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="signatures")
    version = models.ForeignKey(
        RoadmapVersion, models.CASCADE, related_name="signatures", null=True, blank=True
    )
    side = models.ForeignKey(Side, models.PROTECT, related_name="+")
    participant = models.ForeignKey(
        Participant, models.SET_NULL, related_name="+", null=True, blank=True
    )
    name = models.CharField(_("name"), max_length=150)
    post = models.CharField(_("post"), max_length=150, blank=True)
    digest = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    # A facilitator freed the seat and it was claimed anew before this signature. Printed beside
    # it, with the facilitator's name as it was then; no time when that did not happen.
    seat_freed_at = models.DateTimeField(null=True, blank=True)
    seat_freed_by = models.CharField(max_length=254, blank=True)

    class Meta:
        ordering = ["signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "side"],
                condition=models.Q(version=None),
                name="one_open_signature_per_side",
            ),
            models.UniqueConstraint(
                fields=["version", "side"], name="one_signature_per_side_and_version"
            ),
        ]


class Document(models.Model):
    """A rendered file, made once per content, kind and language by the background worker.

    ``digest`` names everything that the file shows: content, signatures and wording.
    """

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        BRIEF = "brief", _("Minister's brief")
        DOCX = "docx", "Word"
        XLSX = "xlsx", "Excel"
        CSV = "csv", "CSV"
        JSON = "json", "JSON"

        @property
        def ending(self) -> str:
            """Of the file's name."""
            return {"brief": "pdf", "csv": "zip"}.get(self.value, self.value)

    class State(models.TextChoices):
        WAITING = "waiting", _("Being prepared")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Could not be prepared")

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="documents")
    # Set for a signed version: such a document is stored and never rendered again.
    version = models.ForeignKey(
        RoadmapVersion, models.CASCADE, related_name="documents", null=True, blank=True
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # Made after both ministries released the text: it does not say "not for circulation".
    released = models.BooleanField(default=False)
    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    fault = models.CharField(max_length=10, blank=True)  # a DocumentFault
    content = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    requested_at = models.DateTimeField(auto_now_add=True)
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "kind", "language", "digest"], name="document_once"
            )
        ]
