"""Facts of record as pages show them: figures that officials recorded, with their source."""

from dataclasses import dataclass

from diagnostics.figures import figure_in_words
from diagnostics.models import Fact


@dataclass(frozen=True, slots=True)
class FactLine:
    """``words``: the figure with its unit."""

    label: str
    words: str
    fact: Fact


def facts_by_question(workshop) -> dict[int, list[FactLine]]:
    """By question id; figures that a question no longer asks for are left out. One query."""
    found: dict[int, list[FactLine]] = {}
    rows = Fact.objects.filter(question__workshop=workshop).select_related("question")
    for fact in rows.order_by("question_id", *Fact._meta.ordering):
        asked = {entry["code"]: entry for entry in fact.question.local_facts}
        if fact.code in asked:
            entry = asked[fact.code]
            words = figure_in_words(fact.value, entry.get("unit", ""))
            line = FactLine(entry["label"], words, fact)
            found.setdefault(fact.question_id, []).append(line)
    return found
