from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from alignment.countries import country_choices, country_name
from alignment.vocabulary import WORKSHOP_LANGUAGES, WorkshopState

SMALLEST_THRESHOLD = 3
DEFAULT_THRESHOLD = 5


class WorkshopQuerySet(models.QuerySet):
    def facilitated_by(self, user):
        # EXISTS, not a join: a join would multiply every count added later in the chain.
        mine = Facilitator.objects.filter(workshop=models.OuterRef("pk"), user_id=user.pk)
        return self.filter(models.Exists(mine))

    def in_use(self):
        return self.filter(archived_at=None, delete_at=None)

    def archived(self):
        return self.exclude(archived_at=None).filter(delete_at=None)

    def leaving(self):
        """Those to be deleted, while they can still be kept."""
        return self.exclude(delete_at=None)

    def with_counts(self):
        seats = models.Count("participants", filter=models.Q(participants__voided_at=None))
        return self.annotate(seat_count=seats)


class Workshop(models.Model):
    """One country's joint diagnostic. Its code is what people type to join."""

    code = models.CharField(max_length=8, unique=True)
    title = models.CharField(_("title"), max_length=200)
    country = models.CharField(_("country"), max_length=2, choices=country_choices)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    fiscal_year_start_month = models.PositiveSmallIntegerField(
        _("month in which the fiscal year begins"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    languages = models.JSONField(_("languages"), default=list)
    expected_participants = models.PositiveIntegerField(
        _("number of participants expected"), null=True, blank=True
    )
    disclosure_threshold = models.PositiveSmallIntegerField(
        _("smallest group whose answers are shown"),
        default=DEFAULT_THRESHOLD,
        validators=[MinValueValidator(SMALLEST_THRESHOLD), MaxValueValidator(50)],
    )
    benchmark = models.PositiveSmallIntegerField(
        _("benchmark"), default=3, choices=[(3, _("3 Mostly aligned")), (4, _("4 Aligned"))]
    )
    state = models.CharField(
        max_length=12, choices=WorkshopState.choices, default=WorkshopState.DRAFT
    )
    names_asked = models.BooleanField(_("ask officials for their name"), default=False)
    newcomers_may_ask = models.BooleanField(
        _("let people without a seat ask to be let in"), default=False
    )
    # Answers made up for a demonstration; every page and document says so.
    illustrative = models.BooleanField(default=False)
    notes = models.TextField(_("purpose and background"), max_length=5000, blank=True)
    concluded_reason = models.TextField(max_length=1000, blank=True)
    answering_began_at = models.DateTimeField(null=True, blank=True)
    # What stands on the poster: the room's Wi-Fi as the facilitator typed it.
    wifi_name = models.CharField(_("name of the Wi-Fi"), max_length=32, blank=True)
    wifi_password = models.CharField(_("password of the Wi-Fi"), max_length=63, blank=True)
    # Where phones find this server, as confirmed for poster and slips; such as
    # http://192.168.8.2:8000, without a slash at its end. Empty: nobody has chosen.
    join_address = models.CharField(max_length=200, blank=True)
    # When the time that the facilitator set runs out; no clock runs while it is empty.
    timer_ends_at = models.DateTimeField(null=True, blank=True)
    # What was revealed stays revealed; this only takes it off the wall for a while.
    results_hidden = models.BooleanField(default=False)
    # What the addresses of the wall and of its observers are worked out from (see
    # diagnostics.wall). Another value makes the old address worthless; without one observers
    # have no address.
    wall_key = models.CharField(max_length=32, blank=True)
    observers_key = models.CharField(max_length=32, blank=True)
    # The code of the workshop that this one is the next round of; that one may be elsewhere or
    # gone by now. Empty: there was none before.
    last_round = models.CharField(max_length=8, blank=True)
    # Out of the list and read-only, until a facilitator brings it back.
    archived_at = models.DateTimeField(null=True, blank=True)
    # Read-only too; from this moment on it may be deleted with everything in it.
    delete_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="workshop_ends_after_it_starts",
                violation_error_message=_("The last day is before the first day."),
            ),
            models.CheckConstraint(
                condition=models.Q(disclosure_threshold__gte=SMALLEST_THRESHOLD),
                name="workshop_threshold_at_least_three",
                violation_error_message=_(
                    "Groups under 3 can never be shown. Choose 3 or a larger number."
                ),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def country_name(self):
        return country_name(self.country)

    @property
    def is_set_up(self):
        """True while questions may still be chosen freely; not while they are rehearsed."""
        return self.state == WorkshopState.DRAFT

    @property
    def is_rehearsal(self):
        return self.state == WorkshopState.REHEARSAL

    @property
    def is_put_away(self):
        """Archived or to be deleted: everybody may look, nobody may change anything."""
        return self.archived_at is not None or self.delete_at is not None

    @property
    def is_over(self):
        return self.state in (WorkshopState.CONCLUDED, WorkshopState.FOLLOWED_UP)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def language(self):
        return self.languages[0] if self.languages else WORKSHOP_LANGUAGES[0][0]

    def ensure_draft(self):
        if self.is_rehearsal:
            raise ValidationError(
                _("A rehearsal is under way. End it on the set-up page, then go on here."),
                code="workshop_rehearsed",
            )
        if not self.is_set_up:
            raise ValidationError(
                _(
                    "The questions are frozen since the workshop was opened. "
                    "Create another workshop to choose others."
                ),
                code="workshop_frozen",
            )

    def ensure_not_over(self):
        if self.is_over:
            raise ValidationError(
                _("The workshop is concluded. Reopen it before changing anything."),
                code="workshop_over",
            )

    def ensure_not_put_away(self):
        if self.is_put_away:
            raise ValidationError(
                _(
                    "The workshop is put away and takes nothing new. A facilitator can bring it "
                    "back from the list of workshops."
                ),
                code="workshop_put_away",
            )

    def ensure_idle(self):
        """A practice workshop may be put away at any time; nobody's answers are lost with it."""
        if self.state in (WorkshopState.OPEN, WorkshopState.REHEARSAL) and not self.illustrative:
            raise ValidationError(
                _(
                    "People may still be answering. Close the workshop in step 6, or end the "
                    "rehearsal, before you put it away."
                ),
                code="workshop_in_use",
            )

    def ensure_threshold(self, threshold):
        """Once answering has begun people relied on the number they were told."""
        if self.answering_began_at and threshold < self.disclosure_threshold:
            raise ValidationError(
                _(
                    "People have begun to answer and were told that groups under %(current)d "
                    "stay hidden. You can raise this number, not lower it."
                ),
                code="threshold_lowered",
                params={"current": self.disclosure_threshold},
            )


class Facilitator(models.Model):
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="facilitators")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="facilitates")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "user"], name="facilitator_once")
        ]


class Event(models.Model):
    """A line in the workshop's log: what was done and when, never who answered what."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Pressed on a phone that ``by`` paired, by whoever held it.
    from_phone = models.BooleanField(default=False)
    action = models.CharField(max_length=40)
    # A code, a version number or a seat's place; never a person's name, answer or comment.
    subject = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-at", "-pk"]
