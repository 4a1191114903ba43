from django import forms
from django.utils.translation import gettext_lazy as _

from alignment.findings import isolated
from alignment.forms.parts import WorkshopPartForm, bare_helper
from alignment.models import Institution, Participant
from alignment.services.people import (
    add_institution,
    add_seats,
    change_institution,
    decide_sides,
)
from alignment.services.seats import change_seat
from alignment.vocabulary import Role, SideCode, language_choices

MOST_SEATS = 500


class InstitutionForm(WorkshopPartForm):
    """Adds an institution, or changes the one given as ``instance``."""

    identity = "name"

    class Meta:
        model = Institution
        fields = ["name", "side"]
        labels = {"name": _("Institution"), "side": _("Side")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["side"].queryset = self.workshop.sides.all()
        self.fields["side"].empty_label = _("Not decided yet")

    def save(self):
        values = {"name": self.cleaned_data["name"], "side": self.cleaned_data["side"]}
        if self.instance.pk:
            return change_institution(institution=self.instance, **values)
        return add_institution(workshop=self.workshop, **values)


class NewInstitutionForm(InstitutionForm):
    seats = forms.IntegerField(
        label=_("Seats"),
        min_value=0,
        max_value=MOST_SEATS,
        initial=1,
        help_text=_("How many people it sends. Names can follow, or never."),
    )

    def save(self):
        institution = super().save()
        add_seats(institution=institution, count=self.cleaned_data["seats"])
        return institution


class SidesForm(forms.Form):
    """A side for each institution that has none yet. What is left open stays so."""

    def __init__(self, *args, workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        undecided = workshop.institutions.filter(side=None).select_related("workshop")
        self.institutions = {f"side-{row.pk}": row for row in undecided}
        for name, institution in self.institutions.items():
            self.fields[name] = forms.ChoiceField(
                label=isolated(institution.name),
                choices=[("", _("Not decided yet")), *SideCode.choices],
                required=False,
            )
        self.helper = bare_helper(self)

    def clean(self):
        self.workshop.ensure_not_over()
        return super().clean()

    def save(self):
        chosen = {self.institutions[name]: code for name, code in self.cleaned_data.items()}
        decide_sides(sides={institution: code for institution, code in chosen.items() if code})


class SeatsForm(forms.Form):
    """Further seats of one institution, all with the same role."""

    count = forms.IntegerField(
        label=_("Number of seats"), min_value=1, max_value=MOST_SEATS, initial=1
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)

    def __init__(self, *args, institution, **kwargs):
        super().__init__(*args, **kwargs)
        self.institution = institution
        self.helper = bare_helper(self)

    def clean(self):
        self.institution.workshop.ensure_not_over()
        return super().clean()

    def save(self):
        return add_seats(institution=self.institution, **self.cleaned_data)


class SeatForm(WorkshopPartForm):
    """Who sits on a seat and where. Nothing is asked that the workshop does not use."""

    identity = "institution"

    language = forms.ChoiceField(label=_("Language"), required=False)

    class Meta:
        model = Participant
        fields = ["name", "post", "role", "institution", "language", "email"]
        labels = {
            "name": _("Name"),
            "post": _("Post"),
            "role": _("Role"),
            "institution": _("Institution"),
            "email": _("E-mail address"),
        }
        help_texts = {
            "name": _("May stay empty."),
            "institution": _("A seat that moves takes the next free number there."),
        }

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["institution"].queryset = self.workshop.institutions.all()
        self.fields["language"].choices = [
            ("", _("Chosen on the phone")),
            *language_choices(self.workshop.languages),
        ]

    def save(self):
        return change_seat(participant=self.instance, by=self.by, **self.cleaned_data)
