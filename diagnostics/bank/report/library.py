"""Loose ends between questions, bottlenecks, practices and the glossary."""

import re

from django.utils.translation import gettext as _

from diagnostics.bank.reading import Bank
from diagnostics.bank.report.layout import named
from diagnostics.bank.report.texts import level_texts, question_texts, reason_texts


def library(bank: Bank) -> list[str]:
    """Parts that the bank does not have are not spoken of."""
    lines = []
    if bank.bottlenecks:
        lines += _of_bottlenecks(bank)
    if bank.practices:
        silent = [entry["code"] for entry in bank.practices if not entry["changed"]]
        lines += named(_("Practices whose source reports no result"), silent)
    if bank.terms:
        lines += named(_("Words of terms that stand in no question"), _unseen_forms(bank))
    return [_("Bottlenecks, practices and terms"), *lines] if lines else []


def _of_bottlenecks(bank):
    named_questions = {code for entry in bank.bottlenecks for code in entry["questions"]}
    answered = {code for entry in bank.practices for code in entry["bottlenecks"]}
    proposals = [entry["code"] for entry in bank.bottlenecks if entry["proposal"]]
    loose = [q["code"] for q in bank.questions if q["code"] not in named_questions]
    bare = [b["code"] for b in bank.bottlenecks if b["code"] not in answered]
    yield from named(_("Bottlenecks that are proposals"), proposals)
    yield from named(_("Questions that no bottleneck names"), loose)
    yield from named(_("Bottlenecks that no practice answers"), bare)


def _unseen_forms(bank):
    texts = [*question_texts(bank), *reason_texts(bank), *level_texts(bank)]
    everything = "\n".join(text.words for text in texts).lower()
    forms = [form for term in bank.terms for form in term["forms"]]
    return [form for form in forms if not re.search(rf"(?<!\w){re.escape(form)}(?!\w)", everything)]
