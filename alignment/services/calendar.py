"""Rows of the agenda and the budget calendar."""

from alignment.models import AgendaItem, BudgetDate


def remove_row(*, row: AgendaItem | BudgetDate) -> None:
    """Raises ValidationError once the workshop is over."""
    row.workshop.ensure_not_over()
    row.delete()
