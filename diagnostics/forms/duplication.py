from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alignment.forms.parts import bare_helper, date_input
from diagnostics.services.duplication import duplicate_workshop


class DuplicateForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=200)
    starts_on = forms.DateField(label=_("First day"), widget=date_input())
    ends_on = forms.DateField(label=_("Last day"), widget=date_input())
    with_people = forms.BooleanField(
        label=_("With institutions and seats"),
        required=False,
        help_text=_("Names and posts are copied; PINs and answers never."),
    )
    is_next_round = forms.BooleanField(
        label=_("This is its next round"),
        required=False,
        help_text=_(
            "Once its results are revealed, they stand beside those of this workshop, question "
            "by question, on a page and in its roadmap’s documents."
        ),
    )

    def __init__(self, *args, workshop, is_next_round=False, **kwargs):
        initial = {"title": workshop.title, "is_next_round": is_next_round}
        super().__init__(*args, initial=initial, **kwargs)
        self.workshop = workshop
        self.helper = bare_helper(self)

    def clean(self):
        data = super().clean()
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            message = _("The last day is before the first day. Correct one of the two.")
            self.add_error("ends_on", ValidationError(message, code="days_reversed"))
        return data

    def save(self, *, by):
        return duplicate_workshop(workshop=self.workshop, by=by, **self.cleaned_data)
