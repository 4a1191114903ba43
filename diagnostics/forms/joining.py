from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from alignment.codes import typed
from alignment.models import Workshop
from alignment.services.joining import claim_seat, return_to_seat
from alignment.services.seats import choose_language
from alignment.slips import seat_of_slip
from alignment.vocabulary import language_choices

EASY = {digit * 6 for digit in "0123456789"} | {"123456", "654321", "012345", "543210"}


class CodeForm(forms.Form):
    """The code on the wall, however it was typed."""

    code = forms.CharField(
        label=_("Workshop code"),
        max_length=20,
        help_text=_("It stands on the wall or on your invitation."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self):
        code = typed(self.cleaned_data["code"])
        if not Workshop.objects.filter(code=code).exists():
            raise ValidationError(
                _("No workshop has this code. Compare it with the code on the wall."),
                code="code_unknown",
            )
        return code


class SlipField(forms.CharField):
    """The claim code on a slip, however it was typed."""

    def __init__(self, **more):
        attrs = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        super().__init__(
            label=_("Code on your slip"),
            max_length=20,
            help_text=_("Eight letters and figures. Large or small, with or without the dash."),
            widget=forms.TextInput(attrs=attrs),
            **more,
        )

    def clean(self, value):
        return typed(super().clean(value))


class SlipForm(forms.Form):
    claim = SlipField()

    def __init__(self, *args, workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop

    def clean_claim(self):
        if seat_of_slip(self.workshop, self.cleaned_data["claim"]) is None:
            raise ValidationError(
                _(
                    "No slip of this workshop has this code. Compare it with the newest slip that "
                    "you were given, or ask the facilitator."
                ),
                code="slip_unknown",
            )
        return self.cleaned_data["claim"]


class LanguageForm(forms.Form):
    """One of the languages that the workshop works in."""

    language = forms.ChoiceField(
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"),
            _("The workshop does not work in this language. Choose one from the list."),
        )
    )

    def __init__(self, *args, participant, **kwargs):
        super().__init__(*args, **kwargs)
        self.participant = participant
        self.fields["language"].choices = language_choices(participant.workshop.languages)

    def save(self):
        choose_language(participant=self.participant, **self.cleaned_data)


class PinField(forms.CharField):
    def __init__(self, *, new=False, **more):
        attrs = {
            "inputmode": "numeric",
            "maxlength": 6,
            "autocomplete": "new-password" if new else "current-password",
        }
        super().__init__(
            widget=forms.PasswordInput(attrs=attrs),
            validators=[RegexValidator(r"\A[0-9]{6}\Z", _("A PIN has six digits."))],
            **more,
        )


class ReturnForm(forms.Form):
    pin = PinField(label=_("PIN of this seat"))

    def __init__(self, *args, participant, **kwargs):
        super().__init__(*args, **kwargs)
        self.participant = participant

    def save(self):
        return return_to_seat(participant=self.participant, pin=self.cleaned_data["pin"])


class NewPinForm(forms.Form):
    """A PIN of one's own, typed twice."""

    pin = PinField(
        new=True,
        label=_("Choose a PIN"),
        help_text=_("Six digits. You need it to go on from another phone."),
    )
    pin_again = PinField(new=True, label=_("The same PIN again"))

    def clean_pin(self):
        if self.cleaned_data["pin"] in EASY:
            raise ValidationError(
                _("This PIN is easy to guess. Choose six digits that are not in a row."),
                code="pin_easy",
            )
        return self.cleaned_data["pin"]

    def clean(self):
        data = super().clean()
        pin, again = data.get("pin"), data.get("pin_again")
        if pin and again and pin != again:
            self.add_error("pin_again", _("The two PINs differ. Type the same six digits twice."))
        return data


class ClaimForm(NewPinForm):
    """``claim`` is the code of the slip that led here; else it is asked for, where there is one."""

    claim = SlipField()
    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        required=False,
        help_text=_("The facilitator asked for names. You may leave this empty."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    field_order = ["claim", "name", "pin", "pin_again"]

    def __init__(self, *args, participant, claim="", **kwargs):
        super().__init__(*args, **kwargs)
        self.participant, self.claim = participant, claim
        if claim or not participant.slip:
            del self.fields["claim"]
        if not participant.workshop.names_asked or participant.name:
            del self.fields["name"]

    def save(self):
        data = self.cleaned_data
        return claim_seat(
            participant=self.participant,
            pin=data["pin"],
            name=data.get("name", ""),
            claim=self.claim or data.get("claim", ""),
        )
