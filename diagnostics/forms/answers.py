"""What comes back from the answer pages: from the script one answer, from a plain form a stage."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from diagnostics.models.answers import LONGEST_COMMENT
from diagnostics.services.acceptance import ensure_mode
from diagnostics.services.answers import Recorded, record_answer
from diagnostics.vocabulary import AnswerValue

LONGEST_WAIT = datetime.timedelta(days=400)


class AnswerForm(forms.Form):
    """One question's answer. Its prefix is the question's code on a page of several."""

    value = forms.ChoiceField(
        label=_("Your answer"),
        choices=AnswerValue.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a level, or “I don't know”. A reason alone is not an answer."),
            "invalid_choice": _("Choose a level, “I don't know” or “does not apply”."),
        },
    )
    comment = forms.CharField(label=_("Reason"), max_length=LONGEST_COMMENT, required=False)
    evidence = forms.CharField(label=_("Evidence"), max_length=LONGEST_COMMENT, required=False)
    replaces = forms.UUIDField(required=False, widget=forms.HiddenInput)
    round = forms.IntegerField(min_value=1, max_value=2, required=False, widget=forms.HiddenInput)

    def clean_comment(self):
        return _plain_lines(self.cleaned_data["comment"])

    def clean_evidence(self):
        return _plain_lines(self.cleaned_data["evidence"])

    def save(self, *, participant, question, mode="") -> Recorded:
        """``mode``: who the page said would see the answer."""
        ensure_mode(participant, mode)
        return record_answer(participant=participant, question=question, **self.cleaned_data)


class DeviceAnswerForm(AnswerForm):
    """One save of the script: with the revision it made and its clock, both in milliseconds."""

    question = forms.CharField(max_length=12)
    revision = forms.UUIDField()
    mode = forms.CharField(max_length=13)
    answered = forms.IntegerField()
    now = forms.IntegerField()

    def answered_at(self) -> datetime.datetime:
        """When the person answered, by our clock: the device tells how long ago it was.

        Only the difference of its two times counts, so a wrong device clock does no harm.
        """
        waited = self.cleaned_data["now"] - self.cleaned_data["answered"]
        longest = LONGEST_WAIT // datetime.timedelta(milliseconds=1)
        return timezone.now() - datetime.timedelta(milliseconds=min(max(waited, 0), longest))

    def save(self, *, participant, question) -> Recorded:
        ensure_mode(participant, self.cleaned_data["mode"])
        names = ("value", "comment", "evidence", "replaces", "round", "revision")
        return record_answer(
            participant=participant,
            question=question,
            answered_at=self.answered_at(),
            **{name: self.cleaned_data[name] for name in names},
        )


def _plain_lines(text: str) -> str:
    """Forms send line ends as CR LF, scripts as LF; stored they are alike."""
    return text.replace("\r\n", "\n")
