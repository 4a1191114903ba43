"""The plenary's published rules: what is advised, agreed quickly, and how long it may take."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.plenary import (
    agree_quickly,
    divided,
    is_disputed,
    minutes_each,
    proposed_level,
    says_not_applicable,
    suggested_verdict,
    suggestion,
)
from tests.diagnostics.drawn import result, side

pytestmark = pytest.mark.any_database


def both(moh, mof, **fields):
    return result(side("MOH", moh), side("MOF", mof), **fields)


@pytest.mark.parametrize(
    ("moh", "mof", "suggested"),
    [
        ("222", "222", "shared"),
        ("22233", "2233", "shared"),  # medians half a level apart
        ("222", "333", "shared_with_different_reasons"),  # a whole level apart
        ("222", "222d", "shared"),  # a quarter do not know
        ("222", "2222dd", "shared_with_different_reasons"),  # a third do not know
        ("222", "2222nn", "shared_with_different_reasons"),  # a third say it does not apply
        ("2222222111", "2222222444", "shared"),  # just enough are near
        ("2222222", "222222444", "differ"),  # too many stand far off
        ("222", "3344", "differ"),  # medians one and a half apart
        ("111", "444", "differ"),
        ("222", "", None),
        ("222", "33", None),  # withheld
        ("222", "ddd", None),
    ],
)
def test_what_the_rule_suggests(moh, mof, suggested):
    assert suggested_verdict(both(moh, mof)) == suggested


@pytest.mark.parametrize(
    ("moh", "mof", "because"),
    [
        ("222", "3344", "far_apart"),
        ("111", "222444", "far_apart"),  # divided as well
        ("111444", "2233", "divided"),
        ("222", "333", "one_level"),
        ("222", "2222dd", "not_sure"),
        ("222", "222", "close"),
    ],
)
def test_which_part_of_the_rule_speaks_for_it(moh, mof, because):
    assert suggestion(both(moh, mof)).because == because


@pytest.mark.parametrize(
    ("moh", "mof", "sides"),
    [
        ("2222222111", "2222222444", []),  # seven in ten are near
        ("2222222", "222222444", ["MOF"]),
        ("111444", "111444", ["MOH", "MOF"]),
        ("111444", "33", []),  # withheld
    ],
)
def test_which_ministries_are_divided(moh, mof, sides):
    assert divided(both(moh, mof)) == sides


def test_a_delegation_counts_as_it_answered():
    question = result(side("MOH", "2223"), side("MOF", "2", "institutional"))

    assert suggested_verdict(question) == "shared"


def test_one_ministry_alone_gets_no_suggestion():
    assert suggestion(result(side("MOH", "222"))) is None


@pytest.mark.parametrize(
    ("moh", "mof", "said"),
    [
        ("222", "333", []),
        ("222n", "333", [("MOH", 1, 4)]),
        ("nnn", "333", [("MOH", 3, 3)]),
        ("nnn", "nnn", []),  # nobody disputes it
        ("nnn", "nnnd", [("MOH", 3, 3), ("MOF", 3, 4)]),
        ("222", "nn", []),  # withheld
    ],
)
def test_where_people_dispute_that_a_question_applies(moh, mof, said):
    assert says_not_applicable(both(moh, mof)) == said


@pytest.mark.parametrize(
    ("moh", "mof", "level"),
    [
        ("222", "222", 2),
        ("222", "2233", 2),
        ("2233", "333", 3),
        ("222", "333", 2),
        ("222", "", None),
    ],
)
def test_the_proposed_level_is_the_nearest_whole_one_and_the_lower_of_two(moh, mof, level):
    assert proposed_level(both(moh, mof)) == level


@pytest.mark.parametrize(
    ("question", "proposed"),
    [
        (both("222", "222"), {"F-01": 2}),
        (both("222", "333"), {}),
        (both("222", "222", outcome="no_agreement"), {}),
        (both("222", "222", outcome="agreed", agreed_level=2), {}),
        (both("222", "222", state="open", round=2), {}),
        (both("222", "222", verdict="shared"), {"F-01": 2}),
        (both("222", "222", verdict="shared_with_different_reasons"), {}),
        (both("222", "222", verdict="differ"), {}),
        (both("222n", "222"), {}),
        (both("111", "111", gateway=True), {}),
        (both("222", "222", gateway=True), {"F-01": 2}),
        (result(side("MOH", "222"), side("MOF", "222"), side("LOCAL", "2ddd")), {}),
    ],
)
def test_what_can_be_agreed_quickly(question, proposed):
    assert agree_quickly([question]) == proposed


@pytest.mark.parametrize(
    ("moh", "mof", "fields", "disputed"),
    [
        # Without a verdict the medians decide.
        ("222", "2233", {}, False),
        ("222", "333", {}, True),
        ("111", "444", {}, True),
        ("222", "33", {}, False),  # withheld
        ("222", "", {}, False),
        # The plenary's verdict goes before them.
        ("111", "444", {"verdict": "shared"}, False),
        ("111", "444", {"verdict": "shared_with_different_reasons"}, False),
        ("222", "222", {"verdict": "differ"}, True),
        ("222", "33", {"verdict": "differ"}, True),
        # What has ended is disputed no more.
        ("111", "444", {"outcome": "agreed", "agreed_level": 2}, False),
        ("111", "444", {"outcome": "no_agreement", "verdict": "differ"}, False),
    ],
)
def test_where_the_ministries_stand_apart_and_nothing_has_ended(moh, mof, fields, disputed):
    assert is_disputed(both(moh, mof, **fields)) is disputed


@pytest.mark.parametrize(
    ("left", "questions", "each"),
    [
        (60, 7, 8),
        (60, 60, 1),
        (10, 60, 1),
        (0, 5, None),
        (-3, 5, None),
        (None, 5, None),
        (60, 0, None),
    ],
)
def test_time_is_shared_among_the_questions(left, questions, each):
    assert minutes_each(left, questions) == each


ANSWERS = st.text("1234dn", max_size=8)


@given(moh=ANSWERS, mof=ANSWERS)
def test_what_is_agreed_quickly_is_never_far_from_what_either_ministry_said(moh, mof):
    question = both(moh, mof)

    for level in agree_quickly([question]).values():
        assert question.reading == "agree"
        assert all(abs(level - s.median) <= 1 for s in question.sides)
        assert abs(level - question.joint) <= Fraction(1, 2)


@given(moh=ANSWERS, mof=ANSWERS)
def test_the_suggestion_treats_both_ministries_alike(moh, mof):
    assert suggestion(both(moh, mof)) == suggestion(both(mof, moh))


@given(moh=ANSWERS, mof=ANSWERS)
def test_nothing_is_suggested_from_what_is_withheld(moh, mof):
    question = both(moh, mof)

    if any(s.suppressed for s in question.sides):
        assert suggestion(question) is None
        assert agree_quickly([question]) == {}


@given(left=st.integers(1, 600), questions=st.integers(1, 200))
def test_the_time_boxes_fit_the_time_unless_there_is_less_than_a_minute_each(left, questions):
    each = minutes_each(left, questions)

    assert each * questions <= left or each == 1
    assert (each + 1) * questions > left
