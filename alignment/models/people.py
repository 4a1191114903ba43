from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alignment.models.workshops import Workshop
from alignment.vocabulary import ANSWERING_ROLES, MINISTRIES, AnswerMode, Role, SideCode


class Side(models.Model):
    """One party at the table. Both ministries are always there."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="sides")
    code = models.CharField(_("side"), max_length=10, choices=SideCode.choices)
    mode = models.CharField(
        _("how this side answers"),
        max_length=13,
        choices=AnswerMode.choices,
        default=AnswerMode.INDIVIDUAL,
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "code"], name="side_once_per_workshop")
        ]

    def __str__(self):
        return str(self.get_code_display())

    @property
    def spelt(self):
        """Name and code, for the place where a reader first meets the code."""
        return _("%(name)s (%(code)s)") % {"name": self, "code": self.code}

    @property
    def is_ministry(self):
        return self.code in MINISTRIES

    @property
    def is_institutional(self):
        return self.mode == AnswerMode.INSTITUTIONAL


class Institution(models.Model):
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="institutions")
    # Unknown until somebody decides; the checks say so.
    side = models.ForeignKey(
        Side, models.PROTECT, related_name="institutions", null=True, blank=True
    )
    name = models.CharField(_("name"), max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "name"],
                name="institution_once_per_workshop",
                violation_error_message=_("This institution is already in the list."),
            )
        ]

    def __str__(self):
        return self.name


class ParticipantQuerySet(models.QuerySet):
    def seated(self):
        return self.filter(voided_at=None)

    def who_may_answer(self):
        return self.seated().filter(role__in=ANSWERING_ROLES)


class Participant(models.Model):
    """A seat, with or without a name. Whoever claims it sets the PIN."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="participants")
    institution = models.ForeignKey(Institution, models.PROTECT, related_name="participants")
    seat = models.PositiveIntegerField(_("seat"))
    name = models.CharField(_("name"), max_length=150, blank=True)
    post = models.CharField(_("post"), max_length=150, blank=True)
    role = models.CharField(_("role"), max_length=10, choices=Role.choices, default=Role.RESPONDENT)
    language = models.CharField(_("language"), max_length=10, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    # In institutional mode one seat of the side gives the delegation's answer.
    speaks_for_side = models.BooleanField(default=False)
    pin = models.CharField(max_length=128, blank=True)
    # What the claim code on the seat's slip is worked out from (see alignment.slips). Empty:
    # it has no slip and is chosen from the list.
    slip = models.CharField(max_length=32, blank=True)
    # Changes whenever devices must sign in again; the cookie carries it.
    session_key = models.CharField(max_length=32, blank=True)
    # Set when a facilitator frees a seat that was taken: what was answered before stays
    # hidden from whoever claims it next, and a signature from the seat says so.
    reset_at = models.DateTimeField(null=True, blank=True)
    reset_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    joined_at = models.DateTimeField(null=True, blank=True)
    # By which its owner may answer before the workshop.
    early_link = models.ForeignKey(
        "alignment.EarlyLink",
        models.SET_NULL,
        related_name="participants",
        null=True,
        blank=True,
    )
    voided_at = models.DateTimeField(null=True, blank=True)
    # The last sign of life of its phone, to the minute, other than an answer. For the facilitator
    # who waits for answers alone: on pages of step 4, and in no workshop file.
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["institution__position", "institution_id", "seat"]
        constraints = [
            models.UniqueConstraint(fields=["institution", "seat"], name="seat_once"),
            models.CheckConstraint(condition=Q(seat__gte=1), name="seat_numbers_begin_at_one"),
        ]

    def __str__(self):
        return self.name or str(_("Seat %(seat)d") % {"seat": self.seat})

    @property
    def side(self):
        return self.institution.side

    @property
    def has_voice(self):
        """True for respondents and signatories whose seat stands."""
        return not self.voided_at and self.role in ANSWERING_ROLES

    @property
    def may_answer(self):
        """Observers never; in institutional mode only the seat that speaks for the side."""
        if not self.has_voice or self.side is None:
            return False
        return self.speaks_for_side or not self.side.is_institutional

    @property
    def may_sign(self):
        """True for the signatories of the two ministries."""
        ministry = self.side is not None and self.side.is_ministry
        return self.role == Role.SIGNATORY and ministry and not self.voided_at

    @property
    def was_used(self):
        """True once somebody joined on this seat or anything was recorded for it."""
        return self.joined_at is not None or any(
            relation.related_model.objects.filter(**{relation.field.name: self}).exists()
            for relation in self._meta.related_objects
        )

    def ensure_seated(self):
        if self.voided_at:
            raise ValidationError(
                _("This seat was withdrawn. Ask the facilitator for another seat."),
                code="seat_voided",
            )
