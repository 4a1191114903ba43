from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alignment.tables import LARGEST_FILE


class ImportForm(forms.Form):
    """A file, or rows pasted from a spreadsheet. One of them is enough."""

    file = forms.FileField(
        label=_("A file"),
        required=False,
        help_text=_("Excel (XLSX) or CSV UTF-8, up to 5 MB."),
    )
    table = forms.CharField(
        label=_("Or paste the rows here"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("Copy them from Excel or Word together with the row of column names."),
        strip=False,
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 5 MB. Is it the right one?"))
        return file

    def clean(self):
        data = super().clean()
        if not self.errors and not data.get("file") and not (data.get("table") or "").strip():
            raise ValidationError(_("Choose a file or paste the rows."))
        return data

    def source(self) -> bytes | str:
        file = self.cleaned_data.get("file")
        return file.read() if file else self.cleaned_data["table"]
