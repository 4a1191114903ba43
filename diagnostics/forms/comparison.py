from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from diagnostics.comparison import Comparison, Line
from diagnostics.wording import READINGS

_ANY = [("", _("Any"))]


class ComparisonFilterForm(forms.Form):
    """Which questions to list. What is not understood is said beside the field and left out."""

    stage = forms.ChoiceField(label=_("Stage"), required=False)
    objective = forms.ChoiceField(label=_("Objective"), required=False)
    side = forms.ChoiceField(label=_("Asked of"), required=False)
    reading = forms.ChoiceField(
        label=_("What both ministries say"), choices=[*_ANY, *READINGS.items()], required=False
    )

    def __init__(self, *args, comparison: Comparison, **kwargs):
        super().__init__(*args, **kwargs)
        self.comparison = comparison
        for name, lines in [("stage", comparison.stages), ("objective", comparison.objectives)]:
            titles = ((line.group.code, line.group.local_title) for line in lines)
            self.fields[name].choices = [*_ANY, *titles]
        self.fields["side"].choices = [*_ANY, *comparison.sides]
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Row(*(Column(name, css_class="col-md-3") for name in self.fields))
        )

    @property
    def is_used(self) -> bool:
        return any(self.cleaned_data.values())

    def lines(self) -> list[Line]:
        """The lines asked for, in bank order."""
        self.is_valid()
        return [line for line in self.comparison.lines if self._asks_for(line)]

    def _asks_for(self, line):
        wanted = self.cleaned_data
        return (
            wanted.get("stage") in ("", None, line.result.stage)
            and wanted.get("side") in ("", None, *line.result.named_sides)
            and wanted.get("reading") in ("", None, line.result.reading)
            and (not wanted.get("objective") or wanted["objective"] in line.result.objectives)
        )
