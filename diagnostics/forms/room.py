"""What the facilitator says about the room: its address and its Wi-Fi."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MinLengthValidator
from django.utils.translation import gettext_lazy as _

from alignment.services.slips import issue_slips
from alignment.services.workshops import change_workshop
from diagnostics.services.slip_sheets import request_sheet, slip_sheet

SHORTEST_PASSWORD = 8  # of any Wi-Fi that asks for one


class AddressField(forms.ChoiceField):
    """One of the addresses under which this server was found. The first is chosen already."""

    def __init__(self, **more):
        super().__init__(label=_("Address for the phones"), widget=forms.RadioSelect, **more)

    def offer(self, found: list[str], *, confirmed: str) -> None:
        self.choices = [(address, address) for address in found]
        self.initial = confirmed if confirmed in found else found[0]


class PosterForm(forms.Form):
    """What the poster says. The address is asked for where several were found, or another was
    confirmed before."""

    join_address = AddressField()
    wifi_name = forms.CharField(
        label=_("Name of the Wi-Fi"),
        max_length=32,
        required=False,
        help_text=_("As phones show it. Empty: nothing is said about Wi-Fi."),
    )
    wifi_password = forms.CharField(
        label=_("Password of the Wi-Fi"),
        max_length=63,
        required=False,
        validators=[
            MinLengthValidator(
                SHORTEST_PASSWORD,
                _("A Wi-Fi password has at least 8 characters. Compare it with your router's."),
            )
        ],
        help_text=_("Everybody who sees the poster can read it. Empty: you say it aloud instead."),
    )

    def __init__(self, *args, workshop, found: list[str], by, **kwargs):
        kept = {name: getattr(workshop, name) for name in ("wifi_name", "wifi_password")}
        super().__init__(*args, initial=kept, **kwargs)
        self.workshop, self.by = workshop, by
        self.fields["join_address"].offer(found, confirmed=workshop.join_address)
        if len(found) == 1 and workshop.join_address in ("", found[0]):
            del self.fields["join_address"]
        self.helper = FormHelper(self)
        self.helper.form_tag = False

    def clean(self):
        data = super().clean()
        self.workshop.ensure_not_over()
        if data.get("wifi_password") and not data.get("wifi_name", "-"):
            self.add_error(
                "wifi_name",
                ValidationError(
                    _("Type the name of the Wi-Fi too, or take the password away."),
                    code="wifi_without_name",
                ),
            )
        return data

    def save(self):
        return change_workshop(workshop=self.workshop, by=self.by, **self.cleaned_data)


class SlipsForm(forms.Form):
    """The press that makes slips. Always with the address, so that somebody has looked at it."""

    join_address = AddressField(
        help_text=_("The slips carry it. Keep it the same until the workshop ends."),
    )
    renew = forms.BooleanField(
        label=_("Make all slips new. Those printed before stop working."), required=False
    )

    def __init__(self, *args, workshop, found: list[str], by, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop, self.by = workshop, by
        self.made = 0
        self.fields["join_address"].offer(found, confirmed=workshop.join_address)

    def ask_whether_to_renew(self, has_slips: bool) -> None:
        if not has_slips:
            del self.fields["renew"]

    def save(self, *, language: str) -> bool:
        """True when the slips are made and their sheet is on its way; else the form says why."""
        try:
            self.made = issue_slips(
                workshop=self.workshop,
                address=self.cleaned_data["join_address"],
                renew=self.cleaned_data.get("renew", False),
                by=self.by,
            )
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return False
        self.workshop.refresh_from_db(fields=["join_address"])
        request_sheet(sheet=slip_sheet(self.workshop, language))
        return True
