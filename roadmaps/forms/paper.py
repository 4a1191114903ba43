from django import forms
from django.utils.translation import gettext_lazy as _

from alignment.files import ACCEPT_PICTURES, read_file
from alignment.forms.parts import bare_helper
from alignment.vocabulary import MINISTRIES
from diagnostics.forms.agreement import ServiceForm
from roadmaps.services.paper import attach_scan, choose_paper, remove_logo, set_logo
from roadmaps.vocabulary import PaperSize

ACCEPT_SCANS = f"{ACCEPT_PICTURES},.pdf"
SCANS = ("image/jpeg", "image/png", "application/pdf")


class LetterheadForm(ServiceForm):
    """Paper size and one picture for each ministry."""

    paper = forms.ChoiceField(label=_("Paper"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args, workshop, paper, usual, logos, **kwargs):
        """``usual``: the paper of the country; ``logos``: sides that have a picture."""
        super().__init__(*args, initial={"paper": paper}, **kwargs)
        self.sides = {side.code: side for side in workshop.sides.filter(code__in=MINISTRIES)}
        self.workshop = workshop
        self.fields["paper"].choices = [
            ("", _("As usual in the country: %(paper)s") % {"paper": PaperSize(usual).label}),
            *PaperSize.choices,
        ]
        for code, side in self.sides.items():
            self.fields[f"logo_{code}"] = _picture(side, code in logos)
            if code in logos:
                self.fields[f"remove_{code}"] = forms.BooleanField(
                    label=_("Take away the logo: %(side)s") % {"side": side}, required=False
                )
        # Once more: the fields of the sides came after the first.
        self.helper = bare_helper(self)

    def clean(self):
        data = super().clean()
        for code in self.sides:
            upload = data.get(f"logo_{code}")
            if upload:
                data[f"logo_{code}"] = self._read(f"logo_{code}", upload)
        return data

    def _read(self, name, upload):
        try:
            return read_file(upload, only_pictures=True)
        except forms.ValidationError as refusal:
            self.add_error(name, refusal)
            return None

    def save(self):
        data = self.cleaned_data
        choose_paper(workshop=self.workshop, paper=data["paper"])
        for code, side in self.sides.items():
            if data.get(f"logo_{code}"):
                set_logo(side=side, file=data[f"logo_{code}"], by=self.by)
            elif data.get(f"remove_{code}"):
                remove_logo(side=side)


def _picture(side, there_is_one):
    label = _("Another logo: %(side)s") if there_is_one else _("Logo: %(side)s")
    return forms.FileField(
        label=label % {"side": side},
        required=False,
        help_text=_("JPEG or PNG, at most 10 MB. On white it prints best."),
        widget=forms.FileInput(attrs={"accept": ACCEPT_PICTURES}),
    )


class ScanForm(ServiceForm):
    """A page or a whole document that came back with ink on it."""

    file = forms.FileField(
        label=_("Scan or photograph"),
        help_text=_("PDF, JPEG or PNG, at most 10 MB. Several pages fit in one PDF."),
        widget=forms.FileInput(attrs={"accept": ACCEPT_SCANS}),
    )
    version = forms.TypedChoiceField(label=_("What was signed"), coerce=int, required=False)

    def __init__(self, *args, workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        self.versions = {version.number: version for version in workshop.roadmap_versions.all()}
        self.fields["version"].choices = [
            *((number, _("Version %(number)d") % {"number": number}) for number in self.versions),
            ("", _("A text that was signed on paper only")),
        ]
        self.initial["version"] = next(iter(self.versions), "")

    def clean_file(self):
        file = read_file(self.cleaned_data["file"])
        if file.media_type not in SCANS:
            raise forms.ValidationError(
                _("This is neither a picture nor a PDF. Scan or photograph the signed paper.")
            )
        return file

    def save(self):
        data = self.cleaned_data
        version = self.versions.get(data["version"])
        return attach_scan(workshop=self.workshop, file=data["file"], version=version, by=self.by)
