from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alignment.forms.parts import bare_helper
from alignment.models import Objective
from alignment.services.objectives import add_objective, change_objectives
from alignment.vocabulary import Function


class ObjectiveForm(forms.ModelForm):
    """One line of the list; shows the wording in the reader's language."""

    class Meta:
        model = Objective
        fields = ["kept", "title", "meaning"]
        labels = {"kept": _("Keep"), "title": _("Title"), "meaning": _("Meaning")}
        widgets = {
            "kept": forms.CheckboxInput(attrs={"class": "form-check-input"}),
            "meaning": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("title", "meaning"):
            self.initial[name] = self.instance.text_in(name)


class ObjectiveFormSet(
    forms.modelformset_factory(Objective, form=ObjectiveForm, extra=0, edit_only=True)
):
    """The whole list in one form. Call ``save_for`` instead of ``save``."""

    def clean(self):
        super().clean()
        # A line that is not in the queryset: of another workshop, or gone meanwhile.
        if any(form.instance.pk is None for form in self.forms):
            raise ValidationError(
                _("The list has changed since you opened this page. Reload it and try again."),
                code="list_changed",
            )

    def save_for(self, *, workshop, by):
        stored = Objective.objects.in_bulk([form.instance.pk for form in self.forms])
        changes = {
            stored[form.instance.pk]: form.cleaned_data for form in self.forms if form.has_changed()
        }
        change_objectives(workshop=workshop, changes=changes, by=by)

    def by_function(self):
        """Each function with its forms; functions without objectives left out."""
        groups = [
            (function, [form for form in self.forms if form.instance.function == function])
            for function in Function
        ]
        return [group for group in groups if group[1]]


class FunctionForm(forms.Form):
    """A press on "keep all" or "keep none" of one function."""

    keep_all = forms.ChoiceField(choices=Function.choices, required=False)
    keep_none = forms.ChoiceField(choices=Function.choices, required=False)

    @property
    def pressed(self) -> dict:
        """Arguments of ``keep_function``; empty when another button was pressed."""
        self.is_valid()
        chosen = self.cleaned_data
        kept, dropped = chosen.get("keep_all"), chosen.get("keep_none")
        return {"function": kept or dropped, "kept": bool(kept)} if kept or dropped else {}


class OwnObjectiveForm(forms.ModelForm):
    class Meta:
        model = Objective
        fields = ["title", "meaning", "function"]
        labels = {"title": _("Title"), "meaning": _("Meaning")}
        widgets = {"meaning": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, workshop, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop, self.by = workshop, by
        self.helper = bare_helper(self)

    def clean(self):
        self.workshop.ensure_draft()
        return super().clean()

    def save(self):
        return add_objective(workshop=self.workshop, by=self.by, **self.cleaned_data)
