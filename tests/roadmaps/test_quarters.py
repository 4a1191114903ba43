"""Fiscal quarters: arithmetic without a database."""

import datetime

import pytest

from roadmaps.quarters import Bar, Quarter, quarter_of, quarters_from_to, scale_of

DAY = datetime.date


@pytest.mark.parametrize(
    ("day", "first_month", "year", "number", "fiscal_year"),
    [
        (DAY(2026, 1, 1), 1, 2026, 1, "2026"),
        (DAY(2026, 12, 31), 1, 2026, 4, "2026"),
        (DAY(2026, 6, 30), 7, 2025, 4, "2025/26"),
        (DAY(2026, 7, 1), 7, 2026, 1, "2026/27"),
        (DAY(2026, 3, 31), 4, 2025, 4, "2025/26"),
        (DAY(2026, 2, 1), 10, 2025, 2, "2025/26"),
        (DAY(2026, 11, 30), 12, 2025, 4, "2025/26"),
        (DAY(2099, 12, 1), 12, 2099, 1, "2099/00"),
    ],
)
def test_a_day_lies_in_a_quarter_of_the_countrys_year(day, first_month, year, number, fiscal_year):
    quarter = quarter_of(day, first_month)

    assert (quarter.year, quarter.number, quarter.fiscal_year) == (year, number, fiscal_year)
    assert quarter.starts <= day <= quarter.ends


@pytest.mark.parametrize("first_month", range(1, 13))
def test_quarters_follow_each_other_without_a_gap(first_month):
    quarters = quarters_from_to(DAY(2025, 5, 17), DAY(2031, 2, 3), first_month)

    ends = [quarter.ends + datetime.timedelta(days=1) for quarter in quarters[:-1]]
    assert [quarter.starts for quarter in quarters[1:]] == ends


def test_a_quarter_knows_its_days():
    assert Quarter(2026, 3, 7).starts == DAY(2027, 1, 1)
    assert Quarter(2026, 3, 7).ends == DAY(2027, 3, 31)


def test_bars_lie_where_their_days_are():
    scale = scale_of([DAY(2026, 2, 10), DAY(2026, 12, 1)], 1)

    assert scale.days == 365
    assert scale.bar(DAY(2026, 1, 1), DAY(2026, 12, 31)) == Bar(0, 1)
    assert scale.bar(None, DAY(2026, 6, 30)) == Bar(90 / 365, 181 / 365, open_start=True)
    assert scale.bar(DAY(2026, 7, 1), None) == Bar(181 / 365, 273 / 365, open_end=True)
    assert scale.bar(None, None) is None


def test_a_picture_is_a_year_wide_at_least_and_needs_a_day():
    assert [q.number for q in scale_of([DAY(2026, 8, 1)], 7).quarters] == [1, 2, 3, 4]
    assert scale_of([], 7) is None
