"""Two people on one row: arithmetic without a database."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.merging import Merged, mark, marks, merge

WORDS = st.sampled_from(["", "a", "b", "c"])


@pytest.mark.parametrize(
    ("seen", "typed", "now", "stored", "kind"),
    [
        ("a", "a", "a", "a", "untouched"),
        ("a", "b", "a", "b", "mine"),
        ("a", "a", "c", "c", "theirs"),
        ("a", "b", "b", "b", "alike"),
        ("a", "b", "c", "b", "clash"),
    ],
)
def test_one_field(seen, typed, now, stored, kind):
    found = merge(marks({"lead": seen}), {"lead": typed}, {"lead": now})

    assert found == Merged(
        values={"lead": stored},
        theirs=("lead",) if kind == "theirs" else (),
        clashes=("lead",) if kind == "clash" else (),
    )


@given(WORDS, WORDS, WORDS)
def test_nothing_that_anybody_changed_is_lost_unsaid(seen, typed, now):
    found = merge(marks({"x": seen}), {"x": typed}, {"x": now})

    if typed != seen:
        assert found.values["x"] == typed
    if now not in (seen, typed):
        assert "x" in found.theirs + found.clashes


def test_a_field_without_a_mark_is_its_authors():
    assert merge({}, {"lead": "b"}, {"lead": "c"}) == Merged({"lead": "b"}, (), ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("first\r\nsecond ", "first\nsecond"),
        (["x\r\n", "y"], ["x", "y"]),
        (datetime.date(2026, 3, 2), "2026-03-02"),
    ],
)
def test_what_a_browser_does_to_a_text_is_no_change(one, other):
    assert mark(one) == mark(other)
