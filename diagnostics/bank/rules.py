"""Rules that a whole bank must keep and a machine can judge (docs/bank.md).

They are asked only by `load_bank --check`: a bank for a trial may be loaded before it is complete.
Like the checks that every bank must pass they work on whatever has the right shape, so that an
editor sees all faults at once.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from diagnostics.bank.faults import Fault
from diagnostics.bank.files import BOTTLENECKS, GLOSSARY, OBJECTIVES, Documents
from diagnostics.bank.parts import entries, text, texts
from diagnostics.words import sentences

ENOUGH = 3  # questions that a score of an objective needs (docs/method.md)
SENTENCES_OF_A_TERM = (2, 3)
_VAGUE = re.compile(
    r"\b(some|good|(?:adequate|sufficient|appropriate|regular)(?:ly)?|enough|several|few|usually"
    r"|mostly|largely|partly|timely|reasonabl[ey]|satisfactory|(?<!how )many|(?<!at )most)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|twice)\b",
    re.IGNORECASE,
)
# What a level calls the rule: the law, a plan, the approved budget …
_RULE = re.compile(
    r"\b(rules?|laws?|acts?|regulations?|circulars?|calendars?|mandates?|procedures?"
    r"|agreements?|instructions?|decisions?|schedules?|contracts?|plans?|lists?|formulas?|limits?"
    r"|codes?|charts?|registers?|budgets?|caps?|methods?|scales?|documents?|votes?)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\d+%")


@dataclass(frozen=True, slots=True)
class _Words:
    """One text of a question and the place where an editor finds it."""

    file: str
    code: str
    field: str
    words: str

    def fault(self, message) -> Fault:
        return Fault(self.file, self.code, self.field, message)


def rule_faults(documents: Documents) -> list[Fault]:
    asked = list(_texts(documents, lambda q: {"question": text(q.get("question"))}))
    levels = list(_texts(documents, _levels))
    return [
        *_thin_objectives(documents),
        *_repeated(asked),
        *_repeated(levels),
        *_no_question(asked),
        *_vague_levels(levels),
        *_levels_without_rule(levels),
        *_gaps_under_level_4(documents),
        *_long_reasons(_texts(documents, _reasons)),
        *_no_evidence(documents),
        *_unmarked_thresholds(documents),
        *_unmarked_bottlenecks(documents),
        *_meanings(documents),
    ]


def _questions(documents) -> Iterator[tuple[str, dict]]:
    for name, document in documents.stage_files.items():
        yield from ((name, question) for question in entries(document, "questions"))


def _texts(documents, fields) -> Iterator[_Words]:
    """Texts that are missing have a fault of their own."""
    for name, question in _questions(documents):
        for field, words in fields(question).items():
            if words:
                yield _Words(name, text(question.get("code")), field, words)


def _levels(question):
    return {f"levels.{n}": words for n, words in enumerate(texts(question.get("levels")), start=1)}


def _reasons(question):
    why = question.get("why")
    sides = why if isinstance(why, dict) else {}
    return {f"why.{side}": text(sides.get(side)) for side in ("health", "finance")}


def _thin_objectives(documents):
    if documents.lacks_questions:
        return  # One broken file is one fault, and not one of every objective it serves.
    serving = [texts(question.get("objectives")) for _name, question in _questions(documents)]
    for objective in entries(documents.parsed.get(OBJECTIVES), "objectives"):
        code = text(objective.get("code"))
        count = sum(code in served for served in serving)
        if count < ENOUGH:
            message = _("has %(count)d questions. A score needs three: add some or remove it.")
            yield Fault(OBJECTIVES, code, "", message % {"count": count})


def _repeated(listed: list[_Words]) -> Iterator[Fault]:
    first = {}
    for one in listed:
        same = first.setdefault(_plain(one.words), one)
        if same is not one:
            message = _("says the same as %(place)s. Word the difference, or remove one of them.")
            yield one.fault(message % {"place": f"{same.code} {same.field}"})


def _plain(words):
    """Signs, capitals and line breaks make no different text."""
    return " ".join(re.findall(r"\w+", words.lower()))


def _no_question(listed):
    for one in listed:
        if "?" not in one.words:
            yield one.fault(_("asks nothing. Write a question that ends with “?”."))


def _vague_levels(levels):
    for level in levels:
        for word in vague_words(level.words):
            message = _("“%(word)s” has no number in its sentence. Say how much, or what is seen.")
            yield level.fault(message % {"word": word})


def vague_words(level: str) -> list[str]:
    """Words that people read differently, in a sentence without a number that settles it."""
    return [
        word.lower()
        for sentence in sentences(level)
        if not _NUMBER.search(sentence)
        for word in _VAGUE.findall(sentence)
    ]


def _levels_without_rule(levels):
    for level in levels:
        if not _RULE.search(level.words):
            message = _("names no rule. Say what the rule, law or plan is, and what happens.")
            yield level.fault(message)


def _gaps_under_level_4(documents):
    """Level 3 often lists what may be missing. What level 4 counts and this list leaves out would
    put a country between the two."""
    for name, question in _questions(documents):
        levels = texts(question.get("levels"))
        if len(levels) != 4 or "missing:" not in levels[2]:
            continue
        listed, asked = (Counter(_SHARE.findall(level)) for level in levels[2:])
        for share in asked - listed:
            message = _("does not list “%(share)s” as often as level 4 asks for it. Add it.")
            yield Fault(name, text(question.get("code")), "levels.3", message % {"share": share})


def _long_reasons(reasons):
    for reason in reasons:
        if len(sentences(reason.words)) > 1:
            yield reason.fault(_("has more than one sentence. Keep one."))


def _no_evidence(documents):
    for name, question in _questions(documents):
        if not texts(question.get("evidence")):
            message = _("is empty. Name at least one paper or record that people can bring.")
            yield Fault(name, text(question.get("code")), "evidence", message)


def _unmarked_thresholds(documents):
    """Limits that do not come from a measure somebody has looked up are the bank's own."""
    for name, question in _questions(documents):
        if not texts(question.get("proposals")) and not _is_measured_by_pefa(question):
            message = _(
                "does not mark the levels as the bank's own, and no confirmed PEFA measure with "
                "the match same or context stands behind them. Write proposals: [levels]."
            )
            yield Fault(name, text(question.get("code")), "proposals", message)


def _is_measured_by_pefa(question):
    return any(
        match.get("confirmed") is True and match.get("match") in ("same", "context")
        for match in entries(question.get("crosswalk"), "pefa")
    )


def _unmarked_bottlenecks(documents):
    for entry in entries(documents.parsed.get(BOTTLENECKS), "bottlenecks"):
        if not texts(entry.get("sources")) and entry.get("proposal") is not True:
            message = _("has no source. Name one, or write proposal: true.")
            yield Fault(BOTTLENECKS, text(entry.get("code")), "sources", message)


def _meanings(documents):
    for entry in entries(documents.parsed.get(GLOSSARY), "terms"):
        count = len(sentences(text(entry.get("meaning"))))
        if count not in SENTENCES_OF_A_TERM:
            message = _("has %(count)d sentences. Use two or three.")
            yield Fault(GLOSSARY, text(entry.get("code")), "meaning", message % {"count": count})
