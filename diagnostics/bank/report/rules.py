"""Rules that a whole bank must keep and a machine can judge (docs/bank.md).

They are asked only by `load_bank --check`: a bank for a trial may be loaded before it is complete.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from diagnostics.bank.faults import Fault
from diagnostics.bank.files import OBJECTIVES
from diagnostics.bank.reading import Bank
from diagnostics.bank.report.coverage import ENOUGH, questions_by_objective
from diagnostics.bank.report.texts import Text, level_texts, question_texts, reason_texts

_VAGUE = re.compile(r"\b(some|good|(?:adequate|sufficient|appropriate)(?:ly)?)\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|twice)\b",
    re.IGNORECASE,
)
_BETWEEN_SENTENCES = re.compile(r"(?<=[.?!])\s+")


def rule_faults(bank: Bank) -> list[Fault]:
    return [
        *_thin_objectives(bank),
        *_repeated(question_texts(bank)),
        *_repeated(level_texts(bank)),
        *_vague_levels(bank),
        *_long_reasons(bank),
    ]


def _thin_objectives(bank):
    for code, questions in questions_by_objective(bank).items():
        if len(questions) < ENOUGH:
            message = _("has %(count)d questions. A score needs three: add some or remove it.")
            yield Fault(OBJECTIVES, code, "", message % {"count": len(questions)})


def _repeated(texts: list[Text]) -> Iterator[Fault]:
    first = {}
    for text in texts:
        same = first.setdefault(_plain(text.words), text)
        if same is not text:
            message = _("says the same as %(place)s. Word the difference, or remove one of them.")
            yield _fault(text.code, text.field, message % {"place": same})


def _plain(words):
    """Signs, capitals and line breaks make no different text."""
    return " ".join(re.findall(r"\w+", words.lower()))


def _vague_levels(bank):
    for text in level_texts(bank):
        for word in vague_words(text.words):
            message = _("“%(word)s” has no number in its sentence. Say how much, or what is seen.")
            yield _fault(text.code, text.field, message % {"word": word})


def vague_words(level: str) -> list[str]:
    """Words that people read differently, in a sentence without a number that settles it."""
    return [
        word.lower()
        for sentence in _BETWEEN_SENTENCES.split(level)
        if not _NUMBER.search(sentence)
        for word in _VAGUE.findall(sentence)
    ]


def _long_reasons(bank):
    for text in reason_texts(bank):
        if len(_BETWEEN_SENTENCES.split(text.words.strip())) > 1:
            yield _fault(text.code, text.field, _("has more than one sentence. Keep one."))


def _fault(code, field, message):
    return Fault("", code, field, message)
