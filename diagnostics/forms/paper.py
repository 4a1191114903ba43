"""One person's paper form, typed in by the facilitator."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alignment.models import Participant
from diagnostics.answering import Sheet
from diagnostics.forms.answers import AnswerForm
from diagnostics.services.answers import record_answer
from diagnostics.services.paper_forms import PaperFormFile, request_form
from diagnostics.vocabulary import AnswerValue, Origin, QuestionState


class PaperAnswerForm(AnswerForm):
    """One question of it. Left empty it saves nothing."""

    value = forms.ChoiceField(
        label=pgettext_lazy("what somebody answers", "Answer"),
        choices=[("", _("Left empty")), *AnswerValue.choices],
        error_messages={
            "required": _("Choose what the form says, or clear the texts."),
            "invalid_choice": _("Choose one of the answers in the list."),
        },
    )
    replaces = round = None

    def __init__(self, data=None, *, sheet: Sheet):
        self.sheet = sheet
        super().__init__(
            data, prefix=sheet.question.code, empty_permitted=True, use_required_attribute=False
        )


class PaperForm:
    """All questions that are open or were, and that the person has not answered."""

    def __init__(self, data, *, participant: Participant, sheets: list[Sheet], by):
        self.participant, self.by = participant, by
        self.forms = [PaperAnswerForm(data, sheet=sheet) for sheet in sheets if _is_free(sheet)]
        self.answered = [sheet.question.code for sheet in sheets if sheet.answer]

    @property
    def errors(self) -> list[PaperAnswerForm]:
        return [form for form in self.forms if form.is_bound and form.errors]

    def is_valid(self) -> bool:
        return not self.errors and any(form.has_changed() for form in self.forms)

    def save(self) -> int:
        """Store everything or, when one answer is refused, nothing (then errors say so)."""
        filled = [form for form in self.forms if form.has_changed()]
        try:
            with transaction.atomic():
                for form in filled:
                    self._save(form)
        except ValidationError:
            return 0
        return len(filled)

    def _save(self, form):
        try:
            record_answer(
                participant=self.participant,
                question=form.sheet.question,
                origin=Origin.PAPER,
                entered_by=self.by,
                **form.cleaned_data,
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
            raise


def _is_free(sheet: Sheet) -> bool:
    return sheet.answer is None and sheet.question.state != QuestionState.DRAFT


class PrintPaperForm(forms.Form):
    """The form that a button of the page asks to be printed."""

    file = forms.ChoiceField(
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose what to print from the list below.")
        )
    )

    def __init__(self, *args, files: list[PaperFormFile], **kwargs):
        super().__init__(*args, **kwargs)
        self.files = {f"{file.side}:{file.language}": file for file in files}
        self.fields["file"].choices = [(name, name) for name in self.files]

    def save(self) -> None:
        request_form(file=self.files[self.cleaned_data["file"]])
