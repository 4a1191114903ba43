"""What is typed and pressed while the room is run."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alignment.forms.parts import bare_helper
from alignment.models import Workshop
from alignment.services.pairing import pair_phone
from diagnostics.models import Question
from diagnostics.services.notes import write_note
from diagnostics.services.parking import park
from diagnostics.services.room import LONGEST_TIMER

USUAL_MINUTES = 15


class TimerForm(forms.Form):
    """A press on one of the timer's buttons; stopping needs no minutes."""

    do = forms.ChoiceField(
        choices=[
            ("start", pgettext_lazy("to start a timer", "Start")),
            ("extend", _("Add to it")),
            ("stop", _("Stop")),
        ]
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=LONGEST_TIMER,
        initial=USUAL_MINUTES,
        required=False,
        error_messages={"invalid": _("Type the minutes as a whole number, such as 15.")},
    )

    def clean(self):
        data = super().clean()
        wants_minutes = data.get("do") in ("start", "extend") and not self.errors
        if wants_minutes and data.get("minutes") is None:
            self.add_error("minutes", _("Say how many minutes, such as 15."))
        return data


class ParkForm(forms.Form):
    """One more thing for the parking lot. Where it stands the form lays itself out."""

    text = forms.CharField(label=_("What came up"), max_length=300)
    about = forms.ChoiceField(label=_("About"), required=False)

    def __init__(self, *args, workshop: Workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        questions = workshop.questions.select_related("stage")
        self.subjects = {f"stage:{q.stage.code}": {"stage": q.stage} for q in questions}
        self.subjects |= {q.code: {"question": q} for q in questions}
        self.fields["about"].choices = [("", _("The whole workshop")), *_by_stage(questions)]
        self.helper = bare_helper(self)

    def save(self):
        subject = self.subjects.get(self.cleaned_data["about"], {})
        return park(workshop=self.workshop, text=self.cleaned_data["text"], **subject)


def _by_stage(questions):
    groups = {}
    for question in questions:
        title, code = question.stage.local_title, f"stage:{question.stage.code}"
        group = groups.setdefault(title, [(code, _("The whole stage"))])
        group.append((question.code, f"{question.code}: {question.local_text}"[:90]))
    return groups.items()


class NoteForm(forms.Form):
    """The facilitators' note beside a question. ``replaces``: which version was read."""

    text = forms.CharField(
        label=_("Note"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Only facilitators of this workshop read it."),
    )
    replaces = forms.IntegerField(
        label=_("The note that was read"), min_value=0, widget=forms.HiddenInput
    )

    def __init__(self, *args, question: Question, **kwargs):
        self.question = question
        self.stored = getattr(question, "note", None)
        now = {"text": self.stored.text, "replaces": self.stored.version} if self.stored else {}
        super().__init__(*args, initial={"replaces": 0} | now, **kwargs)
        self.helper = bare_helper(self)

    def save(self, *, by) -> bool:
        """True when it is stored; else the form says why, with what was typed still in it."""
        try:
            write_note(question=self.question, by=by, **self.cleaned_data)
        except ValidationError as refusal:
            self.add_error(None, refusal)
            self.data = self.data.dict() | {"replaces": self.stored.version}
            return False
        return True


class PairForm(forms.Form):
    """What is typed on the phone that is to run the room."""

    key = forms.CharField(
        label=_("Code on the laptop"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Six letters and digits. It works once, for five minutes."),
    )
    label = forms.CharField(
        label=_("Name for this phone"),
        max_length=40,
        required=False,
        help_text=_("So that you can tell it from others, such as “blue phone”."),
    )

    def __init__(self, *args, workshop: Workshop, **kwargs):
        super().__init__(*args, **kwargs)
        self.workshop = workshop
        self.helper = bare_helper(self)

    def save(self):
        """The pairing, or None with the reason among the form's errors."""
        try:
            return pair_phone(
                workshop=self.workshop,
                code=self.cleaned_data["key"],
                label=self.cleaned_data["label"],
            )
        except ValidationError as refusal:
            self.add_error("key", refusal)
            return None
