from django import forms
from django.utils.translation import gettext_lazy as _

from diagnostics.services.bank_files import BankFile, request_file


class PrintForm(forms.Form):
    """The part of the bank that a button of the page asks to be printed."""

    part = forms.ChoiceField(
        error_messages={
            "required": _("Choose what to print from the list below."),
            "invalid_choice": _("Choose what to print from the list below."),
        }
    )

    def __init__(self, *args, files: list[BankFile], **kwargs):
        super().__init__(*args, **kwargs)
        self.files = {file.part: file for file in files}
        self.fields["part"].choices = [(part, part) for part in self.files]

    def save(self) -> None:
        request_file(file=self.files[self.cleaned_data["part"]])
