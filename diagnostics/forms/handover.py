from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from diagnostics.forms.answers import read_device_answer
from diagnostics.handover import LARGEST, Handover, open_handover
from diagnostics.services.handover import TakenUp, take_up


class HandoverForm(forms.Form):
    file = forms.FileField(
        label=_("The file from the phone"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"required": _("Choose the file from the phone first.")},
        help_text=_("Its name begins with “accord-waiting”."),
    )

    def __init__(self, *args, workshop, by, **kwargs):
        self.workshop, self.by = workshop, by
        super().__init__(*args, **kwargs)

    def clean_file(self) -> Handover:
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST:
            raise ValidationError(_("This file is too large to come from a phone of ours."))
        return open_handover(self.workshop, upload.read())

    def save(self) -> TakenUp:
        return take_up(handover=self.cleaned_data["file"], read=read_device_answer, by=self.by)
