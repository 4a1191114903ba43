from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alignment.forms.parts import bare_helper
from alignment.forms.sides import seat_label
from alignment.models import Participant
from roadmaps.services.merging import merge_seats, preview_merge


class MergeForm(forms.Form):
    """The seat that goes. Asked with the address first, so that what it does is seen before."""

    other = forms.ModelChoiceField(
        label=_("The other seat of this person"),
        queryset=Participant.objects.none(),
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose the other seat of this person.")
        ),
    )

    def __init__(self, *args, keep: Participant, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.keep, self.by, self.merging = keep, by, None
        seats = keep.workshop.participants.exclude(pk=keep.pk)
        self.fields["other"].queryset = seats.select_related("workshop", "institution__side")
        self.fields["other"].label_from_instance = seat_label
        self.fields["other"].empty_label = _("Choose…")
        self.helper = bare_helper(self)

    def clean(self):
        data = super().clean()
        if data.get("other"):
            self.merging = preview_merge(keep=self.keep, other=data["other"])
        return data

    def save(self) -> bool:
        try:
            merge_seats(keep=self.keep, other=self.cleaned_data["other"], by=self.by)
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return False
        return True
