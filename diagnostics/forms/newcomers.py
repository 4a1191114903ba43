from django import forms
from django.utils.translation import gettext_lazy as _

from alignment.forms.parts import bare_helper
from alignment.models import Institution, Newcomer
from alignment.services.newcomers import admit, ask_to_be_let_in


class AskForm(forms.Form):
    """What a newcomer says. Nothing must be filled in: the facilitator asks aloud."""

    institution = forms.ModelChoiceField(
        label=_("Your institution"),
        queryset=Institution.objects.none(),
        required=False,
        empty_label=_("Not in this list"),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        required=False,
        help_text=_("The facilitator asked for names. You may leave this empty."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, *args, workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        self.fields["institution"].queryset = workshop.institutions.all()
        if not workshop.names_asked:
            del self.fields["name"]

    def save(self) -> Newcomer:
        return ask_to_be_let_in(workshop=self.workshop, **self.cleaned_data)


class AdmitForm(forms.Form):
    """Where the facilitator lets a newcomer sit."""

    institution = forms.ModelChoiceField(
        label=_("Institution"),
        queryset=Institution.objects.none(),
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose the institution of the new seat.")
        ),
    )

    def __init__(self, *args, newcomer: Newcomer, by, **kwargs):
        initial = {"institution": newcomer.institution_id}
        super().__init__(*args, initial=initial, auto_id=f"n{newcomer.pk}_%s", **kwargs)
        self.newcomer, self.by = newcomer, by
        self.fields["institution"].queryset = newcomer.workshop.institutions.all()
        self.helper = bare_helper(self)

    def offer(self, institutions: list[Institution]) -> None:
        """Read once for all forms of a page."""
        named = [(institution.pk, institution.name) for institution in institutions]
        self.fields["institution"].choices = [("", _("Choose…")), *named]

    def save(self):
        return admit(newcomer=self.newcomer, by=self.by, **self.cleaned_data)
