"""Codes of results and roadmap in words."""

from django.utils.translation import gettext_lazy as _

from alignment.vocabulary import AnswerMode, Function, SideCode
from diagnostics.last_round import CHANGES
from diagnostics.vocabulary import CauseType, Level, PlenaryVerdict
from roadmaps.vocabulary import (
    ActionStatus,
    BottleneckState,
    ChangeRoute,
    Timeframe,
)

BANDS = {
    "misaligned": _("Misaligned"),
    "emerging": _("Emerging"),
    "mostly_aligned": _("Mostly aligned"),
    "aligned": _("Aligned"),
}
READINGS = {"agree": _("agree"), "differ": _("differ"), "conflict": _("conflict")}
BASES = {
    "agreed": _("agreed"),
    "provisional": _("provisional"),
    "one_sided": _("one side only"),
    "no_agreement": _("no agreement"),
}
MISSING = {
    "action": _("what will be done"),
    "lead": _("who leads"),
    "due": _("by when"),
    "indicator": _("an indicator"),
    "baseline": _("a baseline"),
    "target": _("a target"),
    "currency": _("the currency of the cost"),
    "source": _("who pays"),
}
_LISTS = {
    "side": SideCode,
    "mode": AnswerMode,
    "function": Function,
    "level": Level,
    "verdict": PlenaryVerdict,
    "cause": CauseType,
    "route": ChangeRoute,
    "timeframe": Timeframe,
    "status": ActionStatus,
    "bottleneck": BottleneckState,
}


def word(kind: str, code) -> str:
    """The word for a code of a list; empty for none, the code itself when it is not known."""
    if code in ("", None):
        return ""
    words = dict(_LISTS[kind].choices)
    return str(words.get(code, code))


def band(code: str | None) -> str:
    return str(BANDS.get(code, ""))


def reading(code: str | None) -> str:
    return str(READINGS.get(code, ""))


def basis(code: str | None) -> str:
    return str(BASES.get(code, ""))


def codebook() -> dict[str, list[tuple]]:
    """Pairs of code and word, by the column that holds the codes."""
    lists = {
        "side": "side",
        "function": "function",
        "level": "level",
        "verdict": "verdict",
        "cause_type": "cause",
        "change_route": "route",
        "timeframe": "timeframe",
        "status": "status",
        "state": "bottleneck",
    }
    named = {"band": BANDS, "reading": READINGS, "basis": BASES, "not_compared": CHANGES}
    return {column: _LISTS[kind].choices for column, kind in lists.items()} | {
        column: list(words.items()) for column, words in named.items()
    }
