from django import forms
from django.utils.translation import gettext_lazy as _

from alignment.forms.parts import bare_helper
from alignment.models import Participant
from alignment.services.sides import (
    add_side,
    choose_speaker,
    ensure_nothing_revealed,
    set_side_mode,
)
from alignment.vocabulary import AnswerMode, SideCode


class NewSideForm(forms.Form):
    """One of the sides that the workshop does not have yet."""

    code = forms.ChoiceField(label=_("Side"))

    def __init__(self, *args, workshop, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop, self.by = workshop, by
        taken = set(workshop.sides.values_list("code", flat=True))
        self.fields["code"].choices = [c for c in SideCode.choices if c[0] not in taken]
        self.helper = bare_helper(self)

    def clean(self):
        self.workshop.ensure_not_over()
        return super().clean()

    def save(self):
        return add_side(workshop=self.workshop, code=self.cleaned_data["code"], by=self.by)


class SideForm(forms.Form):
    """How a side answers and, where its delegation gives one answer, which seat gives it."""

    mode = forms.ChoiceField(
        label=_("How this side answers"), choices=AnswerMode.choices, widget=forms.RadioSelect
    )
    speaker = forms.ModelChoiceField(
        label=_("Seat that gives the delegation's answers"),
        queryset=Participant.objects.none(),
        required=False,
        help_text=_(
            "Needed only for one agreed answer. Without a choice the first seat gives it. "
            "Answers given on another seat before no longer count."
        ),
    )

    def __init__(self, *args, side, by, **kwargs):
        self.side, self.by = side, by
        seats = Participant.objects.who_may_answer().filter(institution__side=side)
        speaker = seats.filter(speaks_for_side=True).first()
        super().__init__(*args, initial={"mode": side.mode, "speaker": speaker}, **kwargs)
        self.fields["speaker"].queryset = seats.select_related("institution")
        self.fields["speaker"].label_from_instance = seat_label
        self.helper = bare_helper(self)

    def clean_mode(self):
        mode = self.cleaned_data["mode"]
        if mode != self.side.mode:
            ensure_nothing_revealed(self.side)
        return mode

    def clean(self):
        self.side.workshop.ensure_not_over()
        return super().clean()

    def save(self):
        mode, speaker = self.cleaned_data["mode"], self.cleaned_data["speaker"]
        side = set_side_mode(side=self.side, mode=mode, by=self.by)
        if side.is_institutional and speaker and not speaker.speaks_for_side:
            choose_speaker(side=side, participant=speaker, by=self.by)
        return side


def seat_label(participant: Participant) -> str:
    seat = _("%(institution)s, seat %(seat)d") % {
        "institution": participant.institution.name,
        "seat": participant.seat,
    }
    return f"{seat}: {participant.name}" if participant.name else seat
