from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from alignment.files import ACCEPT, read_file
from alignment.forms.parts import WorkshopPartForm
from alignment.models import PackDocument
from alignment.services.pack import add_document, change_document
from alignment.vocabulary import Audience


class PackDocumentForm(WorkshopPartForm):
    """Adds a document, or changes the one given as ``instance``."""

    url = forms.URLField(
        label=_("Link"),
        max_length=500,
        required=False,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("Opens only where there is internet. In a room without it, bring the file."),
    )
    upload = forms.FileField(label=_("File"), required=False)
    audience = forms.ChoiceField(
        label=_("Who may see it"), choices=Audience.choices, widget=forms.RadioSelect
    )

    field_order = ["title", "kind", "upload", "url", "year", "source", "audience", "side"]

    class Meta:
        model = PackDocument
        fields = ["title", "kind", "year", "source", "url", "audience", "side"]
        labels = {
            "title": _("Title"),
            "kind": _("Kind"),
            "year": _("Year"),
            "source": _("Who published it"),
            "side": _("Which side"),
        }
        help_texts = {"side": _("Only where people of one side may see it.")}

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.read = by, None
        self.fields["side"].queryset = self.workshop.sides.all()
        self.fields["upload"].widget.attrs["accept"] = ACCEPT
        self.fields["upload"].help_text = self._about_files()
        if not self.instance.pk:
            self.initial.setdefault("audience", Audience.EVERYBODY)

    def _about_files(self):
        if self.instance.pk and self.instance.file:
            said = _("Now: %(name)s. Choose another file to replace it.")
            return said % {"name": self.instance.file.name}
        return _("A picture, PDF, Word, Excel, PowerPoint or OpenDocument file, at most 10 MB.")

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload:
            self.read = read_file(upload)
        return upload

    def clean(self):
        data = super().clean()
        if data.get("audience") == Audience.SIDE and not data.get("side"):
            self.add_error("side", ValidationError(_("Choose the side."), code="side_missing"))
        if self.read and data.get("url"):
            both = _("Give a file or a link, not both. Take one of them away.")
            self.add_error("url", ValidationError(both, code="file_and_link"))
        nothing = not (self.read or data.get("url") or self.instance.file_id)
        if nothing and not {"upload", "url"} & set(self.errors):
            none = _("Choose a file, or type a link.")
            self.add_error("upload", ValidationError(none, code="nothing_given"))
        return data

    def save(self):
        data = {name: self.cleaned_data[name] for name in self.Meta.fields}
        if self.instance.pk:
            return change_document(document=self.instance, file=self.read, by=self.by, **data)
        return add_document(workshop=self.workshop, file=self.read, by=self.by, **data)
