"""Links to answer before the workshop: what the facilitator sets, and who takes a seat by one."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from alignment.forms.parts import bare_helper, date_input
from alignment.models import EarlyLink, Participant, Workshop
from alignment.services.early_links import (
    change_early_link,
    ensure_ready,
    free_seats_of,
    hold_by_link,
    open_early_link,
    take_early_seat,
)
from diagnostics.forms.joining import NewPinForm

MOST_SEATS = 200


class _LinkTimesForm(forms.Form):
    last_day = forms.DateField(
        label=_("Last day"),
        widget=date_input(),
        help_text=_("Until midnight where the workshop is. You can move it, or close it earlier."),
    )
    most_seats = forms.IntegerField(
        label=_("Seats at most"),
        min_value=1,
        max_value=MOST_SEATS,
        initial=20,
        help_text=_("How many people may take a seat by this link."),
    )


class EarlyLinkForm(_LinkTimesForm):
    """A new link: for whom, and which stages it opens for them."""

    whom = forms.ChoiceField(label=_("For"))
    stages = forms.MultipleChoiceField(
        label=_("Stages"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They open for these people only. For all others they stay closed."),
    )

    field_order = ["whom", "stages", "last_day", "most_seats"]

    def __init__(self, *args, workshop: Workshop, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop, self.by = workshop, by
        self.owners = _owners(workshop)
        self.fields["whom"].choices = [(key, _named(row)) for key, row in self.owners.items()]
        self.fields["stages"].choices = _stages(workshop)
        self.initial["last_day"] = workshop.starts_on - datetime.timedelta(days=1)
        self.helper = bare_helper(self)

    def clean(self):
        ensure_ready(self.workshop)
        return super().clean()

    def save(self) -> bool:
        """False when it was refused; the form then says why."""
        data = dict(self.cleaned_data)
        key = data.pop("whom")
        kind = "side" if key.startswith("side") else "institution"
        return _done(
            self,
            open_early_link,
            workshop=self.workshop,
            by=self.by,
            **{kind: self.owners[key]},
            **data,
        )


class EarlyLinkTimesForm(_LinkTimesForm):
    """Another last day or number of seats for a link."""

    def __init__(self, *args, link: EarlyLink, by, **kwargs):
        initial = {"last_day": link.last_day, "most_seats": link.most_seats}
        super().__init__(*args, initial=initial, **kwargs)
        self.link, self.by = link, by
        self.helper = bare_helper(self)

    def save(self) -> bool:
        return _done(self, change_early_link, link=self.link, by=self.by, **self.cleaned_data)


class EarlySeatForm(NewPinForm):
    """A seat for somebody who came by the link. Nothing is asked that is known already."""

    institution_name = forms.CharField(
        label=_("Your institution"),
        max_length=200,
        help_text=_("For example the province, district or facility that you answer for."),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    seat = forms.ModelChoiceField(
        label=_("You are"),
        queryset=Participant.objects.none(),
        required=False,
        empty_label=_("Not in this list"),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        required=False,
        help_text=_("The facilitator asked for names. You may leave this empty."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    field_order = ["institution_name", "seat", "name", "pin", "pin_again"]

    def __init__(self, *args, link: EarlyLink, **kwargs):
        super().__init__(*args, **kwargs)
        self.link = link
        if link.institution_id:
            del self.fields["institution_name"]
            self._offer_seats(free_seats_of(link))
        else:
            del self.fields["seat"]
        if not link.workshop.names_asked:
            del self.fields["name"]

    def _offer_seats(self, seats):
        self.fields["seat"].queryset = seats
        if not seats.exists():
            del self.fields["seat"]

    def save(self) -> Participant:
        data = {name: value for name, value in self.cleaned_data.items() if name != "pin_again"}
        return take_early_seat(link=self.link, **data)


class HeldSeatForm(forms.Form):
    """The press of somebody whose phone holds a seat that the link is for."""

    def __init__(self, *args, link: EarlyLink, participant: Participant, **kwargs):
        super().__init__(*args, **kwargs)
        self.link, self.participant = link, participant

    def save(self) -> Participant:
        return hold_by_link(link=self.link, participant=self.participant)


def _done(form, service, **subject) -> bool:
    try:
        service(**subject)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


def _owners(workshop) -> dict:
    """What a link may be for, by the key of its choice: every side, then every institution."""
    sides = {f"side-{side.pk}": side for side in workshop.sides.all()}
    institutions = workshop.institutions.select_related("side")
    return sides | {f"institution-{each.pk}": each for each in institutions}


def _named(row) -> str:
    if hasattr(row, "institutions"):
        return str(_("Every institution of this side: %(side)s") % {"side": row})
    return row.name


def _stages(workshop) -> list[tuple[str, str]]:
    """Stages with questions; those of which none is left to open need no link."""
    drafts = workshop.questions.filter(state="draft").select_related("stage")
    return list({q.stage.code: q.stage.local_title for q in drafts}.items())
