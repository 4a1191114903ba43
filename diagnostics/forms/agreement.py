from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alignment.forms.parts import bare_helper
from alignment.models import Institution
from diagnostics.models import Dissent
from diagnostics.services.agreement import (
    agree_together,
    record_dissent,
    record_outcome,
    record_verdict,
)
from diagnostics.services.conclusion import conclude
from diagnostics.services.states import ALL, set_state
from diagnostics.vocabulary import Level, Outcome, PlenaryVerdict, QuestionState

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

    @property
    def refusals(self) -> list[str]:
        """What is wrong, for a page on which the form has no fields of its own."""
        return [text for texts in self.errors.values() for text in texts]


class VerdictForm(ServiceForm):
    """Whether the ministries share a view, in one press. Nothing chosen takes it back."""

    verdict = forms.ChoiceField(
        choices=PlenaryVerdict.choices,
        required=False,
        error_messages={"invalid_choice": _("Press one of the three, or take the verdict back.")},
    )

    def __init__(self, *args, question, **kwargs):
        super().__init__(*args, **kwargs)
        self.question = question

    def save(self):
        return record_verdict(question=self.question, by=self.by, **self.cleaned_data)


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


class TogetherForm(ServiceForm):
    """The questions to agree on in one go, each at the level that was proposed: ``F-01:3``."""

    agreed = forms.MultipleChoiceField(
        error_messages={
            "required": _("Tick at least one question, or settle them one by one."),
            "invalid_choice": _(
                "Something changed meanwhile. Look at the list again, then press once more."
            ),
        }
    )

    def __init__(self, *args, workshop, proposed, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        values = [f"{code}:{level}" for code, level in proposed.items()]
        self.fields["agreed"].choices = [(value, value) for value in values]

    def save(self):
        pairs = (value.rsplit(":", 1) for value in self.cleaned_data["agreed"])
        levels = {code: int(level) for code, level in pairs}
        return agree_together(workshop=self.workshop, levels=levels, by=self.by)


class SecondRoundForm(ServiceForm):
    """Disputed questions that everybody answers once more."""

    again = forms.MultipleChoiceField(
        error_messages={
            "required": _("Tick at least one question to vote on again."),
            "invalid_choice": _(
                "Something changed meanwhile. Look at the list again, then press once more."
            ),
        }
    )

    def __init__(self, *args, workshop, disputed, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        self.fields["again"].choices = [(code, code) for code in disputed]

    def save(self):
        set_state(
            workshop=self.workshop,
            stage=ALL,
            state=QuestionState.OPEN,
            questions=self.cleaned_data["again"],
            by=self.by,
        )


class TimeForm(forms.Form):
    """How many minutes there are for what is to be talked through."""

    minutes = forms.IntegerField(
        label=_("Minutes for these questions"), min_value=1, max_value=1440, required=False
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
