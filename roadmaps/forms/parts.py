"""What the roadmap's forms share."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alignment.forms.parts import WorkshopPartForm


class RoadmapPartForm(WorkshopPartForm):
    """A row of the roadmap; ``save`` hands over to a service, whose refusals are shown."""

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by

    def is_saved(self) -> bool:
        """True once the service did it; False with what was typed kept, and the reason shown."""
        if not self.is_valid():
            return False
        try:
            self.save()
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return False
        return True


class ObjectivesField(forms.MultipleChoiceField):
    """Codes of the kept objectives, and of those chosen before they were dropped."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        super().__init__(label=_("Objectives"), required=False, **options)

    def offer(self, workshop, chosen):
        self.choices = [
            (aim.code, f"{aim.code} {aim.local_title}")
            for aim in workshop.objectives.all()
            if aim.kept or aim.code in chosen
        ]


class RowsField(forms.ModelMultipleChoiceField):
    """Rows to tick. A number beyond what the database counts is refused like any other."""

    def clean(self, value):
        try:
            return super().clean(value)
        except OverflowError:
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": ", ".join(map(str, value))},
            ) from None
