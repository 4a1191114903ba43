"""Amounts as people type them: arithmetic without a database."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.amounts import Money, NoAmount, TwoAmounts, read_money

CODES = frozenset(("USD", "RWF", "EUR", "LAK"))


@pytest.mark.parametrize(
    ("typed", "amount", "currency", "sign"),
    [
        ("1250000.50", "1250000.50", "", ""),
        ("1250000,5", "1250000.5", "", ""),
        ("1,250,000", "1250000", "", ""),
        ("1,250,000.50", "1250000.50", "", ""),
        ("1.250.000", "1250000", "", ""),
        ("1.250.000,50", "1250000.50", "", ""),
        ("1 250", "1250", "", ""),
        ("1\u00a0250\u202f000,50", "1250000.50", "", ""),
        ("1'250'000", "1250000", "", ""),
        ("1,250.00", "1250.00", "", ""),
        ("0.5", "0.5", "", ""),
        ("USD 5", "5", "USD", ""),
        ("5 usd", "5", "USD", ""),
        ("€1,250,000", "1250000", "EUR", ""),
        ("US$ 12.50", "12.50", "USD", ""),
        ("₭ 5 000 000", "5000000", "LAK", ""),
        ("$5", "5", "", "$"),
        ("1 250 000 FCFA", "1250000", "", "FCFA"),
        ("١٢٥٠٠٠٠٫٥٠", "1250000.50", "", ""),
        ("١٬٢٥٠٬٠٠٠", "1250000", "", ""),
        ("໑໒໕໐", "1250", "", ""),
        ("-5", "-5", "", ""),
    ],
)
def test_an_amount_that_means_one_thing_is_read(typed, amount, currency, sign):
    assert read_money(typed, CODES) == Money(Decimal(amount), currency, sign)


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("1,250", ("1250", "1.25")),
        ("12.500", ("12500", "12.5")),
        ("$1,000", ("1000", "1")),
    ],
)
def test_an_amount_that_may_mean_two_things_is_asked_about(typed, readings):
    with pytest.raises(TwoAmounts) as refusal:
        read_money(typed, CODES)

    assert refusal.value.readings == readings


@pytest.mark.parametrize(
    "typed",
    ["", "abc", "NaN", "1e5", "5 million", "12,34,567", "1,250,00", "1.2.3", "5 XYZ", "5-10", "½"],
)
def test_anything_else_is_no_amount(typed):
    with pytest.raises(NoAmount):
        read_money(typed, CODES)


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(typed):
    try:
        money = read_money(typed, CODES)
    except (NoAmount, TwoAmounts):
        return
    assert money.amount.is_finite()
