import json
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.disclosure import INDIVIDUAL, INSTITUTIONAL
from roadmaps.prioritisation import Candidate, Ranked, SideScore, prioritise, side_score


def score(*triples, mode=INSTITUTIONAL, threshold=5, paper=0):
    return side_score(triples, mode=mode, threshold=threshold, paper=paper)


def make_candidate(key, position=1, *, apart=None, **scores):
    flags = {apart: True} if apart else {}
    return Candidate(
        key=key,
        position=position,
        scores={side: score(*triples) for side, triples in scores.items()},
        **flags,
    )


def order(*candidates):
    return [item.candidate.key for item in prioritise(candidates).in_order]


def test_a_sides_score_is_the_median_of_each_part():
    assert score((1, 2, 3), (4, 2, 4), (2, 4, 1)) == SideScore(3, F(2), F(2), F(3))


def test_medians_of_an_even_number_may_be_halves():
    found = score((1, 2, 3), (2, 3, 4))

    assert (found.impact, found.feasibility, found.urgency) == (F(3, 2), F(5, 2), F(7, 2))
    assert found.product == F(15, 4)


def test_incomplete_triples_do_not_count():
    assert score((1, 1, 1), (4, None, 4), (None, None, None)) == SideScore(1, F(1), F(1), F(1))


def test_without_triples_there_is_no_score_and_nothing_withheld():
    found = score((4, 4, None), mode=INDIVIDUAL)

    assert (found, found.product) == (SideScore(0), None)


@pytest.mark.parametrize(("people", "suppressed"), [(1, True), (4, True), (5, False)])
def test_one_to_fewer_than_the_threshold_are_withheld(people, suppressed):
    found = score(*[(3, 3, 3)] * people, mode=INDIVIDUAL)

    assert (found.scores, found.suppressed) == (people, suppressed)
    assert (found.product is None) is suppressed


@pytest.mark.parametrize(("paper", "suppressed"), [(0, False), (1, True), (4, True), (5, False)])
def test_scores_from_own_devices_are_none_or_a_crowd(paper, suppressed):
    assert score(*[(3, 3, 3)] * 5, mode=INDIVIDUAL, paper=paper).suppressed is suppressed


def test_incomplete_triples_do_not_fill_up_the_crowd():
    assert score(*[(3, 3, 3)] * 4, (3, 3, None), mode=INDIVIDUAL).suppressed


@pytest.mark.parametrize(
    "found", [score(), score((1, 2, 3), (2, 3, 4)), score((1, 1, 1), mode=INDIVIDUAL)]
)
def test_a_score_survives_being_stored(found):
    assert SideScore.from_plain(json.loads(json.dumps(found.as_plain()))) == found


def test_the_joint_score_gives_every_side_one_voice():
    candidate = make_candidate("B1", MOH=[(4, 4, 4)], MOF=[(1, 2, 1)] * 9, LOCAL=[(3, 2, 4)])

    assert prioritise([candidate]).in_order == (
        Ranked(candidate, product=F(8), urgency=F(3), spread=F(14)),
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Higher product, though less urgent.
        (
            {"MOH": [(4, 3, 1)], "MOF": [(4, 3, 1)]},
            {"MOH": [(3, 3, 4)], "MOF": [(3, 3, 4)]},
        ),
        # Same product, more urgent, though more disputed.
        (
            {"MOH": [(4, 4, 3)], "MOF": [(2, 1, 3)]},
            {"MOH": [(3, 3, 2)], "MOF": [(3, 3, 2)]},
        ),
        # Same product and urgency, less disputed.
        (
            {"MOH": [(3, 3, 2)], "MOF": [(3, 3, 2)]},
            {"MOH": [(4, 4, 2)], "MOF": [(2, 1, 2)]},
        ),
    ],
)
def test_what_comes_first(first, second):
    later, earlier = make_candidate("first", 2, **first), make_candidate("second", 1, **second)

    assert order(earlier, later) == ["first", "second"]


def test_equal_ones_keep_the_order_of_creation():
    alike = {"MOH": [(3, 3, 3)], "MOF": [(3, 3, 3)]}

    assert order(make_candidate("B2", 2, **alike), make_candidate("B1", 1, **alike)) == ["B1", "B2"]


def test_without_both_ministries_a_bottleneck_is_unscored_and_last():
    scored = make_candidate("scored", 9, MOH=[(1, 1, 1)], MOF=[(1, 1, 1)])
    one_ministry = make_candidate("one ministry", 2, MOH=[(4, 4, 4)], LOCAL=[(4, 4, 4)])
    nobody = make_candidate("nobody", 1)

    assert order(one_ministry, nobody, scored) == ["scored", "nobody", "one ministry"]


def test_a_withheld_score_counts_as_none():
    withheld = score(*[(4, 4, 4)] * 4, mode=INDIVIDUAL)
    open_score = score((2, 2, 2))
    of_ministry = Candidate("B1", 1, {"MOH": open_score, "MOF": withheld})
    of_another = Candidate("B2", 2, {"MOH": open_score, "MOF": open_score, "LOCAL": withheld})

    another, ministry = prioritise([of_ministry, of_another]).in_order

    assert not ministry.is_scored
    assert (another.product, another.spread) == (F(4), F(0))


@pytest.mark.parametrize("reason", ["vetoed", "needs_political_decision"])
def test_vetoed_and_political_ones_stand_apart(reason):
    best = make_candidate("apart", 1, apart=reason, MOH=[(4, 4, 4)], MOF=[(4, 4, 4)])
    other = make_candidate("other", 2, MOH=[(1, 1, 1)], MOF=[(1, 1, 1)])

    priorities = prioritise([best, other])

    assert [item.candidate.key for item in priorities.in_order] == ["other"]
    assert [item.candidate.key for item in priorities.apart] == ["apart"]


triples = st.tuples(*[st.integers(1, 4)] * 3)
sides = st.sampled_from(["MOH", "MOF", "LOCAL"])
all_scores = st.dictionaries(sides, st.lists(triples, max_size=4))


@given(st.lists(all_scores, max_size=8), st.randoms())
def test_the_order_does_not_depend_on_how_candidates_arrive(given_scores, random):
    candidates = [
        make_candidate(number, number, **scores) for number, scores in enumerate(given_scores)
    ]

    assert order(*random.sample(candidates, len(candidates))) == order(*candidates)


@given(all_scores)
def test_joint_scores_stay_within_their_bounds(given_scores):
    (ranked,) = prioritise([make_candidate("B1", **given_scores)]).in_order

    assert ranked.is_scored == all(given_scores.get(ministry) for ministry in ("MOH", "MOF"))
    if ranked.is_scored:
        assert 1 <= ranked.product <= 16
        assert 1 <= ranked.urgency <= 4
        assert 0 <= ranked.spread <= 15


@given(st.lists(triples, min_size=1), st.integers(2, 5))
def test_head_count_does_not_move_a_sides_score(given_triples, times):
    assert score(*given_triples).product == score(*(given_triples * times)).product
