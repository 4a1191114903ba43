from django.utils.translation import gettext_lazy as _

from alignment.forms.parts import WorkshopPartForm, date_input, time_input
from alignment.models import AgendaItem, BudgetDate


class BudgetDateForm(WorkshopPartForm):
    class Meta:
        model = BudgetDate
        fields = ["title", "date"]
        widgets = {"date": date_input()}
        labels = {"title": _("What happens"), "date": _("Date")}
        help_texts = {"title": _("For example: budget circular, ceilings, submission, vote.")}


class AgendaItemForm(WorkshopPartForm):
    class Meta:
        model = AgendaItem
        fields = ["day", "start", "end", "title", "responsible"]
        widgets = {"day": date_input(), "start": time_input(), "end": time_input()}
        labels = {
            "day": _("Day"),
            "start": _("Begins"),
            "end": _("Ends"),
            "title": _("Session"),
            "responsible": _("Responsible"),
        }
