import json
import re

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alignment.forms.parts import date_input
from roadmaps.currencies import currency_choices
from roadmaps.forms.bottlenecks import BottlenecksField
from roadmaps.forms.clashes import clashes_of
from roadmaps.forms.money import read_cost
from roadmaps.forms.parts import ObjectivesField, RoadmapPartForm, RowsField
from roadmaps.merging import marks
from roadmaps.models import Action
from roadmaps.services.actions import (
    FIELDS,
    LINKS,
    EditClash,
    add_action,
    edit_action,
    plain_values,
)
from roadmaps.typography import date

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


# Above this many a list to tick is too long to read, and ids are typed instead.
MOST_TO_TICK = 60


class CausesField(RowsField):
    widget = forms.CheckboxSelectMultiple


class ActionsField(RowsField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, action):
        return f"{action.ref} {action.text[:80]}"


class TypedActionsField(ActionsField):
    """Ids of actions, for a roadmap of many."""

    widget = forms.TextInput

    def prepare_value(self, value):
        if not isinstance(value, (list, tuple)):
            return value
        return "; ".join(action.ref for action in value)

    def clean(self, value):
        refs = dict.fromkeys(ref.strip() for ref in re.split(r"[;,\n]", value or ""))
        found = {row.ref: row for row in self.queryset.filter(ref__in=refs)}
        for ref in filter(None, refs):
            if ref not in found:
                message = _("No other action has the id “%(ref)s”. Mend it, or take it out.")
                raise ValidationError(message, params={"ref": ref[:60]})
        return list(found.values())

    def has_changed(self, initial, data):
        return True


class BudgetDateField(forms.ModelChoiceField):
    def label_from_instance(self, entry):
        return f"{entry.title} ({date(entry.date.isoformat())})"


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
        help_text=_("Such as 1250000.50"),
    )
    currency = forms.ChoiceField(label=_("Currency"), required=False)
    budget_date = BudgetDateField(
        label=_("Budget date it must hit"),
        queryset=None,
        required=False,
        help_text=_(
            "From the budget calendar of step 1, which repeats every year. The timeframe says "
            "which year counts; an action that is due later is warned."
        ),
    )
    depends_on = ActionsField(label=_("Begins after"), queryset=None, required=False)
    # What stood in each field when the form was opened (roadmaps.merging).
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Action
        fields = [name for _title, names in _LAYOUT for name in names]
        labels = {"text": _("Action"), "stage": _("Stage of the budget cycle")}
        help_texts = {
            "text": _("What will be different, and the first step within 90 days."),
            "stage": _("None chosen: that of its bottlenecks."),
            "lead": _("One body, of either ministry; a post is better than a name."),
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
        self.stored, self.theirs, self.clashes = None, (), []
        if self.instance.pk:
            self._remember(self.instance)
        fieldsets = (Fieldset(str(title), *names) for title, names in _LAYOUT)
        self.helper.layout = Layout("seen", *fieldsets)

    def _remember(self, action):
        """What is stored now: a later save is compared with its marks."""
        self.stored = {name: getattr(action, name) for name in FIELDS}
        self.stored |= {name: list(getattr(action, name).all()) for name in LINKS}
        self.initial["seen"] = json.dumps(marks(plain_values(self.stored)))

    def _offer(self):
        workshop, fields = self.workshop, self.fields
        fields["bottlenecks"].offer(workshop, self.instance)
        fields["causes"].queryset = self._causes()
        fields["stage"].queryset = workshop.stages.all()
        fields["objectives"].offer(workshop, self.instance.objectives)
        fields["budget_date"].queryset = workshop.budget_dates.all()
        fields["currency"].choices = [("", _("none")), *currency_choices()]
        others = workshop.actions.count() - bool(self.instance.pk)
        if not others:
            fields["depends_on"].help_text = _("There is no other action yet.")
        if others > MOST_TO_TICK:
            fields["depends_on"] = TypedActionsField(
                label=_("Begins after"),
                queryset=None,
                required=False,
                help_text=_("Ids of actions, with “;” between them."),
            )
        fields["depends_on"].queryset = workshop.actions.exclude(pk=self.instance.pk)

    def _causes(self):
        """All of the workshop; of very many only those of the action and its bottlenecks."""
        causes = self.workshop.causes.all()
        count = causes.count()
        if not count:
            self.fields["causes"].help_text = _(
                "No cause is recorded yet. Add one beside its bottleneck in step 6."
            )
        if count <= MOST_TO_TICK:
            return causes
        if not self.instance.pk:
            return causes.filter(bottlenecks__in=self.initial.get("bottlenecks", [])).distinct()
        near = Q(bottlenecks__actions=self.instance) | Q(actions=self.instance)
        return causes.filter(near).distinct()

    def clean_support(self):
        names = [name.strip() for name in re.split(r"[;\n]", self.cleaned_data["support"])]
        if any(len(name) > LONGEST_NAME for name in names):
            raise ValidationError(_("One line is longer than 300 characters. Shorten it."))
        return list(dict.fromkeys(filter(None, names)))

    def clean_cost(self):
        typed = self.cleaned_data["cost"]
        self.money = read_cost(typed) if typed else None
        return self.money and self.money.amount

    def clean_seen(self):
        """Marks by field. Whatever is not what the form sent counts as no mark."""
        try:
            seen = json.loads(self.cleaned_data["seen"] or "{}")
        except ValueError:
            return {}
        return seen if isinstance(seen, dict) else {}

    def clean(self):
        data = super().clean()
        if data.get("cost") is not None:
            self._settle_currency(data)
        self._settle_clashes(data)
        return data

    def _settle_currency(self, data):
        """The currency may stand beside the amount, where it contradicts no other."""
        chosen, written = data.get("currency", ""), self.money.currency
        if written and not chosen:
            data["currency"] = written
        elif written and written != chosen:
            message = _("The cost says %(written)s, and this says %(chosen)s. Write only one.")
            told = {"written": written, "chosen": chosen}
            self.add_error("currency", ValidationError(message, params=told))
        elif self.money.sign and not chosen:
            message = _("“%(sign)s” is used for several currencies. Choose the one that is meant.")
            told = {"sign": self.money.sign}
            self.add_error("currency", ValidationError(message, params=told))

    def _settle_clashes(self, data):
        """Of each field that clashed before, the person has chosen one value."""
        asked = [name for name in self._asked() if name in data]
        self.clashes = clashes_of(self.fields, asked, data, self.stored, self.data)
        for clash in self.clashes:
            if clash.chosen == "theirs":
                data[clash.name] = self.stored[clash.name]
            elif clash.chosen != "mine":
                self.add_error(clash.name, _("Choose which of the two is to stay."))

    def _asked(self):
        """Fields that a choice was asked for on the page that sent this."""
        sent = self.data.getlist("clash") if self.stored else []
        return [name for name in dict.fromkeys(sent) if name in self.stored]

    def is_saved(self):
        try:
            return super().is_saved()
        except EditClash as clash:
            self._show_clash(clash)
            return False

    def _show_clash(self, clash):
        """Both values of each field that two people changed; from now on the newest is known."""
        self.instance = clash.action
        self._remember(clash.action)
        self.data = self.data.copy()
        self.data["seen"] = self.initial["seen"]
        self.clashes = clashes_of(self.fields, clash.names, self.cleaned_data, self.stored, {})

    def save(self):
        if not self.instance.pk:
            fields = {name: v for name, v in self.cleaned_data.items() if name != "seen"}
            return add_action(workshop=self.workshop, by=self.by, **fields)
        self.theirs = edit_action(action=self.instance, by=self.by, **self.cleaned_data)
        return self.instance
