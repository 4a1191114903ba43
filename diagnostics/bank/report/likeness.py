"""Texts of different questions that say nearly the same in nearly the same words."""

from itertools import combinations

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, utils

from diagnostics.bank.reading import Bank
from diagnostics.bank.report.layout import table
from diagnostics.bank.report.texts import Text, level_texts, question_texts, reason_texts

# In percent, whatever the order of the words. Levels share their frame on purpose ("By rule or by
# habit, at least half …"), so that two of them with different content reach 75.
ALIKE = 75
LEVELS_ALIKE = 80


def alike(texts: list[Text], least: float) -> list[tuple[float, Text, Text]]:
    """Pairs of different questions with their likeness in percent, the most alike first."""
    prepared = [(text, _in_any_order(text.words)) for text in texts]
    pairs = (
        (fuzz.ratio(one, other, score_cutoff=least), text, second)
        for (text, one), (second, other) in combinations(prepared, 2)
        if text.code != second.code
    )
    return sorted((pair for pair in pairs if pair[0]), key=lambda pair: -pair[0])


def _in_any_order(words):
    return " ".join(sorted(utils.default_process(words).split()))


def likeness(bank: Bank) -> list[str]:
    found = [
        *alike(question_texts(bank), ALIKE),
        *alike(reason_texts(bank), ALIKE),
        *alike(level_texts(bank), LEVELS_ALIKE),
    ]
    limits = {"texts": ALIKE, "levels": LEVELS_ALIKE}
    title = _("Wordings alike (from %(texts)d%% on; levels from %(levels)d%%): %(pairs)s")
    rows = [[f"{score:.0f}%", str(one), str(other)] for score, one, other in found]
    lines = table([["", "", ""], *rows])[1:] if rows else []
    return [title % (limits | {"pairs": len(found) or _("none")}), *lines]
