from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from alignment.forms.parts import bare_helper
from diagnostics.services.bank_files import BankFile, request_file

_ANY = [("", _("Any"))]


class PracticeFilterForm(forms.Form):
    """What to show of the practices. Whatever is not understood is left out, and said beside it."""

    stage = forms.ChoiceField(label=_("Stage"), required=False)
    objective = forms.ChoiceField(label=_("Objective"), required=False)
    bottleneck = forms.ChoiceField(label=_("Bottleneck"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    words = forms.CharField(label=_("Words in the text"), max_length=100, required=False)

    def __init__(self, *args, library, countries, **kwargs):
        super().__init__(*args, **kwargs)
        self._offer("stage", [(stage.code, stage.local_title) for stage in library.stages])
        self._offer("objective", [_titled(objective) for objective in library.objectives])
        self._offer("bottleneck", [_titled(entry) for entry in library.bottlenecks])
        self._offer("country", countries)
        self.helper = bare_helper(self)
        self.helper.form_method = "get"
        self.helper.disable_csrf = True
        columns = (Column(name, css_class="col-md-4") for name in self.fields)
        self.helper.layout = Layout(Row(*columns))

    @property
    def wanted(self) -> dict:
        """Arguments of ``catalogue.experience.practices_matching``."""
        self.is_valid()
        return self.cleaned_data

    def _offer(self, name, choices):
        self.fields[name].choices = [*_ANY, *choices]


def _titled(row):
    return row.code, f"{row.code} {row.local_title}"


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
