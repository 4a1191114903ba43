"""Rows of a list of participants that only add up the others: compared with them, never stored."""

from django.utils.translation import gettext as _

from alignment.names import folded
from alignment.tables import Row

TOTALS = {
    "total",
    "totals",
    "grand total",
    "total général",
    "total general",
    "total geral",
    "المجموع",
}


def without_sums(rows: list[Row]) -> tuple[list[Row], list[str]]:
    """The rows that are institutions, and what a row that adds them up says."""
    kept: list[Row] = []
    said = []
    for row in rows:
        if _is_sum(row):
            counted = sum(other["seats"] or bool(other["name"]) for other in kept)
            said.append(_sum_told(row, counted))
        else:
            kept.append(row)
    return kept, said


def _is_sum(row) -> bool:
    """An institution of that name would have a side or people."""
    named = row["side"] or row["name"] or row["seats"] is None
    return folded(row["institution"]) in TOTALS and not named


def _sum_told(row, counted) -> str:
    values = {"row": row.number, "said": row["seats"], "counted": counted}
    if row["seats"] == counted:
        return _("Row %(row)d is the sum, %(said)d, and is left out.") % values
    return (
        _(
            "Row %(row)d says %(said)d in all, but the rows above it make %(counted)d. It is left "
            "out: find out which is right."
        )
        % values
    )
