from django import forms
from django.utils.translation import gettext_lazy as _

from diagnostics.vocabulary import QuestionState


class StateForm(forms.Form):
    """A press on one of the stage switches. ``back`` is the page it stands on."""

    stage = forms.CharField(max_length=12)
    state = forms.ChoiceField(choices=QuestionState.choices)
    question = forms.CharField(max_length=12, required=False)
    back = forms.ChoiceField(
        choices=[
            ("run", _("Answer")),
            ("control", _("Control")),
            ("compare", _("Compare")),
            ("agree", _("Agree")),
        ],
        required=False,
    )

    @property
    def selection(self) -> dict:
        """Arguments of ``set_state``."""
        code = self.cleaned_data["question"]
        return {"stage": self.cleaned_data["stage"], "questions": [code] if code else None}
