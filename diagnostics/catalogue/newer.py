"""What a release that came after the picking says differently, text by text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.translation import gettext as _

from diagnostics.models import BankQuestion, BankRelease, Question

_NOT_WORDS = {"id", "release", "position", "stage_code"}
_WORDS = [f.name for f in BankQuestion._meta.concrete_fields if f.name not in _NOT_WORDS]
_SINGLE_TEXTS = ("text", "why_health", "why_finance")
_LISTED_TEXTS = ("levels", "evidence")


@dataclass(frozen=True, slots=True)
class Wording:
    """One text, in English as the bank is written; empty where a release does not have it."""

    label: str
    earlier: str
    newer: str


@dataclass(frozen=True, slots=True)
class Change:
    """A picked question that reads differently now. ``others`` names what is no text."""

    code: str
    wordings: list[Wording]
    others: list[str]


@dataclass(frozen=True, slots=True)
class NewerText:
    """``gone``: codes of picked questions that are no longer in the release."""

    release: BankRelease
    changes: list[Change]
    gone: list[str]

    @property
    def changed(self) -> list[str]:
        return [change.code for change in self.changes]


def newer_text(
    picked: Iterable[Question], release: BankRelease, bank: Iterable[BankQuestion]
) -> NewerText | None:
    """None when every picked question says what ``release`` says in its ``bank`` questions."""
    newest = {entry.code: entry for entry in bank}
    older = [q for q in picked if not q.own and q.release_id != release.pk]
    changes = [_change(q, newest[q.code]) for q in older if q.code in newest]
    changes = [change for change in changes if change.wordings or change.others]
    gone = [q.code for q in older if q.code not in newest]
    return NewerText(release, changes, gone) if changes or gone else None


def _change(question, entry):
    return Change(question.code, list(_wordings(question, entry)), list(_others(question, entry)))


def _wordings(question, entry) -> Iterator[Wording]:
    for name in _SINGLE_TEXTS:
        yield from _compared(_label(name), getattr(question, name), getattr(entry, name))
    for name in _LISTED_TEXTS:
        pairs = zip_longest(getattr(question, name), getattr(entry, name), fillvalue="")
        for number, (earlier, newer) in enumerate(pairs, start=1):
            yield from _compared(f"{_label(name)} {number}", earlier, newer)


def _compared(label, earlier, newer):
    if earlier != newer:
        yield Wording(label, earlier, newer)


def _others(question, entry) -> Iterator[str]:
    if question.stage.code != entry.stage_code:
        yield _label("stage")
    for name in _WORDS:
        if name in _SINGLE_TEXTS or name in _LISTED_TEXTS:
            continue
        if getattr(question, name) != getattr(entry, name):
            yield _label(name)


def _label(name):
    return {
        "text": _("Question"),
        "why_health": _("For health"),
        "why_finance": _("For finance"),
        "levels": _("Level"),
        "evidence": _("Evidence to bring"),
        "stage": _("stage"),
        "sub_stage": _("sub-stage"),
        "function": _("function"),
        "objectives": _("objectives"),
        "who": _("who answers"),
        "gateway": _("gateway or not"),
        "facts": _("figures to record"),
        "minutes": _("minutes"),
        "sources": _("sources"),
        "crosswalk": _("related measures"),
        "proposals": _("whose limits the levels use"),
        "translations": _("translations"),
    }[name]
