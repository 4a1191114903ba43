"""The organiser's checks, as a table of cases."""

import datetime

import pytest

from alignment.checks import Finding, InstitutionPlan, Plan, Session, SidePlan, findings

DAY = datetime.date(2022, 3, 21)


def clock(text):
    return datetime.time.fromisoformat(text)


def make_plan(**fields):
    return Plan(**({"first_day": DAY, "last_day": DAY, "threshold": 5} | fields))


def make_side(code, seats, **fields):
    plain = {"individual": True, "answering": seats, "signatories": 1}
    return SidePlan(code=code, seats=seats, **(plain | fields))


def make_sessions(*lines):
    return tuple(Session(DAY, clock(start), clock(end), title) for start, end, title in lines)


def codes(plan):
    return [finding.code for finding in findings(plan)]


def test_an_empty_plan_has_nothing_to_mend():
    assert findings(make_plan()) == []


@pytest.mark.parametrize(("expected", "found"), [(45, ["expected_total"]), (46, []), (None, [])])
def test_expected_total_is_compared_with_the_sum_of_seats(expected, found):
    seats = enumerate((10, 2, 3, 6, 4, 8, 10, 1, 2))
    institutions = tuple(InstitutionPlan(f"I{place}", "MOH", n) for place, n in seats)

    assert codes(make_plan(expected=expected, institutions=institutions)) == found


def test_the_wrong_total_says_both_numbers():
    plan = make_plan(expected=3, institutions=(InstitutionPlan("Ministry", "MOH", 2),))

    assert findings(plan) == [Finding("expected_total", "people", {"expected": 3, "seats": 2})]


@pytest.mark.parametrize(
    ("names", "twice"),
    [
        (("Ann", "Ben"), []),
        (("Ann", "ann ", "Ben"), ["Ann"]),
        (("Ann  Lee", "ann lee"), ["Ann  Lee"]),
    ],
)
def test_names_given_twice(names, twice):
    found = findings(make_plan(names=names))

    assert [finding.values["name"] for finding in found] == twice


def test_institutions_given_twice():
    institutions = (InstitutionPlan("WHO", "PARTNER", 1), InstitutionPlan("who", "PARTNER", 1))

    assert codes(make_plan(institutions=institutions)) == ["institution_twice"]


@pytest.mark.parametrize(
    ("side", "found"),
    [
        (make_side("MOH", 5), []),
        (make_side("MOH", 4), ["side_small"]),
        (make_side("MOH", 6, answering=4), ["side_small"]),
        (make_side("MOH", 1, individual=False), []),
        (make_side("OTHER", 2, answering=0), ["side_silent"]),
        (make_side("OTHER", 2, answering=0, individual=False), ["side_silent"]),
        (make_side("MOH", 0, signatories=0), ["side_empty"]),
        (make_side("MOH", 5, signatories=0), ["no_signatory"]),
        (make_side("PARTNER", 5, signatories=0), []),
    ],
)
def test_a_side_needs_people_and_a_ministry_a_signatory(side, found):
    assert codes(make_plan(sides=(side,))) == found


@pytest.mark.parametrize(
    ("moh", "mof", "found"),
    [(10, 5, ["lopsided"]), (9, 5, []), (5, 10, ["lopsided"]), (5, 0, ["side_empty"])],
)
def test_lopsided_means_twice_as_many(moh, mof, found):
    sides = (make_side("MOH", moh), make_side("MOF", mof))

    assert codes(make_plan(sides=sides)) == found


def test_an_institution_without_side_and_seats_is_named_twice():
    plan = make_plan(institutions=(InstitutionPlan("Providers", None, 0),))

    assert codes(plan) == ["no_side", "no_seats"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([("08:00", "09:00", "A"), ("09:00", "10:00", "B")], []),
        ([("08:00", "09:00", "A"), ("09:30", "10:00", "B")], ["agenda_gap"]),
        ([("12:30", "13:00", "A"), ("12:45", "13:45", "B")], ["sessions_overlap"]),
        ([("10:00", "09:00", "A")], ["session_reversed"]),
        ([("10:00", "10:00", "A")], ["session_reversed"]),
        # A long session covers what two short ones leave open.
        ([("08:00", "12:00", "A"), ("09:00", "10:00", "B"), ("12:00", "13:00", "C")],
         ["sessions_overlap"]),
        # A reversed session neither overlaps nor fills.
        ([("08:00", "09:00", "A"), ("09:00", "08:00", "B"), ("09:30", "10:00", "C")],
         ["session_reversed", "agenda_gap"]),
    ],
)  # fmt: skip
def test_sessions_of_one_day(lines, found):
    assert codes(make_plan(sessions=make_sessions(*lines))) == found


@pytest.mark.parametrize(
    ("days", "found"), [(0, []), (1, ["outside_days"]), (-1, ["outside_days"])]
)
def test_sessions_on_other_days(days, found):
    session = Session(DAY + datetime.timedelta(days), clock("08:00"), clock("09:00"), "A")

    assert codes(make_plan(sessions=(session,))) == found


def test_an_overlap_says_which_sessions():
    lines = [("12:30", "13:00", "Package"), ("12:45", "13:45", "Lunch")]

    (overlap,) = findings(make_plan(sessions=make_sessions(*lines)))

    assert overlap.values == {
        "session": "Lunch",
        "day": DAY,
        "start": clock("12:45"),
        "end": clock("13:45"),
        "other": "Package",
        "other_end": clock("13:00"),
    }
