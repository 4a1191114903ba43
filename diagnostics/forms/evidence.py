import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from alignment.file_metadata import without_metadata
from alignment.files import ACCEPT, ReadFile, read_file
from diagnostics.models import EvidenceFile
from diagnostics.services.evidence import add_evidence_file


class EvidenceForm(forms.Form):
    """One file beside an answer. ``upload`` tells a file sent twice from two files."""

    file = forms.FileField(
        label=_("Photo or file"),
        allow_empty_file=True,  # read_file says it in our words
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": _("Choose a photo or a file first.")},
    )
    upload = forms.UUIDField(widget=forms.HiddenInput)
    mode = forms.CharField(max_length=13, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, participant, question, **kwargs):
        self.participant, self.question = participant, question
        mode = participant.side.mode if participant.side else ""
        super().__init__(*args, initial={"upload": uuid.uuid4(), "mode": mode}, **kwargs)

    def clean_file(self) -> ReadFile:
        return without_metadata(read_file(self.cleaned_data["file"]))

    def save(self) -> EvidenceFile:
        """Raises ValidationError when the question takes no file."""
        return add_evidence_file(
            participant=self.participant, question=self.question, **self.cleaned_data
        )
