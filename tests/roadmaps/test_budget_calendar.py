"""Which budget date an action must hit: arithmetic without a database."""

import datetime

import pytest

from roadmaps.budget_calendar import day_to_hit, is_within_reason, next_time, target_of

DAY = datetime.date
WORKSHOP = DAY(2026, 3, 2)


@pytest.mark.parametrize(
    ("listed", "timeframe", "start", "due", "expected"),
    [
        (DAY(2026, 10, 15), "", None, None, DAY(2026, 10, 15)),
        (DAY(2026, 10, 15), "T1", None, None, DAY(2026, 10, 15)),
        (DAY(2026, 10, 15), "T2", None, None, DAY(2027, 10, 15)),
        (DAY(2026, 10, 15), "T3", None, None, DAY(2028, 10, 15)),
        (DAY(2026, 10, 15), "T3", None, DAY(2030, 12, 1), DAY(2031, 10, 15)),
        (DAY(2026, 10, 15), "T1", None, DAY(2030, 12, 1), DAY(2026, 10, 15)),
        (DAY(2026, 10, 15), "T1", DAY(2026, 10, 16), None, DAY(2027, 10, 15)),
        (DAY(2026, 10, 15), "T2", DAY(2027, 1, 1), None, DAY(2027, 10, 15)),
        # A calendar typed last year, or the day before the workshop, has come round again.
        (DAY(2024, 10, 15), "T1", None, None, DAY(2026, 10, 15)),
        (DAY(2026, 3, 1), "T1", None, None, DAY(2027, 3, 1)),
        (DAY(2026, 3, 2), "T1", None, None, DAY(2026, 3, 2)),
        # One that lies years ahead has not come before.
        (DAY(2029, 1, 31), "T1", None, None, DAY(2029, 1, 31)),
        (DAY(2024, 2, 29), "T1", None, None, DAY(2027, 2, 28)),
        (DAY(2024, 2, 29), "T2", None, None, DAY(2028, 2, 29)),
    ],
)
def test_the_time_that_matters(listed, timeframe, start, due, expected):
    assert day_to_hit(listed, WORKSHOP, timeframe, start=start, due=due) == expected


@pytest.mark.parametrize(
    ("due", "status", "today", "verdict"),
    [
        ("2026-10-15", "not_started", "2026-03-02", ""),
        ("2026-10-16", "not_started", "2026-03-02", "late"),
        ("2026-10-16", "under_way", "2027-03-02", "late"),
        ("2026-10-01", "under_way", "2026-10-15", ""),
        ("2026-10-01", "under_way", "2026-10-16", "passed"),
        (None, "delayed", "2026-10-16", "passed"),
        (None, "not_started", "2026-10-15", ""),
        ("2026-12-31", "done", "2027-03-02", ""),
        ("2026-12-31", "dropped", "2027-03-02", ""),
    ],
)
def test_whether_it_can(due, status, today, verdict):
    action = {
        "budget_date": {"title": "Budget circular", "date": "2026-10-15"},
        "timeframe": "T1",
        "start": None,
        "due": due,
        "status": status,
    }

    target = target_of(action, WORKSHOP, DAY.fromisoformat(today))

    assert (target.title, target.day) == ("Budget circular", DAY(2026, 10, 15))
    assert (target.verdict, target.next_day) == (verdict, DAY(2027, 10, 15))


def test_a_date_that_passed_long_ago_comes_again_in_the_future():
    action = {
        "budget_date": {"title": "Budget circular", "date": "2026-10-15"},
        "timeframe": "T1",
        "start": None,
        "due": None,
        "status": "not_started",
    }

    assert target_of(action, WORKSHOP, DAY(2029, 3, 1)).next_day == DAY(2029, 10, 15)
    assert target_of(action, WORKSHOP, DAY(2029, 10, 15)).next_day == DAY(2029, 10, 15)


def test_without_a_budget_date_there_is_nothing_to_hit():
    assert target_of({"budget_date": None}, WORKSHOP, WORKSHOP) is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (DAY(2020, 12, 31), False),
        (DAY(2021, 1, 1), True),
        (DAY(2041, 12, 31), True),
        (DAY(2042, 1, 1), False),
        (DAY(202, 1, 1), False),
    ],
)
def test_a_year_that_somebody_mistyped_is_known(day, expected):
    assert is_within_reason(day, WORKSHOP) is expected


def test_the_last_year_that_there_is_does_not_break_the_calendar():
    assert next_time(DAY(2026, 1, 1), DAY(9999, 6, 1)) == DAY(9999, 1, 1)
    entry = {"title": "Hearings", "date": "9999-12-31"}
    unplanned = {"timeframe": "T1", "start": None, "due": None, "status": "delayed"}
    action = {"budget_date": entry} | unplanned
    assert target_of(action, WORKSHOP, WORKSHOP).next_day == DAY(9999, 12, 31)
