from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alignment.models import BudgetDate, Stage, Workshop
from roadmaps.budget_calendar import (
    MOST_YEARS_AFTER,
    MOST_YEARS_BEFORE,
    day_to_hit,
    is_within_reason,
)
from roadmaps.currencies import CURRENCIES, MOST_DIGITS, is_kept_exactly
from roadmaps.models.bottlenecks import Bottleneck, Cause
from roadmaps.vocabulary import ActionStatus, ChangeRoute, Timeframe

LONGEST_TEXT = 10_000


def _long(label, **options):
    return models.TextField(label, max_length=LONGEST_TEXT, blank=True, **options)


def _short(label, **options):
    return models.CharField(label, max_length=300, blank=True, **options)


class Action(models.Model):
    """A row of the roadmap. Whatever is missing is an open item, never an error."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="actions")
    ref = models.CharField(_("id"), max_length=40)
    bottlenecks = models.ManyToManyField(Bottleneck, related_name="actions")
    causes = models.ManyToManyField(Cause, related_name="actions", blank=True)
    text = _long(_("action"))
    # Empty: those of its bottlenecks.
    stage = models.ForeignKey(
        Stage, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("stage")
    )
    objectives = models.JSONField(_("objectives"), default=list, blank=True)
    change_route = models.CharField(
        _("change route"), max_length=13, choices=ChangeRoute.choices, blank=True
    )
    legal_instrument = _short(_("legal instrument"))
    lead = _short(_("lead"))
    co_lead = _short(_("co-lead"))
    support = models.JSONField(_("support"), default=list, blank=True)
    timeframe = models.CharField(
        _("timeframe"), max_length=2, choices=Timeframe.choices, blank=True
    )
    start = models.DateField(_("start"), null=True, blank=True)
    due = models.DateField(_("due"), null=True, blank=True)
    budget_date = models.ForeignKey(
        BudgetDate,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("budget date it must hit"),
    )
    indicator = _short(_("indicator"))
    baseline = _short(_("baseline"))
    target = _short(_("target"))
    cost = models.DecimalField(_("cost"), max_digits=18, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    source = _short(_("source of funds"))
    risk = _long(_("risk"))
    mitigation = _long(_("mitigation"))
    depends_on = models.ManyToManyField("self", symmetrical=False, blank=True)
    status = models.CharField(
        _("status"),
        max_length=11,
        choices=ActionStatus.choices,
        default=ActionStatus.NOT_STARTED,
    )
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "ref"],
                name="action_ref_once",
                violation_error_message=_("Another action has this id."),
            ),
            models.CheckConstraint(
                condition=Q(start=None) | Q(due=None) | Q(due__gte=F("start")),
                name="action_due_after_start",
                violation_error_message=_("The action is due before it starts."),
            ),
            models.CheckConstraint(
                condition=Q(cost=None) | Q(cost__gte=0),
                name="action_cost_not_negative",
                violation_error_message=_("A cost cannot be negative."),
            ),
        ]

    def __str__(self):
        return self.ref

    @property
    def budget_day(self):
        """The day on which its date of the budget calendar must be hit; None without one."""
        entry = self.budget_date
        return entry and day_to_hit(
            entry.date,
            self.workshop.starts_on,
            self.timeframe,
            start=self.start,
            due=self.due,
        )

    def clean(self):
        ensure_currency(self.currency)
        ensure_cost(self.cost)
        ensure_dates(self.workshop, start=self.start, due=self.due)


def ensure_currency(code):
    if code and code not in CURRENCIES:
        message = _("“%(code)s” is not a currency code. Write three letters, such as USD.")
        raise ValidationError({"currency": ValidationError(message, params={"code": code[:60]})})


def ensure_dates(workshop, **days):
    """Each not so far from the workshop that its year must be mistyped."""
    opened = workshop.starts_on
    message = _(
        "%(day)s is far from the workshop. Check the year: write one from %(first)d to %(last)d."
    )
    bounds = {
        "first": opened.year - MOST_YEARS_BEFORE,
        "last": opened.year + MOST_YEARS_AFTER,
    }
    faults = {
        name: ValidationError(message, params=bounds | {"day": day.isoformat()})
        for name, day in days.items()
        if day and not is_within_reason(day, opened)
    }
    if faults:
        raise ValidationError(faults)


def ensure_cost(cost):
    """Not negative, and of so few digits that both databases keep it exactly."""
    if cost is not None and cost < 0:
        raise ValidationError(
            {"cost": _("A cost cannot be negative. Write what it costs, without a sign.")}
        )
    if cost is not None and not is_kept_exactly(cost):
        message = _("This amount has too many digits. Write at most %(most)d, decimals included.")
        raise ValidationError({"cost": ValidationError(message, params={"most": MOST_DIGITS})})
