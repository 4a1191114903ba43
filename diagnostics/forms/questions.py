from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from alignment.forms.parts import bare_helper
from alignment.vocabulary import Function, SideCode
from diagnostics.models import Question
from diagnostics.services.questions import add_own_question, change_own_question, set_weights

_ANY = [("", _("Any"))]
LEVELS = (1, 2, 3, 4)
LONGEST_LEVEL = 600
MOST_EVIDENCE = 10


def _fields_only(form) -> FormHelper:
    """The template owns ``<form>``, its address, its token and its buttons."""
    helper = bare_helper(form)
    helper.disable_csrf = True
    return helper


class QuestionFilterForm(forms.Form):
    """What to show of the bank. Whatever is not understood is left out, and said beside it."""

    stage = forms.ChoiceField(label=_("Stage"), required=False)
    objective = forms.ChoiceField(label=_("Objective"), required=False)
    function = forms.ChoiceField(
        label=_("Health-financing function"), choices=[*_ANY, *Function.choices], required=False
    )
    who = forms.ChoiceField(
        label=_("Who answers"), choices=[*_ANY, *SideCode.choices], required=False
    )
    words = forms.CharField(label=_("Words in the text"), max_length=100, required=False)
    gateway = forms.BooleanField(label=_("Gateway questions only"), required=False)

    def __init__(self, *args, stages, objectives, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stage"].choices = [*_ANY, *((s.code, s.local_title) for s in stages)]
        self.fields["objective"].choices = [*_ANY, *((o.code, _titled(o)) for o in objectives)]
        self.helper = _fields_only(self)
        self.helper.form_method = "get"
        self.helper.layout = Layout(
            Row(*(Column(name, css_class="col-md-4") for name in self.fields))
        )

    @property
    def wanted(self) -> dict:
        """Arguments of ``catalogue.matching``."""
        self.is_valid()
        return self.cleaned_data


def _titled(objective):
    return f"{objective.code} {objective.local_title}"


class CodesForm(forms.Form):
    """Question codes that a button of the page sent."""

    codes = forms.MultipleChoiceField(
        error_messages={
            "required": _("No question is shown that could be chosen. Change the filter first."),
            "invalid_choice": _(
                "The question bank has no question %(value)s. Choose from the list on the page."
            ),
        }
    )

    def __init__(self, *args, codes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = [(code, code) for code in codes]


class WeightsForm(forms.Form):
    """One whole number from 1 to 10 for each picked question."""

    def __init__(self, *args, workshop, questions, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        for question in questions:
            self.fields[question.code] = forms.IntegerField(
                label=f"{question.code} {question.local_text}",
                initial=question.weight,
                min_value=1,
                max_value=10,
            )
        self.helper = _fields_only(self)

    def save(self):
        set_weights(workshop=self.workshop, weights=self.cleaned_data)


class OwnQuestionForm(forms.ModelForm):
    """A question in the workshop's own words. Every field of it is on the form."""

    who = forms.MultipleChoiceField(label=_("Who answers"), widget=forms.CheckboxSelectMultiple)
    objectives = forms.MultipleChoiceField(
        label=_("Objectives it serves"), widget=forms.CheckboxSelectMultiple, required=False
    )
    evidence = forms.CharField(
        label=_("Evidence to bring"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
        help_text=_("One piece of evidence per line, at most 10."),
    )

    class Meta:
        model = Question
        fields = ["stage", "text", "function", "why_health", "why_finance", "minutes", "gateway"]
        labels = {
            "stage": _("Stage of the budget cycle"),
            "text": _("Question"),
            "minutes": _("Minutes it takes to answer"),
            "gateway": _("Gateway question"),
        }
        help_texts = {
            "text": _("Plain words, at most 35 of them."),
            "gateway": _("A level 1 is shown beside the stage and never averaged away."),
        }
        widgets = {
            name: forms.Textarea(attrs={"rows": 2})
            for name in ("text", "why_health", "why_finance")
        }

    field_order = ["stage", "text", "level_1", "level_2", "level_3", "level_4", "who", "function"]

    def __init__(self, *args, workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        self._add_levels()
        self._offer_choices()
        self.fields["minutes"].validators += [MinValueValidator(1), MaxValueValidator(60)]
        self.order_fields(self.field_order)
        self.helper = _fields_only(self)

    def _add_levels(self):
        hints = {
            1: _("What is seen when rule and practice stand in the way of the objective."),
            3: _("What is seen at the usual benchmark: the rule is there and mostly applied."),
            4: _("What is seen when rule and practice are as they should be, with proof."),
        }
        for number, words in zip(LEVELS, self.instance.levels or [""] * 4, strict=True):
            self.fields[f"level_{number}"] = forms.CharField(
                label=_("Level %(number)d") % {"number": number},
                widget=forms.Textarea(attrs={"rows": 2}),
                max_length=LONGEST_LEVEL,
                initial=words,
                help_text=hints.get(number, ""),
            )

    def _offer_choices(self):
        fields, instance = self.fields, self.instance
        fields["stage"].queryset = self.workshop.stages.all()
        sides = list(self.workshop.sides.all())
        fields["who"].choices = [(side.code, str(side)) for side in sides]
        objectives = self.workshop.objectives.filter(kept=True)
        fields["objectives"].choices = [(o.code, _titled(o)) for o in objectives]
        self.initial |= {
            "who": instance.who if instance.pk else [s.code for s in sides if s.is_ministry],
            "objectives": instance.objectives,
            "evidence": "\n".join(instance.evidence),
        }

    def clean_evidence(self):
        lines = [line.strip() for line in self.cleaned_data["evidence"].splitlines()]
        pieces = [line for line in lines if line]
        if len(pieces) > MOST_EVIDENCE:
            raise forms.ValidationError(_("Give at most 10 lines. Join or remove some."))
        return pieces

    def clean(self):
        data = super().clean()
        levels = [data[f"level_{n}"].casefold() for n in LEVELS if data.get(f"level_{n}")]
        if len(set(levels)) < len(levels):
            message = _("Two levels say the same. Word each so that people can tell them apart.")
            self.add_error("level_4", message)
        return data

    def save(self):
        words = dict(self.cleaned_data)
        words["levels"] = [words.pop(f"level_{number}") for number in LEVELS]
        if self.instance.pk:
            return change_own_question(question=self.instance, **words)
        return add_own_question(workshop=self.workshop, **words)
