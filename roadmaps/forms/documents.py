from django import forms
from django.utils.translation import gettext_lazy as _

from roadmaps.models import Document
from roadmaps.services.documents import request_document


class DocumentForm(forms.Form):
    """Asks for one document. ``version`` is empty for the draft."""

    kind = forms.ChoiceField(label=_("kind"), choices=Document.Kind.choices)
    language = forms.CharField(label=_("language"), max_length=10)
    version = forms.IntegerField(label=_("version"), required=False, min_value=1)

    def __init__(self, *args, workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop

    def clean_language(self):
        language = self.cleaned_data["language"]
        if language not in (self.workshop.languages or [self.workshop.language]):
            raise forms.ValidationError(
                _("The workshop does not work in this language. Choose one from the list.")
            )
        return language

    def clean_version(self):
        number = self.cleaned_data["version"]
        if number is None:
            return None
        version = self.workshop.roadmap_versions.filter(number=min(number, 2**31 - 1)).first()
        if version is None:
            raise forms.ValidationError(_("There is no such version. Choose one from the list."))
        return version

    def save(self) -> Document:
        return request_document(workshop=self.workshop, **self.cleaned_data)
