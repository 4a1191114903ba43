"""Figures of record as pages and documents say them."""

import pytest
from django.utils import translation

from diagnostics.figures import figure_in_words


@pytest.mark.parametrize(
    ("value", "unit", "english", "french"),
    [
        ("2021-11-26", "date", "26 November 2021", "26 novembre 2021"),
        ("end of November", "date", "end of November", "end of November"),
        ("1250000", "amount", "1,250,000", "1\xa0250\xa0000"),
        ("RWF 1,250,000", "amount", "RWF 1,250,000", "RWF 1,250,000"),
        ("1.250", "amount", "1.250", "1.250"),
        ("2024", "count", "2024", "2024"),
        ("92.5", "percent", "92.5%", "92.5\u00a0%"),
        ("92 %", "percent", "92 %", "92 %"),
        ("1", "days", "1 day", "1 jour"),
        ("45", "days", "45 days", "45 jours"),
        ("6", "months", "6 months", "6 mois"),
        ("2 to 3", "months", "2 to 3 months", "2 to 3 mois"),
        ("12", "", "12", "12"),
    ],
)
def test_a_figure_is_said_with_its_unit(value, unit, english, french):
    assert figure_in_words(value, unit) == english
    with translation.override("fr"):
        assert figure_in_words(value, unit) == french
