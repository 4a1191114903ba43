from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics import scoring
from diagnostics.disclosure import INDIVIDUAL, INSTITUTIONAL, Tally, publish
from tests.sums.shapes import make_side


@pytest.mark.parametrize(
    ("counts", "median", "mean"),
    [
        ((0, 0, 0, 0), None, None),
        ((0, 0, 1, 0), F(3), F(3)),
        ((1, 1, 0, 0), F(3, 2), F(3, 2)),
        ((1, 0, 0, 1), F(5, 2), F(5, 2)),
        ((2, 0, 0, 1), F(1), F(2)),
        ((0, 2, 1, 1), F(5, 2), F(11, 4)),
        ((1, 3, 0, 0), F(2), F(7, 4)),
        ((3, 0, 0, 3), F(5, 2), F(5, 2)),
        ((1, 1, 1, 0), F(2), F(2)),
    ],
)
def test_median_and_mean(counts, median, mean):
    assert (scoring.median(counts), scoring.mean(counts)) == (median, mean)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((0, 0, 0, 0), None),
        ((0, 1, 0, 0), None),
        ((0, 2, 0, 0), 1.0),
        ((0, 0, 0, 45), 1.0),
        ((1, 0, 0, 1), 0.0),
        ((7, 0, 0, 7), 0.0),
        ((0, 1, 1, 0), 0.736965594),
        ((1, 1, 1, 1), 0.368482797),
    ],
)
def test_consensus_of_tastle_and_wierman(counts, expected):
    assert scoring.consensus(counts) == expected


@pytest.mark.parametrize(
    ("moh", "mof", "gap", "reading"),
    [
        ("3", "3", F(0), "agree"),
        ("23", "2", F(1, 2), "agree"),
        ("2", "23", F(-1, 2), "agree"),
        ("3", "2", F(1), "differ"),
        ("2", "3", F(-1), "differ"),
        ("34", "2", F(3, 2), "conflict"),
        ("2", "34", F(-3, 2), "conflict"),
        ("4", "1", F(3), "conflict"),
        ("4", "d", None, None),
        ("", "1", None, None),
    ],
)
def test_the_gap_and_its_reading(moh, mof, gap, reading):
    found = scoring.gap({"MOH": make_side("MOH", moh), "MOF": make_side("MOF", mof)})

    assert (found, scoring.reading(found)) == (gap, reading)


@pytest.mark.parametrize(
    ("quarters", "reading"), [(2, "agree"), (3, "differ"), (5, "differ"), (6, "conflict")]
)
def test_readings_hold_between_half_levels_too(quarters, reading):
    assert scoring.reading(F(quarters, 4)) == scoring.reading(F(-quarters, 4)) == reading


def test_a_gap_needs_both_ministries():
    assert scoring.gap({"MOH": make_side("MOH", "3"), "LOCAL": make_side("LOCAL", "1")}) is None


# What each side said (a star: in confidence and withheld), and the joint level that follows.
JOINTS = [
    ({"MOH": "2", "MOF": "3"}, F(5, 2), "provisional"),
    ({"MOH": "23", "MOF": "3"}, F(11, 4), "provisional"),
    # Head-count does not decide.
    ({"MOH": "1111111111", "MOF": "4"}, F(5, 2), "provisional"),
    # Other sides stand beside.
    ({"MOH": "2", "MOF": "2", "LOCAL": "4444"}, F(2), "provisional"),
    ({"MOH": "2", "LOCAL": "4"}, F(2), "provisional"),
    ({"MOF": "3"}, F(3), "provisional"),
    ({"LOCAL": "1", "PROVIDER": "4"}, F(5, 2), "provisional"),
    ({"LOCAL": "1", "PROVIDER": "d"}, F(1), "provisional"),
    # One ministry gave no level.
    ({"MOH": "2", "MOF": ""}, F(2), "one_sided"),
    ({"MOH": "ddd", "MOF": "4"}, F(4), "one_sided"),
    ({"MOH": "n", "MOF": "4", "LOCAL": "1"}, F(4), "one_sided"),
    # Nobody did.
    ({"MOH": "", "MOF": "d"}, None, None),
    ({"MOH": "d", "LOCAL": "3"}, None, None),
    ({"LOCAL": ""}, None, None),
    ({}, None, None),
    # A median that would have entered is withheld.
    ({"MOH": "2", "MOF": "3*"}, None, None),
    ({"MOH": "", "MOF": "3*"}, None, None),
    ({"MOH": "3*"}, None, None),
    ({"LOCAL": "3*", "PROVIDER": "4"}, None, None),
    ({"MOH": "2", "MOF": "4", "LOCAL": "3*"}, F(3), "provisional"),
]


@pytest.mark.parametrize(("said", "joint", "basis"), JOINTS)
def test_the_joint_level_while_the_plenary_has_not_spoken(said, joint, basis):
    sides = {name: make_side(name, text) for name, text in said.items()}

    assert scoring.joint_and_basis(sides, list(said)) == (joint, basis)


@pytest.mark.parametrize(
    ("outcome", "level", "expected"),
    [
        ("agreed", 4, (F(4), "agreed")),
        ("no_agreement", None, (None, "no_agreement")),
        ("not_applicable", None, (None, None)),
    ],
)
@pytest.mark.parametrize("mof", ["2", "", "2*"])
def test_what_the_plenary_recorded_comes_first(outcome, level, expected, mof):
    sides = {"MOH": make_side("MOH", "1"), "MOF": make_side("MOF", mof)}

    assert (
        scoring.joint_and_basis(sides, ["MOH", "MOF"], outcome=outcome, agreed_level=level)
        == expected
    )


def test_a_ministry_that_was_not_revealed_leaves_the_level_unknown():
    sides = {"MOH": make_side("MOH", "3")}

    assert scoring.joint_and_basis(sides, ["MOH", "MOF"]) == (None, None)


@pytest.mark.parametrize(
    ("joint", "benchmark", "short"),
    [
        (None, 3, None),
        (F(5, 2), 3, F(1, 2)),
        (F(3), 3, F(0)),
        (F(4), 3, F(0)),
        (F(13, 4), 4, F(3, 4)),
    ],
)
def test_short_of_benchmark(joint, benchmark, short):
    assert scoring.short_of_benchmark(joint, benchmark) == short


@pytest.mark.parametrize(
    ("said", "raised"),
    [
        ("d", True),
        ("1d", True),
        ("12d", False),
        ("12dd", True),
        ("123dd", False),
        ("nnn", False),
        ("nnnd", True),
        ("", False),
        ("1dd*", False),
    ],
)
def test_half_or_more_who_do_not_know_is_an_information_gap(said, raised):
    found = scoring.flags(
        [make_side("MOF", said)], joint=None, gateway=False, rule_not_applied=False
    )

    assert found == (("information_gap:MOF",) if raised else ())


def test_an_information_gap_shows_though_the_few_levels_are_withheld():
    side = make_side("MOH", "12ddd", mode=INDIVIDUAL, threshold=3)

    assert side.counts is None
    assert scoring.flags([side], joint=None, gateway=False, rule_not_applied=False) == (
        "information_gap:MOH",
    )


@pytest.mark.parametrize(
    ("gateway", "joint", "raised"),
    [
        (True, F(1), True),
        (True, F(5, 4), True),
        (True, F(3, 2), False),
        (False, F(1), False),
        (True, None, False),
    ],
)
def test_a_gateway_question_at_level_1_is_flagged(gateway, joint, raised):
    found = scoring.flags([], joint=joint, gateway=gateway, rule_not_applied=False)

    assert found == (("gateway_at_1",) if raised else ())


def test_a_rule_that_is_not_applied_is_flagged_last():
    side = make_side("MOH", "d")

    assert scoring.flags([side], joint=F(1), gateway=True, rule_not_applied=True) == (
        "information_gap:MOH",
        "gateway_at_1",
        "rule_not_applied",
    )


def test_blank_counts_respondents_without_any_answer():
    figures = publish([Tally.of(["1", "dk", "na"])], mode=INDIVIDUAL, threshold=3)
    side = scoring.side_result(figures, side="MOH", mode=INDIVIDUAL, round=1, respondents=5)

    assert (side.answered, side.blank, side.levels, side.suppressed) == (3, 2, 1, True)


def test_blank_is_never_negative_when_a_published_person_was_voided():
    figures = publish([Tally.of("123")], mode=INDIVIDUAL, threshold=3)

    assert (
        scoring.side_result(figures, side="MOH", mode=INDIVIDUAL, round=1, respondents=2).blank == 0
    )


def test_a_delegations_answer_is_its_median():
    side = make_side("MOF", "3", mode=INSTITUTIONAL)

    assert (side.median, side.mean, side.counts, side.consensus) == (3, 3, (0, 0, 1, 0), None)


def test_withheld_figures_are_unknown_but_who_answered_is_public():
    side = make_side("MOF", "12", mode=INDIVIDUAL, threshold=3, respondents=6)

    assert (side.respondents, side.answered, side.blank) == (6, 2, 4)
    assert (side.levels, side.dont_know, side.median, side.consensus) == (None,) * 4
    assert side.share_of_dont_know is None


counts = st.tuples(*[st.integers(0, 30)] * 4)
some_counts = counts.filter(any)


@given(some_counts)
def test_median_and_mean_stay_within_the_levels_given(given_counts):
    levels = [level for level, people in enumerate(given_counts, start=1) if people]

    assert levels[0] <= scoring.median(given_counts) <= levels[-1]
    assert levels[0] <= scoring.mean(given_counts) <= levels[-1]


@given(counts.filter(lambda each: sum(each) > 1))
def test_consensus_is_one_only_when_all_say_the_same(given_counts):
    found = scoring.consensus(given_counts)

    assert 0 <= found <= 1
    assert (found == 1) == (sum(map(bool, given_counts)) == 1)


@given(some_counts)
def test_figures_do_not_depend_on_which_end_of_the_scale_is_high(given_counts):
    mirrored = given_counts[::-1]

    assert scoring.median(given_counts) + scoring.median(mirrored) == 5
    assert scoring.consensus(given_counts) == scoring.consensus(mirrored)


@given(some_counts, some_counts, st.integers(2, 9))
def test_head_count_does_not_move_the_joint_level(moh, mof, times):
    def joint(mof_counts):
        sides = {
            "MOH": make_side("MOH", moh),
            "MOF": make_side("MOF", mof_counts),
        }
        return scoring.joint_and_basis(sides, ["MOH", "MOF"])

    assert joint(mof) == joint(tuple(people * times for people in mof))


@given(some_counts, some_counts)
def test_changing_places_turns_the_gap_and_keeps_the_joint_level(one, other):
    def both(moh, mof):
        return {"MOH": make_side("MOH", moh), "MOF": make_side("MOF", mof)}

    here, there = both(one, other), both(other, one)

    assert scoring.gap(here) == -scoring.gap(there)
    assert scoring.reading(scoring.gap(here)) == scoring.reading(scoring.gap(there))
    assert scoring.joint_and_basis(here, ["MOH", "MOF"]) == scoring.joint_and_basis(
        there, ["MOH", "MOF"]
    )
