"""A whole stage in one form, for browsers without the script."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from alignment.models import Participant
from diagnostics.answering import Sheet
from diagnostics.forms.answers import AnswerForm

SAID = ("value", "comment", "evidence")


class SheetForm(AnswerForm):
    """The answer to one sheet. Left as the page showed it, it is valid and saves nothing."""

    def __init__(self, data=None, *, sheet: Sheet):
        self.sheet = sheet
        initial = {name: getattr(sheet.shown, name, "") for name in SAID}
        initial["replaces"] = sheet.answer.revision if sheet.answer else None
        initial["round"] = sheet.question.round
        super().__init__(
            data,
            prefix=sheet.question.code,
            initial=initial,
            empty_permitted=True,
            use_required_attribute=False,
        )
        for name in SAID:
            # What the page showed travels with it: meanwhile another phone may have answered.
            self.fields[name].show_hidden_initial = True

    def has_changed(self):
        return not set(SAID).isdisjoint(self.changed_data)

    def shown_before(self) -> SafeString:
        """Hidden fields with what the page showed."""
        fields = ((self[name].as_hidden(only_initial=True),) for name in SAID)
        return format_html_join("", "{}", fields)


@dataclass(frozen=True, slots=True)
class Card:
    """A sheet as it stands on the page; ``form`` is None where it is only to be read."""

    sheet: Sheet
    form: SheetForm | None

    @property
    def chosen(self) -> str:
        return self.form["value"].value() if self.form else getattr(self.sheet.shown, "value", "")


class StageForm:
    """One SheetForm for each open sheet, bound when there is data, and for what was sent."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        participant: Participant,
        sheets: list[Sheet],
        read_only: bool,
    ):
        self.participant, self.sheets = participant, sheets
        self.data = _keeping_first(data, sheets) if data else None
        forms = {sheet.question.code: SheetForm(self.data, sheet=sheet) for sheet in sheets}
        # A question may have closed while the page was open, or the seat lost its voice: what
        # was typed is then refused with the reason, and stays in the form.
        self.forms = {
            code: form
            for code, form in forms.items()
            if (form.sheet.is_open and not read_only) or (form.is_bound and form.has_changed())
        }

    @property
    def cards(self) -> list[Card]:
        return [Card(sheet, self.forms.get(sheet.question.code)) for sheet in self.sheets]

    @property
    def errors(self) -> list[SheetForm]:
        """The forms with a fault, for the page's title and summary."""
        return [form for form in self.forms.values() if form.is_bound and form.errors]

    def is_valid(self) -> bool:
        return self.data is not None and not self.errors

    def save(self) -> int:
        """Store what was changed and return how many. A refusal becomes its form's error."""
        return sum(self._save(form) for form in self.forms.values() if form.has_changed())

    def _save(self, form: SheetForm) -> bool:
        mode = self.data.get("mode", "")
        try:
            form.save(participant=self.participant, question=form.sheet.question, mode=mode)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return False
        return True


def _keeping_first(data: QueryDict, sheets: list[Sheet]) -> QueryDict:
    """With “keep my answer” pressed, the person's round 1 level is their answer again."""
    kept = {sheet.question.code: sheet.first for sheet in sheets if sheet.first}
    code = data.get("keep")
    if code not in kept:
        return data
    data = data.copy()
    data[f"{code}-value"] = kept[code].value
    return data
