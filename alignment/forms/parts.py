"""What the set-up forms share: their frame, and the refusal once the workshop is over."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.translation import gettext_lazy as _

DASHES = "---------"  # how Django shows that nothing is chosen


def bare_helper(form) -> FormHelper:
    """The form's fields only: the page owns ``<form>``, its address and its buttons.

    Lists in which nothing is chosen yet say so in words.
    """
    for field in form.fields.values():
        _word_empty_choice(field, _("Choose…") if field.required else _("None chosen"))
    helper = FormHelper(form)
    helper.form_tag = False
    return helper


def _word_empty_choice(field, words):
    if getattr(field, "empty_label", None) == DASHES:
        field.empty_label = words
    elif isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        shown = list(field.choices)
        if shown and shown[0][1] == DASHES:
            field.choices = [(shown[0][0], words), *shown[1:]]


def date_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def time_input() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class WorkshopPartForm(forms.ModelForm):
    """A row that belongs to ``workshop``. The row's own uniqueness is checked as well.

    ``identity`` names the field beside which "already there" is said.
    """

    identity = "title"

    def __init__(self, *args, workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        self.instance.workshop = workshop
        self.helper = bare_helper(self)

    def clean(self):
        data = super().clean()
        self.workshop.ensure_not_over()
        return data

    def _update_errors(self, errors):
        already_there = errors.error_dict.pop(NON_FIELD_ERRORS, [])
        if already_there:
            errors.error_dict.setdefault(self.identity, []).extend(already_there)
        super()._update_errors(errors)

    def _get_validation_exclusions(self):
        # The workshop stands on no form, yet is half of every "only once" rule.
        return super()._get_validation_exclusions() - {"workshop"}
