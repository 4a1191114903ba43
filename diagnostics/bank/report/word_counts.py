"""How long questions, reasons and levels are."""

from statistics import median

from django.utils.translation import gettext as _

from diagnostics.bank.reading import Bank
from diagnostics.bank.report.layout import table
from diagnostics.bank.report.texts import level_texts, question_texts, reason_texts


def word_counts(bank: Bank) -> list[str]:
    kinds = {
        _("questions"): question_texts(bank),
        _("reasons"): reason_texts(bank),
        _("levels"): level_texts(bank),
    }
    head = ["", _("texts"), _("median"), _("shortest"), "", _("longest"), ""]
    rows = [[kind, *_row(texts)] for kind, texts in kinds.items() if texts]
    return [_("Length in words"), *table([head, *rows])]


def _row(texts):
    shortest = min(texts, key=lambda text: text.length)
    longest = max(texts, key=lambda text: text.length)
    middle = round(median(text.length for text in texts))
    ends = [part for text in (shortest, longest) for part in (str(text.length), str(text))]
    return [str(len(texts)), str(middle), *ends]
