from django import forms
from django.utils.translation import gettext_lazy as _

from diagnostics.forms.agreement import ServiceForm
from roadmaps.services.signing import sign


class SignForm(ServiceForm):
    """A signatory's name and post under what the page showed, confirmed with the seat's PIN."""

    name = forms.CharField(label=_("Your name"), max_length=150)
    post = forms.CharField(label=_("Your post"), max_length=150)
    pin = forms.CharField(
        label=_("PIN of your seat"),
        max_length=20,
        widget=forms.PasswordInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=_("The six digits you chose when you joined."),
    )
    digest = forms.CharField(
        label=_("What the page showed"), max_length=64, widget=forms.HiddenInput
    )

    def __init__(self, *args, participant, digest, **kwargs):
        initial = {"name": participant.name, "post": participant.post, "digest": digest}
        super().__init__(*args, by=None, initial=initial, **kwargs)
        self.participant, self.shown_digest = participant, digest

    def is_saved(self) -> bool:
        if super().is_saved():
            return True
        if self.is_bound:
            # The page now shows the present content: what is sent next stands under that.
            self.data = self.data.copy()
            self.data["digest"] = self.shown_digest
        return False

    def save(self):
        return sign(participant=self.participant, **self.cleaned_data)
