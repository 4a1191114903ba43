from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics import scoring
from tests.sums.shapes import make_side


@pytest.mark.parametrize(
    ("joints", "applicable", "level"),
    [
        ([1, 2], 2, None),
        ([1, 2, 3], 3, F(2)),
        ([1, 2, 3], 4, F(2)),
        ([1, 2, 3], 5, None),
        ([1, 2, 3, 4], 6, F(5, 2)),
        ([1, 2, 3, 4], 7, None),
        ([1, 2, 3, 4, 4, 4], 9, F(3)),
        ([1, 2, 3, 4, 4, 4], 10, None),
        ([], 0, None),
    ],
)
def test_a_group_needs_three_scored_and_two_thirds_of_the_applicable(joints, applicable, level):
    assert scoring.group_level([(F(joint), 1) for joint in joints], applicable=applicable) == level


def test_weights_count():
    assert scoring.group_level([(F(1), 2), (F(2), 1), (F(4), F(1, 2))], applicable=3) == F(12, 7)


def test_questions_without_weight_give_no_mean():
    assert scoring.group_level([(F(1), 0)] * 3, applicable=3) is None


@pytest.mark.parametrize(
    ("level", "band"),
    [
        (None, None),
        (F(1), "misaligned"),
        (F(7, 4) - F(1, 10**12), "misaligned"),
        (F(7, 4), "emerging"),
        (F(5, 2) - F(1, 10**12), "emerging"),
        (F(5, 2), "mostly_aligned"),
        (F(13, 4) - F(1, 10**12), "mostly_aligned"),
        (F(13, 4), "aligned"),
        (F(4), "aligned"),
    ],
)
def test_bands_are_decided_on_the_exact_value(level, band):
    assert scoring.band(level) == band


def key(reading, joint, *said, position=1):
    return scoring.plenary_key(reading, joint, [make_side("MOH", text) for text in said], position)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (key("conflict", F(4), "33"), key("differ", F(1), "14")),
        (key("differ", F(4), "33"), key("agree", F(1), "14")),
        (key("agree", F(4), "33"), key(None, F(1), "14")),
        # Lowest consensus of any side.
        (key("differ", F(4), "33", "14"), key("differ", F(1), "13", "13")),
        (key("differ", F(4), "33"), key("differ", F(1), "3d")),
        # Highest share of don't know of any side.
        (key("differ", F(4), "33d", "33"), key("differ", F(1), "33", "33")),
        (key("differ", F(4), "33d", "33"), key("differ", F(1), "3333d", "3333d")),
        (key("differ", F(4), "33"), key("differ", F(1))),
        (key(None, F(4), "d"), key(None, F(1), "n")),
        # Joint level.
        (key("differ", F(3, 2), "33"), key("differ", F(2), "33")),
        (key("differ", F(4), "33"), key("differ", None, "33")),
        # Bank order.
        (key("differ", F(2), "33", position=1), key("differ", F(2), "33", position=2)),
    ],
)
def test_plenary_order(first, second):
    assert first < second


scored = st.lists(
    st.tuples(st.fractions(1, 4, max_denominator=4), st.integers(1, 10)), min_size=3, max_size=12
)


@given(scored, st.randoms())
def test_a_group_level_is_bounded_and_does_not_depend_on_order(pairs, random):
    level = scoring.group_level(pairs, applicable=len(pairs))
    shuffled = random.sample(pairs, len(pairs))

    assert min(joint for joint, _ in pairs) <= level <= max(joint for joint, _ in pairs)
    assert scoring.group_level(shuffled, applicable=len(pairs)) == level
