"""Sentences that every document says in the same words."""

from roadmaps.documents.report.wording.method import (
    bank,
    method,
    no_endorsement,
    no_names,
    source,
)
from roadmaps.documents.report.wording.plan import (
    never_added,
    priority_method,
    score,
    scoring_sides,
    standing,
    uncosted,
)
from roadmaps.documents.report.wording.reading import (
    how_to_read,
    levels,
    terms,
)
from roadmaps.documents.report.wording.results import (
    answer_heads,
    found,
    joint,
    median,
    not_applicable,
    not_revealed,
    origin,
    said,
    scored,
    settled,
    settlement,
)
from roadmaps.documents.report.wording.state import (
    headline,
    made_up,
    place,
    signed_or_not,
    size_of,
    stamp,
    version,
)

__all__ = [
    "answer_heads",
    "bank",
    "found",
    "headline",
    "how_to_read",
    "joint",
    "levels",
    "made_up",
    "median",
    "method",
    "never_added",
    "no_endorsement",
    "no_names",
    "not_applicable",
    "not_revealed",
    "origin",
    "place",
    "priority_method",
    "said",
    "score",
    "scored",
    "scoring_sides",
    "settled",
    "settlement",
    "signed_or_not",
    "size_of",
    "source",
    "stamp",
    "standing",
    "terms",
    "uncosted",
    "version",
]
