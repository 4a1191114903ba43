from django import forms
from django.utils.translation import gettext_lazy as _

from roadmaps.services.rehearsal import begin_rehearsal, end_rehearsal


class RehearsalForm(forms.Form):
    """Which press it was; so that a page that is out of date never does the other one."""

    press = forms.ChoiceField(choices=[("begin", _("Begin")), ("end", _("End"))])
    free_seats = forms.BooleanField(required=False)

    def save(self, *, workshop, by):
        if self.cleaned_data["press"] == "begin":
            return begin_rehearsal(workshop=workshop, by=by)
        return end_rehearsal(workshop=workshop, free_seats=self.cleaned_data["free_seats"], by=by)
