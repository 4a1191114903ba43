from django import forms
from django.utils.translation import gettext_lazy as _

from diagnostics.forms.agreement import ServiceForm
from roadmaps.queries import SCALES, own_scores
from roadmaps.services.priorities import save_scores
from roadmaps.vocabulary import SCORE_WORDS

LABELS = {
    "impact": _("What would removing it bring for our objectives?"),
    "feasibility": _("How easily can it be removed?"),
    "urgency": _("How soon must it be removed?"),
}


class ScoreForm(ServiceForm):
    """Three scores for each open bottleneck; one may leave some out and come back."""

    mode = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, participant, bottlenecks, **kwargs):
        super().__init__(*args, by=None, **kwargs)
        self.participant, self.bottlenecks = participant, list(bottlenecks)
        self.fields["mode"].initial = participant.side.mode if participant.side else ""
        own = own_scores(participant)
        for bottleneck in self.bottlenecks:
            for scale in SCALES:
                self.fields[_name(scale, bottleneck)] = forms.TypedChoiceField(
                    label=LABELS[scale],
                    choices=SCORE_WORDS[scale],
                    coerce=int,
                    empty_value=None,
                    required=False,
                    initial=own.get(bottleneck.pk, {}).get(scale),
                    widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
                )

    @property
    def cards(self):
        """Each bottleneck with its three fields."""
        return [
            (bottleneck, [self[_name(scale, bottleneck)] for scale in SCALES])
            for bottleneck in self.bottlenecks
        ]

    def save(self):
        save_scores(
            participant=self.participant,
            scores={bottleneck: self._chosen(bottleneck) for bottleneck in self.bottlenecks},
            mode=self.cleaned_data["mode"],
        )

    def _chosen(self, bottleneck):
        marks = {scale: self.cleaned_data[_name(scale, bottleneck)] for scale in SCALES}
        return {scale: mark for scale, mark in marks.items() if mark is not None}


def _name(scale, bottleneck):
    return f"{scale}-{bottleneck.number}"
