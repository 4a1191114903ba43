from django.db import models
from django.utils.translation import gettext_lazy as _

from alignment.models.workshops import Workshop


class AgendaItem(models.Model):
    """A session. Odd times (reversed, overlapping) are kept and pointed out, never refused."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="agenda")
    day = models.DateField(_("day"))
    start = models.TimeField(_("start"))
    end = models.TimeField(_("end"))
    title = models.CharField(_("title"), max_length=300)
    responsible = models.CharField(_("responsible"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["day", "start", "position", "pk"]

    def __str__(self):
        return self.title


class BudgetDate(models.Model):
    """A date of the country's budget calendar that an action must hit."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="budget_dates")
    title = models.CharField(_("event"), max_length=200)
    date = models.DateField(_("date"))

    class Meta:
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "title", "date"],
                name="budget_date_once",
                violation_error_message=_("This date is already in the calendar."),
            ),
        ]

    def __str__(self):
        return self.title
