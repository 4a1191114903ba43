import re

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alignment.forms.parts import date_input
from alignment.tables import CellError, amount
from roadmaps.currencies import currency_choices
from roadmaps.forms.bottlenecks import BottlenecksField
from roadmaps.forms.parts import ObjectivesField, RoadmapPartForm, RowsField
from roadmaps.models import Action
from roadmaps.services.actions import add_action, change_action

LONGEST_NAME = 300
# One of the page's datalists: whoever is not in it can be typed.
_INSTITUTIONS = {"list": "institutions"}

_LAYOUT = (
    (_("What is done"), ("text", "bottlenecks", "causes", "stage", "objectives")),
    (_("How it becomes rule"), ("change_route", "legal_instrument")),
    (_("Who"), ("lead", "co_lead", "support")),
    (_("When"), ("timeframe", "start", "due", "budget_date", "depends_on", "status")),
    (_("How one will see it"), ("indicator", "baseline", "target")),
    (_("Money"), ("cost", "currency", "source")),
    (_("Risk"), ("risk", "mitigation")),
)


class CausesField(RowsField):
    widget = forms.CheckboxSelectMultiple


class ActionsField(RowsField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, action):
        return f"{action.ref} {action.text[:80]}"


class ActionForm(RoadmapPartForm):
    """Every field of the roadmap table. What stays empty is an open item, not an error."""

    identity = "due"

    bottlenecks = BottlenecksField(
        label=_("Bottlenecks it removes"),
        queryset=None,
        error_messages={"required": _("Choose at least one bottleneck.")},
    )
    causes = CausesField(label=_("Causes it meets"), queryset=None, required=False)
    objectives = ObjectivesField(help_text=_("None chosen: those of its bottlenecks."))
    support = forms.CharField(
        label=_("Support"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Partners, parliament, local government, purchaser: one per line."),
    )
    cost = forms.CharField(
        label=_("Cost"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=_("Digits only, such as 1250000.50"),
    )
    currency = forms.ChoiceField(label=_("Currency"), required=False)
    depends_on = ActionsField(label=_("Begins after"), queryset=None, required=False)

    class Meta:
        model = Action
        fields = [name for _title, names in _LAYOUT for name in names]
        labels = {"text": _("Action"), "stage": _("Stage of the budget cycle")}
        help_texts = {
            "text": _("What will be different, and the first step within 90 days."),
            "stage": _("None chosen: that of its bottlenecks."),
            "lead": _("One body, of either ministry; a post is better than a name."),
            "budget_date": _("From the budget calendar of step 1."),
            "baseline": _("Where it stands today, with the year."),
            "target": _("Where it should stand, with the year."),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 4}),
            "risk": forms.Textarea(attrs={"rows": 2}),
            "mitigation": forms.Textarea(attrs={"rows": 2}),
            "lead": forms.TextInput(attrs=_INSTITUTIONS),
            "co_lead": forms.TextInput(attrs=_INSTITUTIONS),
            "start": date_input(),
            "due": date_input(),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._offer()
        self.initial["support"] = "\n".join(self.instance.support)
        self.helper.layout = Layout(*(Fieldset(str(title), *names) for title, names in _LAYOUT))

    def _offer(self):
        workshop, fields = self.workshop, self.fields
        fields["bottlenecks"].offer(workshop, self.instance)
        fields["causes"].queryset = workshop.causes.all()
        fields["stage"].queryset = workshop.stages.all()
        fields["objectives"].offer(workshop, self.instance.objectives)
        fields["budget_date"].queryset = workshop.budget_dates.all()
        fields["depends_on"].queryset = workshop.actions.exclude(pk=self.instance.pk)
        fields["currency"].choices = [("", _("none")), *currency_choices()]

    def clean_support(self):
        names = [name.strip() for name in re.split(r"[;\n]", self.cleaned_data["support"])]
        if any(len(name) > LONGEST_NAME for name in names):
            raise ValidationError(_("One line is longer than 300 characters. Shorten it."))
        return list(dict.fromkeys(filter(None, names)))

    def clean_cost(self):
        typed = self.cleaned_data["cost"]
        try:
            return amount(typed) if typed else None
        except CellError as refusal:
            raise ValidationError(str(refusal)) from None

    def save(self):
        if self.instance.pk:
            return change_action(action=self.instance, by=self.by, **self.cleaned_data)
        return add_action(workshop=self.workshop, by=self.by, **self.cleaned_data)
