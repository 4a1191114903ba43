from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alignment.forms.parts import bare_helper
from diagnostics.forms.agreement import ServiceForm
from roadmaps.chains import trees_of
from roadmaps.forms.actions import ActionsField
from roadmaps.forms.bottlenecks import QuestionsField
from roadmaps.forms.parts import RoadmapPartForm, RowsField
from roadmaps.models import Bottleneck
from roadmaps.services.bottlenecks import answer_gates, decide_bottleneck
from roadmaps.services.reshaping import merge_bottlenecks, split_bottleneck
from roadmaps.vocabulary import BottleneckState

LONGEST_DESCRIPTION = Bottleneck._meta.get_field("description").max_length


def title_field(label):
    return forms.CharField(label=label, max_length=300)


def description_field():
    return forms.CharField(
        label=_("What happens, and to whom"),
        max_length=LONGEST_DESCRIPTION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class BottleneckRadio(forms.ModelChoiceField):
    # The page lays its choices out itself, so that the class must come from here.
    widget = forms.RadioSelect(attrs={"class": "form-check-input"})

    def label_from_instance(self, bottleneck):
        return f"{bottleneck.ref} {bottleneck.title}"


class MergeWithForm(forms.Form):
    """Which one is merged into ``bottleneck``; its name in an address is ``with``."""

    def __init__(self, *args, bottleneck, **kwargs):
        super().__init__(*args, **kwargs)
        others = bottleneck.workshop.bottlenecks.exclude(pk=bottleneck.pk)
        self.fields["with"] = BottleneckRadio(
            label=_("Which one is merged into it?"),
            queryset=others.exclude(state=BottleneckState.DROPPED),
            to_field_name="number",
            empty_label=None,
        )


class MergeForm(ServiceForm):
    """The words in which the two go on as one."""

    title = title_field(_("What stands in the way, in a sentence"))
    description = description_field()

    def __init__(self, *args, into, absorbed, **kwargs):
        both = "\n".join(filter(None, (into.description, absorbed.title, absorbed.description)))
        fits = len(both) <= LONGEST_DESCRIPTION
        initial = {"title": into.title, "description": both if fits else into.description}
        super().__init__(*args, initial=initial, **kwargs)
        self.into, self.absorbed = into, absorbed

    def save(self):
        merge_bottlenecks(into=self.into, absorbed=self.absorbed, by=self.by, **self.cleaned_data)


class CausesToMove(RowsField):
    widget = forms.CheckboxSelectMultiple


class SplitForm(ServiceForm):
    """The new bottleneck, and what goes over to it. What is not ticked stays."""

    title = title_field(_("The new one: what stands in the way, in a sentence"))
    description = description_field()
    causes = CausesToMove(
        label=_("Causes that go over, with those behind them"), queryset=None, required=False
    )
    questions = QuestionsField(
        label=_("Questions that go over"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    actions = ActionsField(label=_("Actions that go over"), queryset=None, required=False)

    def __init__(self, *args, bottleneck, **kwargs):
        super().__init__(*args, **kwargs)
        self.bottleneck = bottleneck
        first = [tree.key.pk for tree in trees_of(bottleneck.causes.all())]
        self.fields["causes"].queryset = bottleneck.causes.filter(pk__in=first)
        self.fields["questions"].queryset = bottleneck.questions.all()
        self.fields["actions"].queryset = bottleneck.actions.all()
        for name in ("causes", "questions", "actions"):
            if not self.fields[name].queryset:
                del self.fields[name]
        self.helper = bare_helper(self)

    def save(self):
        nothing = {"causes": [], "questions": [], "actions": []}
        split_bottleneck(bottleneck=self.bottleneck, by=self.by, **(nothing | self.cleaned_data))


class ParkForm(ServiceForm):
    """Why a bottleneck is not among the few that are followed up now."""

    reason = forms.CharField(
        label=_("Why it is parked"),
        max_length=500,
        help_text=_("One sentence, for those who will ask in a year."),
        widget=forms.TextInput(attrs={"list": "reasons", "autocomplete": "off"}),
    )

    def __init__(self, *args, bottleneck, **kwargs):
        super().__init__(*args, initial={"reason": bottleneck.parked_reason}, **kwargs)
        self.bottleneck = bottleneck

    def save(self):
        decide_bottleneck(
            bottleneck=self.bottleneck,
            state=BottleneckState.PARKED,
            reason=self.cleaned_data["reason"],
            by=self.by,
        )


class BottlenecksToAwait(RowsField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, bottleneck):
        return f"{bottleneck.ref} {bottleneck.title}"

    def offer(self, workshop, row):
        """All but the row itself and dropped ones; those it waits for already may stay."""
        offered = ~Q(state=BottleneckState.DROPPED) | Q(pk__in=row.depends_on.values("pk"))
        self.queryset = workshop.bottlenecks.filter(offered).exclude(pk=row.pk)


class GatesForm(RoadmapPartForm):
    """The three gates, and what makes a bottleneck stand apart whatever its scores."""

    depends_on = BottlenecksToAwait(
        label=_("3 What does it depend on? Bottlenecks that must be removed before"),
        queryset=None,
        required=False,
    )

    class Meta:
        model = Bottleneck
        fields = [
            "change_route",
            "first_actor",
            "depends_on",
            "condition",
            "vetoed",
            "needs_political_decision",
            "apart_reason",
        ]
        labels = {
            "change_route": _("1 Can it be done within existing rules?"),
            "first_actor": _("2 Who must act first?"),
            "condition": _("What else does it depend on?"),
        }
        widgets = {
            "change_route": forms.RadioSelect,
            "first_actor": forms.TextInput(attrs={"list": "institutions"}),
            "condition": forms.Textarea(attrs={"rows": 2}),
            "apart_reason": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "change_route": _("If not: the least that must change."),
            "first_actor": _("One body; a post is better than a name."),
            "vetoed": _("It then stands apart from the order of priorities."),
            "needs_political_decision": _("It then stands apart from the order of priorities."),
            "apart_reason": _(
                "Which ministry cannot accept it and why; or which decision is needed, and whose."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["depends_on"].offer(self.workshop, self.instance)

    def clean(self):
        data = super().clean()
        apart = data.get("vetoed") or data.get("needs_political_decision")
        if apart and not data.get("apart_reason"):
            self.add_error(
                "apart_reason",
                _("Write the reason: a veto or a need for a decision stands above all scores."),
            )
        return data

    def save(self):
        return answer_gates(bottleneck=self.instance, by=self.by, **self.cleaned_data)
