from functools import lru_cache
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alignment.countries import zones_of
from alignment.forms.parts import bare_helper, date_input
from alignment.models import Workshop
from alignment.services.workshops import change_workshop, create_workshop
from alignment.vocabulary import WORKSHOP_LANGUAGES


@lru_cache(maxsize=1)
def time_zones() -> list[tuple[str, str]]:
    places = {zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/")}
    return [
        ("", _("That of the country")),
        *((zone, zone.replace("_", " ")) for zone in ["UTC", *sorted(places)]),
    ]


class WorkshopForm(forms.ModelForm):
    """Makes a workshop, or changes the one given as ``instance``."""

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=time_zones,
        required=False,
        help_text=_("Every time on pages and documents is told in it."),
    )
    fiscal_year_start_month = forms.TypedChoiceField(
        label=_("The fiscal year begins in"), choices=list(MONTHS.items()), coerce=int, initial=1
    )
    main_language = forms.ChoiceField(label=_("Main language"), choices=WORKSHOP_LANGUAGES)
    other_languages = forms.MultipleChoiceField(
        label=_("Other languages"),
        choices=WORKSHOP_LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Officials choose among these on their phone."),
    )

    field_order = [
        "title",
        "country",
        "starts_on",
        "ends_on",
        "venue",
        "time_zone",
        "fiscal_year_start_month",
        "main_language",
        "other_languages",
    ]

    class Meta:
        model = Workshop
        fields = [
            "title",
            "country",
            "starts_on",
            "ends_on",
            "venue",
            "time_zone",
            "fiscal_year_start_month",
            "expected_participants",
            "disclosure_threshold",
            "benchmark",
            "names_asked",
            "newcomers_may_ask",
            "notes",
        ]
        widgets = {"starts_on": date_input(), "ends_on": date_input()}
        labels = {
            "title": _("Title"),
            "country": _("Country"),
            "starts_on": _("First day"),
            "ends_on": _("Last day"),
            "venue": _("Venue"),
            "expected_participants": _("Participants expected"),
            "disclosure_threshold": _("Smallest group whose answers are shown"),
            "benchmark": _("Level that each question should reach"),
            "names_asked": _("Ask officials for their name when they join"),
            "newcomers_may_ask": _("Let people without a seat ask to be let in"),
            "notes": _("Purpose and background"),
        }
        help_texts = {
            "newcomers_may_ask": _("They get a number on the phone; you let them in, in step 4."),
            "expected_participants": _("As the invitation says. It is compared with the seats."),
            "disclosure_threshold": _(
                "At least 3. Answers of fewer people of one side are never shown to anybody. "
                "Once people answer, it can be raised but not lowered."
            ),
        }
        error_messages = {
            "disclosure_threshold": {
                "min_value": _("Groups under 3 can never be shown. Choose 3 or a larger number.")
            }
        }

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        self.helper = bare_helper(self)
        if self.instance.pk:
            main, *others = self.instance.languages or [self.instance.language]
            self.initial |= {"main_language": main, "other_languages": others}
        else:
            self.initial.setdefault("main_language", get_language())

    def clean_disclosure_threshold(self):
        threshold = self.cleaned_data["disclosure_threshold"]
        self.instance.ensure_threshold(threshold)
        return threshold

    def clean(self):
        data = super().clean()
        self.instance.ensure_not_over()
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            message = _("The last day is before the first day. Correct one of the two.")
            self.add_error("ends_on", ValidationError(message, code="days_reversed"))
        if data.get("country") and data.get("time_zone") == "":
            self._take_the_zone_of_the_country(data)
        return data

    def _take_the_zone_of_the_country(self, data):
        zones = zones_of(data["country"])
        if len(zones) == 1:
            data["time_zone"] = zones[0]
        else:
            message = _("Choose the time zone: one cannot tell it from this country alone.")
            self.add_error("time_zone", ValidationError(message, code="which_zone"))

    def save(self):
        data = dict(self.cleaned_data)
        main, others = data.pop("main_language"), data.pop("other_languages")
        data["languages"] = [main, *(code for code in others if code != main)]
        if self.instance.pk:
            return change_workshop(workshop=self.instance, by=self.by, **data)
        return create_workshop(by=self.by, **data)
