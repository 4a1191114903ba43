from django import forms
from django.utils.translation import gettext_lazy as _

from diagnostics.forms.agreement import ServiceForm
from roadmaps.services.circulation import release, release_on_behalf


class ReleaseForm(ServiceForm):
    """A signatory's word, confirmed with the seat's PIN."""

    pin = forms.CharField(
        label=_("PIN of your seat"),
        max_length=20,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("The six digits you chose when you joined."),
    )

    def __init__(self, *args, participant, digest, **kwargs):
        super().__init__(*args, by=None, **kwargs)
        self.participant, self.digest = participant, digest

    def save(self):
        return release(participant=self.participant, digest=self.digest, **self.cleaned_data)


class ReleaseOnBehalfForm(ServiceForm):
    """A facilitator writes down what a ministry let be known."""

    note = forms.CharField(
        label=_("How the ministry let it be known"),
        max_length=300,
        help_text=_("For example: letter no. 112 of 3 March, or said in the closing session."),
    )

    def __init__(self, *args, side, digest, **kwargs):
        super().__init__(*args, **kwargs)
        self.side, self.digest = side, digest

    def save(self):
        return release_on_behalf(
            side=self.side, digest=self.digest, by=self.by, **self.cleaned_data
        )
