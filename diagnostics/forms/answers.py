"""What comes back from the answer pages: from the script one answer, from a plain form a stage."""

import datetime
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
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


@dataclass(frozen=True, slots=True)
class DeviceAnswer:
    """What DeviceAnswerForm cleaned. ``waited`` is how long the answer was under way."""

    question: str
    mode: str
    waited: datetime.timedelta
    body: dict

    def save(self, *, participant, question) -> Recorded:
        ensure_mode(participant, self.mode)
        answered_at = timezone.now() - self.waited
        return record_answer(
            participant=participant, question=question, answered_at=answered_at, **self.body
        )


def asked_code(data) -> str:
    """The code of the question that a save is about; empty when it names none."""
    try:
        return DeviceAnswerForm.base_fields["question"].clean(data.get("question"))
    except ValidationError:
        return ""


def read_device_answer(data) -> DeviceAnswer:
    """Clean one save. Raises ValidationError with everything that is wrong.

    The form's own fields do it, but no form is built: that alone would cost as much as
    storing the answer.
    """
    cleaned, faults = {}, []
    for name, field in DeviceAnswerForm.base_fields.items():
        try:
            cleaned[name] = field.clean(data.get(name))
        except ValidationError as fault:
            faults.append(fault)
    if faults:
        raise ValidationError(faults)
    waited = _waited(cleaned.pop("answered"), cleaned.pop("now"))
    return DeviceAnswer(cleaned.pop("question"), cleaned.pop("mode"), waited, cleaned)


def _waited(answered: int, now: int) -> datetime.timedelta:
    """Only the difference of the device's two times counts, so its wrong clock does no harm."""
    longest = LONGEST_WAIT // datetime.timedelta(milliseconds=1)
    return datetime.timedelta(milliseconds=min(max(now - answered, 0), longest))


def _plain_lines(text: str) -> str:
    """Forms send line ends as CR LF, scripts as LF; stored they are alike."""
    return text.replace("\r\n", "\n")
