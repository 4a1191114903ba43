"""As few entries of a catalogue as explain what was found."""

import pytest

from roadmaps.cover import fewest

ENTRIES = [("a", ["1", "2"]), ("b", ["2", "3", "4"]), ("c", ["1"]), ("d", ["4", "5"])]


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [
        ("", []),
        ("9", []),
        ("1", ["a"]),
        ("12", ["a"]),
        ("4", ["b"]),
        ("45", ["d"]),
        ("234", ["b"]),
        ("1234", ["b", "a"]),
        ("12345", ["b", "a", "d"]),
        ("159", ["a", "d"]),
    ],
)
def test_the_one_that_names_most_of_what_is_left_comes_next(wanted, chosen):
    assert fewest(list(wanted), ENTRIES) == chosen


def test_the_order_of_what_is_wanted_does_not_matter():
    assert fewest("54321", ENTRIES) == fewest("12345", ENTRIES)


def test_without_entries_nothing_is_chosen():
    assert fewest(["1"], []) == []
