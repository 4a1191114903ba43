from django import forms

from diagnostics.models import DelegationRemark
from diagnostics.services.delegation import write_line


class LineForm(forms.ModelForm):
    class Meta:
        model = DelegationRemark
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args, participant, question, **kwargs):
        self.participant, self.question = participant, question
        super().__init__(*args, **kwargs)

    def save(self) -> DelegationRemark:
        """Raises ValidationError when nothing is taken any more."""
        text = self.cleaned_data["text"]
        return write_line(participant=self.participant, question=self.question, text=text)
