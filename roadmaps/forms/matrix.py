"""Which column of a matrix is which of ours."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alignment.forms.parts import bare_helper
from alignment.names import folded
from diagnostics.vocabulary import CauseType
from roadmaps.matching import guesses
from roadmaps.matrix import JOINED, LEFT_OUT, Matrix, NoMatrix, as_table, brought_back, carried
from roadmaps.vocabulary import ActionStatus, ChangeRoute, Timeframe

FIELDS = {
    "id": gettext_lazy("Id"),
    "bottleneck": gettext_lazy("Bottleneck"),
    "stage": gettext_lazy("Stage of the budget cycle"),
    "objectives": gettext_lazy("Objectives"),
    "cause": gettext_lazy("Cause"),
    "cause_type": gettext_lazy("Kind of cause"),
    "action": gettext_lazy("Action"),
    "change_route": gettext_lazy("Change route"),
    "legal_instrument": gettext_lazy("Legal instrument"),
    "lead": gettext_lazy("Lead"),
    "co_lead": gettext_lazy("Co-lead"),
    "support": gettext_lazy("Support"),
    "timeframe": gettext_lazy("Timeframe"),
    "start": gettext_lazy("Start"),
    "due": gettext_lazy("Due"),
    "indicator": gettext_lazy("Indicator"),
    "baseline": gettext_lazy("Baseline"),
    "target": gettext_lazy("Target"),
    "cost": gettext_lazy("Cost"),
    "currency": gettext_lazy("Currency"),
    "source": gettext_lazy("Source of funds"),
    "risk": gettext_lazy("Risk"),
    "mitigation": gettext_lazy("Mitigation"),
    "depends_on": gettext_lazy("Begins after"),
    "status": gettext_lazy("Status"),
}
_CODED = {
    "cause_type": CauseType,
    "change_route": ChangeRoute,
    "timeframe": Timeframe,
    "status": ActionStatus,
}


class MatrixForm(forms.Form):
    """A choice for each column; nothing with text in it is left out unless it is said."""

    matrix = forms.CharField(widget=forms.HiddenInput, strip=False)
    fill_down = forms.BooleanField(
        label=gettext_lazy("An empty bottleneck is the one in the row above (merged cells)"),
        required=False,
        initial=True,
    )
    leave_out = forms.BooleanField(
        label=gettext_lazy("Yes, leave out the columns that I marked so"), required=False
    )

    def __init__(self, data=None, *, workshop, matrix: Matrix):
        super().__init__(data, initial={"matrix": carried(matrix)})
        self.workshop, self.read = workshop, matrix
        labels = {name: [str(label)] for name, label in FIELDS.items()}
        found = guesses(matrix.names, labels)
        for place, guess in enumerate(found):
            self.fields[f"column-{place}"] = self._choice(place, guess)
        self.helper = bare_helper(self)

    def _choice(self, place, guess):
        choices = [("", _("Choose…")), (LEFT_OUT, _("Leave out")), *FIELDS.items()]
        empty = not self.read.filled(place)
        return forms.ChoiceField(
            label=self.name_of(place),
            choices=choices,
            initial=guess or (LEFT_OUT if empty else ""),
            error_messages={"required": _("Choose what this column is, or leave it out.")},
        )

    def name_of(self, place) -> str:
        return self.read.names[place] or _("column %(number)d, without a name") % {
            "number": place + 1
        }

    def columns(self) -> list[dict]:
        """For the page: each column's name, what it holds, and the choice."""
        return [
            {
                "name": self.name_of(place),
                "samples": self.read.samples(place),
                "filled": self.read.filled(place),
                "field": self[f"column-{place}"],
            }
            for place in range(len(self.read.names))
        ]

    def clean(self):
        data = super().clean()
        chosen = [data.get(f"column-{place}", "") for place in range(len(self.read.names))]
        if not self.errors:
            self._check_once(chosen)
            self._check_left_out(chosen, data["leave_out"])
            if "bottleneck" not in chosen:
                raise ValidationError(
                    _(
                        "Choose which column names the bottleneck (the problem) that each action "
                        "removes. If there is none, add it to the matrix and bring it again."
                    )
                )
        data["chosen"] = chosen
        return data

    def _check_once(self, chosen):
        for place, field in enumerate(chosen):
            if field != LEFT_OUT and field not in JOINED and field in chosen[:place]:
                message = _("Two columns cannot both be “%(field)s”. Choose another, or leave out.")
                told = {"field": FIELDS[field]}
                self.add_error(f"column-{place}", ValidationError(message, params=told))

    def _check_left_out(self, chosen, agreed):
        lost = [
            f"{self.name_of(place)} ({self.read.filled(place)})"
            for place, field in enumerate(chosen)
            if field == LEFT_OUT and self.read.filled(place)
        ]
        if lost and not agreed:
            message = ngettext(
                "This column holds text that would be left out: %(names)s. Choose what it is, or "
                "tick here that it may be left out.",
                "These columns hold text that would be left out: %(names)s. Choose what they are, "
                "or tick here that they may be left out.",
                len(lost),
            )
            told = {"names": ", ".join(lost)}
            self.add_error("leave_out", ValidationError(message, params=told))

    def table(self) -> str:
        """The matrix as a roadmap table."""
        data = self.cleaned_data
        words = words_of(self.workshop)
        return as_table(self.read, data["chosen"], words, fill_down=data["fill_down"])


def matrix_sent(data) -> Matrix | None:
    """The matrix that the page carried; None where it was not sent, or not as the page made it."""
    try:
        return brought_back(data.get("matrix", ""))
    except NoMatrix:
        return None


def words_of(workshop) -> dict[str, dict[str, str]]:
    """Codes by the words people use for them, in lower case."""
    coded = {name: _labels(codes) for name, codes in _CODED.items()}
    return coded | {
        "stage": {folded(row.local_title): row.code for row in workshop.stages.all()},
        "objectives": {folded(row.local_title): row.code for row in workshop.objectives.all()},
    }


def _labels(codes):
    return {
        folded(str(word)): code
        for code, label in codes.choices
        for word in (label, str(code).replace("_", " "), str(label).removeprefix(f"{code} "))
    }
