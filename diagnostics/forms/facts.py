from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from diagnostics.models import Question
from diagnostics.services.facts import record_fact
from diagnostics.vocabulary import unit_name


class FactForm(forms.Form):
    """A figure that this question asks for."""

    code = forms.ChoiceField(label=_("Figure"))
    value = forms.CharField(label=_("Value"), max_length=60)
    year = forms.CharField(
        label=_("Year"),
        max_length=20,
        required=False,
        help_text=_("Fiscal year, such as 2024 or 2024/25."),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        required=False,
        help_text=_("The document or system that the figure is taken from."),
    )
    provided_by = forms.CharField(
        label=_("Provided by"),
        max_length=200,
        help_text=_("The institution or office that answers for the figure, not a person."),
    )

    def __init__(self, *args, question: Question, **kwargs):
        super().__init__(*args, **kwargs)
        self.question = question
        self.fields["code"].choices = fact_labels(question).items()

    def save(self, *, participant=None, by=None):
        """The fact, or None with the reason among the form's errors."""
        try:
            return record_fact(
                question=self.question, participant=participant, by=by, **self.cleaned_data
            )
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)
            return None


def fact_labels(question: Question) -> dict[str, str]:
    """Names of the figures by code, each with its unit."""
    return {
        fact["code"]: f"{fact['label']} ({unit_name(fact['unit'])})"
        if fact.get("unit")
        else fact["label"]
        for fact in question.local_facts
    }
