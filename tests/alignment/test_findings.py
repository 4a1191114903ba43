"""Every check has words, and a page on which it is mended."""

import datetime

import pytest

from alignment.checks import Finding, InstitutionPlan, Plan, Session, SidePlan, findings
from alignment.findings import TEXTS, isolated, worded
from alignment.models import Workshop

DAY = datetime.date(2026, 3, 2)
NINE, TEN, NOON = datetime.time(9), datetime.time(10), datetime.time(12)
WORKSHOP = Workshop(code="ABC234")

# One plan with everything that can be wrong.
WORST = Plan(
    first_day=DAY,
    last_day=DAY,
    threshold=5,
    expected=9,
    sides=(
        SidePlan("MOH", individual=True, seats=4, answering=4, signatories=0),
        SidePlan("MOF", individual=True, seats=2, answering=2, signatories=1),
        SidePlan("PARTNER", individual=True, seats=0, answering=0, signatories=0),
        SidePlan("OTHER", individual=True, seats=1, answering=0, signatories=0),
    ),
    institutions=(InstitutionPlan("WHO", None, 0), InstitutionPlan("who", "PARTNER", 1)),
    names=("Ann", "ann"),
    sessions=(
        Session(DAY, NINE, TEN, "A"),
        Session(DAY, NINE, TEN, "B"),
        Session(DAY, NOON, NINE, "C"),
        Session(DAY, NOON, datetime.time(13), "D"),
        Session(datetime.date(2026, 3, 3), NINE, TEN, "E"),
    ),
)


def test_the_worst_plan_meets_every_check():
    assert {finding.code for finding in findings(WORST)} == set(TEXTS)


def test_every_finding_reads_as_a_sentence_with_a_place_to_mend_it():
    advice = worded(WORKSHOP, findings(WORST))

    assert all("%(" not in item.text and item.text.endswith(".") for item in advice)
    assert {item.url for item in advice} == {
        "/w/ABC234/people/",
        "/w/ABC234/people/sides/",
        "/w/ABC234/sides/",
        "/w/ABC234/agenda/",
    }


@pytest.mark.parametrize(
    ("finding", "text"),
    [
        (
            Finding("lopsided", "people", {"moh": 10, "mof": 2}),
            "The ministry of health has 10 seats that answer and the ministry of finance 2. "
            "Invite more people of the smaller one.",
        ),
        (
            Finding("agenda_gap", "agenda", {"day": DAY, "start": TEN, "end": NOON}),
            "Nothing is planned on 2 March 2026 from 10:00 to 12:00. Add a session or a break.",
        ),
    ],
)
def test_the_words_of_a_finding(finding, text):
    assert worded(WORKSHOP, [finding])[0].text == text


def test_a_typed_name_cannot_leave_its_fence():
    assert isolated("\u2069\u202eevil") == "\u2068\u202eevil\u2069"
