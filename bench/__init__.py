"""Measured ratios for the budgets in docs/decisions.md. Nothing here runs in production."""
