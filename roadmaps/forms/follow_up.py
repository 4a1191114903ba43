import uuid

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from alignment.files import ACCEPT, read_file
from alignment.forms.parts import date_input
from diagnostics.forms.agreement import ServiceForm
from roadmaps.follow_up import Followed, owners, today_at
from roadmaps.models.follow_up import LONGEST_NOTE
from roadmaps.services.owner_links import make_owner_link
from roadmaps.services.progress_notes import note_progress
from roadmaps.vocabulary import ActionStatus

LASTS = [
    (90, _("3 months")),
    (182, _("6 months")),
    (365, _("1 year")),
    (730, _("2 years")),
]


class NoteForm(ServiceForm):
    """What happened to an action, in one sending: status, words, figures and evidence."""

    status = forms.ChoiceField(
        label=_("How it stands now"), choices=ActionStatus.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("What happened"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In a few sentences. Everybody who follows this roadmap up can read it."),
    )
    happened_on = forms.DateField(label=_("When"), widget=date_input())
    percent = forms.IntegerField(
        label=_("How much is done, in percent"),
        required=False,
        min_value=0,
        max_value=100,
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), _("Write a number from 0 to 100.")
        ),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text=_("A number from 0 to 100; leave it empty if you cannot say."),
    )
    milestone = forms.CharField(label=_("Milestone reached"), required=False, max_length=300)
    evidence_url = forms.URLField(
        label=_("Evidence: a link"),
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(["http", "https"])],
        error_messages={"invalid": _("Write a web address that begins with https://")},
        widget=forms.URLInput(attrs={"inputmode": "url"}),
    )
    file = forms.FileField(
        label=_("Evidence: a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=_("A picture, PDF, office file or text, up to 10 MB."),
    )
    key = forms.UUIDField(label=_("Page"), widget=forms.HiddenInput)

    def __init__(self, *args, row: Followed, link=None, by=None, **kwargs):
        initial = {
            "status": row.progress.status,
            "happened_on": today_at(row.action.workshop),
            "key": uuid.uuid4(),
        }
        super().__init__(*args, by=by, initial=initial, **kwargs)
        self.action, self.link = row.action, link

    def clean_file(self):
        upload = self.cleaned_data["file"]
        return read_file(upload) if upload else None

    def save(self):
        return note_progress(action=self.action, link=self.link, by=self.by, **self.cleaned_data)


class OwnerLinkForm(ServiceForm):
    """For whom a link is, and which names of the roadmap are theirs."""

    holder = forms.CharField(
        label=_("For whom"),
        max_length=150,
        help_text=_(
            "A post or an institution is better than a name. It stands beside what they write."
        ),
    )
    leads = forms.MultipleChoiceField(
        label=_("Which actions"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("All that these lead or co-lead, now and later."),
    )
    days = forms.TypedChoiceField(label=_("It works for"), choices=LASTS, coerce=int, initial=365)

    def __init__(self, *args, workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        self.fields["leads"].choices = [
            (owner.name, f"{owner.name} ({owner.actions})")
            for owner in owners(workshop.actions.all())
        ]

    def save(self):
        self.token = make_owner_link(workshop=self.workshop, by=self.by, **self.cleaned_data)
        return self.token
