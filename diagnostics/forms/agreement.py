from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alignment.forms.parts import bare_helper
from alignment.models import Institution
from diagnostics.models import Dissent
from diagnostics.services.agreement import record_dissent, record_outcome
from diagnostics.services.conclusion import conclude
from diagnostics.vocabulary import Level, Outcome

_WITHOUT_LEVEL = [
    (Outcome.NO_AGREEMENT.value, Outcome.NO_AGREEMENT.label),
    (Outcome.NOT_APPLICABLE.value, Outcome.NOT_APPLICABLE.label),
]
LONGEST_REASON = 2000


class ServiceForm(forms.Form):
    """A form whose rules the service keeps; its refusals stand beside the fields they name."""

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.helper = bare_helper(self)

    def is_saved(self) -> bool:
        """True once the service did it; False with what was typed kept, and the reason shown."""
        if not self.is_valid():
            return False
        try:
            self.save()
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return False
        return True


class OutcomeForm(ServiceForm):
    """How the plenary ends a question, in one choice."""

    decision = forms.ChoiceField(label=_("What the plenary decides"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason, in a sentence"),
        max_length=LONGEST_REASON,
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is printed in the roadmap. Needed when no level is agreed."),
    )
    rule_not_applied = forms.BooleanField(
        label=_("A rule exists but is not applied: the level follows practice"), required=False
    )

    def __init__(self, *args, question, **kwargs):
        decided = question.agreed_level or question.outcome
        initial = {
            "decision": str(decided),
            "reason": question.reason,
            "rule_not_applied": question.rule_not_applied,
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.question = question
        levels = [
            (str(value), f"{value} {Level(value).label}: {words}")
            for value, words in question.local_levels
        ]
        self.fields["decision"].choices = [*levels, *_WITHOUT_LEVEL]

    def save(self):
        decision = self.cleaned_data["decision"]
        return record_outcome(
            question=self.question,
            outcome=Outcome.AGREED if decision.isdigit() else decision,
            agreed_level=int(decision) if decision.isdigit() else None,
            reason=self.cleaned_data["reason"],
            rule_not_applied=self.cleaned_data["rule_not_applied"],
            by=self.by,
        )


class DissentForm(ServiceForm):
    institution = forms.ModelChoiceField(
        label=_("Institution"), queryset=Institution.objects.none()
    )
    text = forms.CharField(
        label=_("What it holds instead, in a sentence"),
        max_length=Dissent._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Shown to everybody under the institution's name."),
    )

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, **kwargs)
        self.question = question
        self.fields["institution"].queryset = question.workshop.institutions.all()

    def save(self):
        return record_dissent(question=self.question, by=self.by, **self.cleaned_data)


class ConclusionForm(ServiceForm):
    reason = forms.CharField(
        label=_("Why it ends without both signatures"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop

    def save(self):
        return conclude(workshop=self.workshop, by=self.by, **self.cleaned_data)
