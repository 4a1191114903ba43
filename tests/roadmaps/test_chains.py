"""Why, why, why: causes as trees, whatever points where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.chains import DEEPEST, behind, chains, chains_of_steps, steps_from, steps_to

FAMILY = {"a": None, "b": "a", "c": "b", "d": None, "e": "a"}


def drawn(trees):
    return [(why.key, why.step, why.number) for tree in trees for why in tree.walk()]


def test_each_cause_is_followed_by_those_behind_it():
    assert drawn(chains(FAMILY)) == [
        ("a", 1, "1"),
        ("b", 2, "1.1"),
        ("c", 3, "1.1.1"),
        ("e", 2, "1.2"),
        ("d", 1, "2"),
    ]


@pytest.mark.parametrize(
    ("parents", "expected"),
    [
        ({}, []),
        ({"a": "elsewhere"}, [("a", 1, "1")]),
        ({"a": "b", "b": "a"}, [("a", 1, "1"), ("b", 2, "1.1")]),
        ({"a": "a"}, [("a", 1, "1")]),
    ],
    ids=["none", "its parent belongs to another bottleneck", "a loop", "its own parent"],
)
def test_nothing_is_left_out_whatever_a_file_brought(parents, expected):
    assert drawn(chains(parents)) == expected


def test_what_lies_deeper_than_five_steps_begins_a_chain():
    line = {step: step - 1 or None for step in range(1, 8)}

    assert [(key, step) for key, step, _number in drawn(chains(line))] == [
        (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 1), (7, 2),
    ]  # fmt: skip


def test_steps_are_counted_up_and_down():
    assert [steps_to(key, FAMILY) for key in FAMILY] == [1, 2, 3, 1, 2]
    assert [steps_from(key, FAMILY) for key in FAMILY] == [3, 2, 1, 1, 1]
    assert behind("a", FAMILY) == ["b", "c", "e"]


PARENTS = st.dictionaries(st.integers(1, 12), st.none() | st.integers(1, 12), max_size=12)


@given(PARENTS)
def test_every_cause_stands_once_and_the_steps_give_the_trees_back(parents):
    flat = [why for tree in chains(parents) for why in tree.walk()]
    again = [why for tree in chains_of_steps([w.step for w in flat]) for why in tree.walk()]

    assert sorted(why.key for why in flat) == sorted(parents)
    assert [w.number for w in again] == [w.number for w in flat]
    assert all(1 <= why.step <= DEEPEST for why in flat)
