"""Bottlenecks in words: where they stand, why they are there, and what they wait for."""

from django.utils.translation import gettext as _

from roadmaps.chains import Why, chains_of_steps
from roadmaps.documents.report import words


def bottlenecks_in_words(content: dict, labels: dict) -> list[dict]:
    """Each with ``pairs``, term and text of every field that is filled but title and
    description; ``chain``, its causes as [(number, step, cause)]; ``state_word``; ``scores`` by
    side; and ``note``, what readers must know of its scores."""
    titles = {row["ref"]: row["title"] for row in content["bottlenecks"]}
    return [_bottleneck(row, titles, labels) for row in content["bottlenecks"]]


def objectives_in_words(codes, labels) -> str:
    return "; ".join(f"{code} {labels['objectives'].get(code, '')}".strip() for code in codes)


def cause_in_words(cause) -> str:
    """Its kind and text, and the evidence on a line of its own."""
    told = ": ".join(filter(None, (words.word("cause", cause["type"]), cause["text"])))
    evidence = cause.get("evidence")
    return f"{told}\n" + _("Evidence:") + f" {evidence}" if evidence else told


def _bottleneck(row, titles, labels):
    trees = chains_of_steps([cause.get("step", 1) for cause in row["causes"]])
    pairs = [
        (_("Stage"), labels["stages"].get(row["stage"], row["stage"] or "")),
        (_("Questions"), ", ".join(row["questions"])),
        (_("Objectives"), objectives_in_words(row["objectives"], labels)),
        *((_("Cause"), _chain(tree, row["causes"])) for tree in trees),
        *_gates(row.get("gates"), titles),
        (_("Why it stands apart"), row.get("apart_reason", "")),
        (_("Why it is parked"), row.get("parked_reason", "")),
        (_("Scores"), _note(row)),
    ]
    return row | {
        "pairs": [(term, text) for term, text in pairs if text],
        "chain": [
            (why.number, why.step, row["causes"][why.key]) for tree in trees for why in tree.walk()
        ],
        "state_word": words.word("bottleneck", row["state"]),
        "scores": {score["side"]: score for score in row["priority"]["scores"]},
        "note": _note(row),
    }


def _chain(tree: Why, causes) -> str:
    """A cause, and on lines of their own, numbered, why it is there."""
    first, *deeper = [(why.number, cause_in_words(causes[why.key])) for why in tree.walk()]
    asked = [
        _("%(number)s Why? %(cause)s") % {"number": number, "cause": told}
        for number, told in deeper
    ]
    return "\n".join([f"{first[0]} {first[1]}" if deeper else first[1], *asked])


def _gates(gates, titles):
    if not gates:
        return []
    awaited = [f"{ref} · {titles[ref]}" for ref in gates["depends_on"] if ref in titles]
    return [
        (_("Within existing rules?"), words.word("route", gates["route"])),
        (_("Acts first"), gates["first"]),
        (_("Depends on"), "\n".join(filter(None, [*awaited, gates["condition"]]))),
    ]


def _note(row) -> str:
    return _("Given before it was merged or split.") if row.get("reshaped") else ""
