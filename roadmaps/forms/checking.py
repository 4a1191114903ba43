from django import forms
from django.utils.translation import gettext_lazy as _

from alignment.forms.parts import bare_helper

LARGEST = 25 * 1024 * 1024


class CheckForm(forms.Form):
    """A file to compare with the one that was signed."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("At most 25 MB."),
        allow_empty_file=True,
        error_messages={"required": _("Choose the file to compare.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = bare_helper(self)
        self.helper.disable_csrf = True

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("This file is larger than any roadmap made here. Choose the file you were sent.")
            )
        return file
