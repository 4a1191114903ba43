"""The roadmap in time and money, in words and pictures. No database is needed."""

import datetime
import itertools
import re
import xml.etree.ElementTree as ET

import pytest
from django.utils import translation

from roadmaps.gantt import WIDTH, YEAR, head_picture
from roadmaps.quarters import scale_of
from roadmaps.schedule import drawn, money, schedule, when
from roadmaps.timeline import Timeline
from tests.roadmaps.content_builder import make_content

TODAY = datetime.date(2026, 3, 6)
CALENDAR = [
    {"title": "Budget circular", "date": "2025-10-15"},
    {"title": "Hearings", "date": "2026-02-01"},
]


def content_with(**fields):
    """One action of the builder's, with ``fields`` of its own."""
    content = make_content(actions=1, questions=3) | {"budget_dates": CALENDAR}
    action = content["actions"][0] | {"budget_date": CALENDAR[0]} | fields
    return content | {"actions": [action]}


def only_row(**fields):
    (row,) = drawn(schedule(content_with(**fields), TODAY))["rows"]
    return row


@pytest.mark.parametrize(
    ("start", "due", "words"),
    [
        ("2026-01-01", "2026-02-02", "Q3 of 2025/26"),
        ("2026-01-01", "2026-08-02", "Q3 of 2025/26 to Q1 of 2026/27"),
        (None, "2026-08-02", "by Q1 of 2026/27; no start given"),
        ("2026-08-02", None, "from Q1 of 2026/27; no due date"),
        (None, None, "no date yet"),
    ],
)
def test_quarters_are_those_of_the_countrys_fiscal_year(start, due, words):
    assert only_row(start=start, due=due)["when"] == words


def test_an_action_that_comes_too_late_is_warned_with_a_remedy():
    assert only_row(start=None, due="2026-11-01")["warning"] == (
        "Due too late for “Budget circular” on 15 October 2026. Bring the due date forward, or aim "
        "at 15 October 2027 with a later timeframe."
    )


def test_a_budget_date_that_went_by_is_said():
    content = content_with(start=None, due="2026-10-01")

    (row,) = schedule(content, datetime.date(2026, 10, 16))["warnings"]

    assert row["warning"] == (
        "“Budget circular” was on 15 October 2026 and the action is not done. It comes again on "
        "15 October 2027: agree on a later timeframe."
    )


def test_the_calendar_comes_again_every_year_within_the_picture():
    marks = schedule(content_with(start="2026-01-01", due="2027-11-01"), TODAY)["marks"]

    assert marks == [
        {"number": 1, "title": "Budget circular", "days": ["15 October 2026", "15 October 2027"]},
        {"number": 2, "title": "Hearings", "days": ["1 February 2026", "1 February 2027"]},
    ]


def test_a_version_signed_without_the_calendar_marks_what_its_actions_name():
    content = content_with(due="2026-12-31")
    del content["budget_dates"]

    marks = schedule(content, TODAY)["marks"]

    assert [mark["title"] for mark in marks] == ["Budget circular"]


@pytest.mark.parametrize("status", ["not_started", "under_way", "done", "delayed", "dropped"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_picture_stays_within_its_frame_and_says_what_it_shows(status, language):
    with translation.override(language):
        row = only_row(start="2026-01-01", due="2041-12-31", timeframe="T3", status=status)
        root = ET.fromstring(row["picture"])

    (bar,) = (node for node in root if node.tag.endswith("rect"))
    assert float(bar.get("x")) >= 0
    assert float(bar.get("x")) + float(bar.get("width")) <= WIDTH
    title = next(node for node in root if node.tag.endswith("title"))
    assert title.text.startswith("A1: ")


def test_an_arabic_picture_begins_on_the_right():
    with translation.override("ar"):
        root = ET.fromstring(only_row(start="2026-01-01", due="2026-01-31")["picture"])

    (bar,) = (node for node in root if node.tag.endswith("rect"))
    assert float(bar.get("x")) + float(bar.get("width")) == WIDTH


def test_what_people_typed_cannot_draw():
    row = only_row(budget_date={"title": "</svg><script>", "date": "2026-10-15"})

    assert "<script>" not in row["picture"]


def test_without_a_date_there_is_no_picture_and_no_fault():
    found = drawn(schedule(content_with(start=None, due=None, budget_date=None), TODAY))

    assert (found["head"], found["rows"][0]["picture"], found["marks"]) == ("", "", [])
    assert when(found["timeline"].rows[0]) == "no date yet"


def test_forty_numbers_of_budget_dates_never_run_into_each_other():
    dates = [{"title": f"Date {n}", "date": f"2026-{1 + n % 12:02}-15"} for n in range(40)]
    content = content_with(start="2026-01-01", due="2030-12-31") | {"budget_dates": dates}

    root = ET.fromstring(drawn(schedule(content, TODAY))["head"])

    places = {}
    for node in root:
        if node.get("class") == "g-number":
            places.setdefault(node.get("y"), []).append(float(node.get("x")))
    assert len(places) == 3
    for row in places.values():
        assert all(b - a >= 12.9 for a, b in itertools.pairwise(row))


def test_money_names_what_is_not_named():
    action = {"id": "A1", "cost": "10.50", "currency": "", "source": "", "lead": ""}

    assert money([action, action | {"id": "A2", "cost": None}])["uncosted"] == ["A2"]
    (purse,) = money([action])["budget"]
    assert (purse["currency"], purse["text"]) == ("currency not given", "10.50")
    assert [part["name"] for part in purse["sources"]] == ["source not named"]
    assert [part["name"] for part in purse["leads"]] == ["no lead yet"]


def test_a_year_of_which_one_quarter_is_drawn_keeps_its_whole_name():
    scale = scale_of([datetime.date(2022, 6, 1), datetime.date(2024, 8, 1)], 7)

    head = head_picture(Timeline(scale=scale, marks=(), rows=()), "Quarters")

    years = re.findall(r'x="([\d.]+)"[^>]*>(\d{4}/\d\d)<', head)
    assert [year for _x, year in years] == ["2021/22", "2022/23", "2023/24", "2024/25"]
    assert all(YEAR / 2 <= float(x) <= WIDTH - YEAR / 2 for x, _year in years)
