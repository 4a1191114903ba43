"""How hard the texts are to read, as a school grade."""

import re
from operator import itemgetter
from statistics import median

import syllapy
from django.utils.translation import gettext as _

from diagnostics.bank.reading import Bank
from diagnostics.bank.report.layout import named, table
from diagnostics.bank.report.texts import (
    bottleneck_texts,
    level_texts,
    practice_texts,
    question_texts,
    reason_texts,
    term_texts,
)

# A question is one sentence of up to 35 words; plain ones stay under this grade.
HARD = 13
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_SENTENCE_END = re.compile(r"[.?!]+(?=\s|$)")


def grade(words: str) -> float:
    """Flesch-Kincaid: years of school in English after which the text is read with ease."""
    listed = _WORD.findall(words)
    if not listed:
        return 0.0
    sentences = max(1, len(_SENTENCE_END.findall(words)))
    # A number in digits is read as one short word.
    syllables = sum(syllapy.count(word) or 1 for word in listed)
    return 0.39 * len(listed) / sentences + 11.8 * syllables / len(listed) - 15.59


def reading_grades(bank: Bank) -> list[str]:
    kinds = {
        _("questions"): question_texts(bank),
        _("reasons"): reason_texts(bank),
        _("levels"): level_texts(bank),
        _("bottlenecks"): bottleneck_texts(bank),
        _("practices"): practice_texts(bank),
        _("terms"): term_texts(bank),
    }
    graded = {kind: [(grade(text.words), text) for text in texts] for kind, texts in kinds.items()}
    head = ["", _("texts"), _("median"), _("hardest"), ""]
    rows = [[kind, *_row(pairs)] for kind, pairs in graded.items() if pairs]
    hard = [
        f"{text} ({level:.1f})"
        for pairs in graded.values()
        for level, text in pairs
        if level > HARD
    ]
    sentence = _("Over grade %(grade)d") % {"grade": HARD}
    title = _("Reading grade (Flesch-Kincaid, years of school)")
    return [title, *table([head, *rows]), *named(sentence, hard)]


def grades_of_questions(bank: Bank) -> list[str]:
    """Every text of every question; columns are named as the fields."""
    texts = [*question_texts(bank), *reason_texts(bank), *level_texts(bank)]
    fields = list(dict.fromkeys(text.field for text in texts))
    grades = {(text.code, text.field): f"{grade(text.words):.0f}" for text in texts}
    rows = [[q["code"], *(grades[q["code"], field] for field in fields)] for q in bank.questions]
    return [_("Reading grade of every text"), *table([["", *fields], *rows])]


def _row(pairs):
    hardest, text = max(pairs, key=itemgetter(0))
    middle = median(level for level, _text in pairs)
    return [str(len(pairs)), f"{middle:.0f}", f"{hardest:.0f}", str(text)]
