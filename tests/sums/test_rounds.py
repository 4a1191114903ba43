"""Two rounds beside each other: a number only where the same was asked of the same."""

from fractions import Fraction as F

import pytest

from diagnostics.disclosure import INDIVIDUAL, INSTITUTIONAL
from diagnostics.results import compute
from diagnostics.rounds import Asked, Pair, compare
from tests.sums.worked_example import make_question, make_side_input, make_workshop, ministries

LEVELS = ("Lowest", "Low", "High", "Highest")
SAME = Asked("Same?", LEVELS, {"fr": ("Pareil ?", LEVELS)})


def delegations(moh, mof):
    return ministries(moh, mof, mode=INSTITUTIONAL, respondents=1)


def pair_of(then, now, asked_then=SAME, asked_now=SAME):
    """The one question of both rounds; ``then`` and ``now`` are its sides."""
    (pair,) = rounds(
        [make_question("F-04", then)], [make_question("F-04", now)], asked_then, asked_now
    ).questions
    return pair


def rounds(then, now, asked_then=SAME, asked_now=SAME):
    words = ({q.code: asked for q in qs} for qs, asked in ((then, asked_then), (now, asked_now)))
    return compare(*(compute(make_workshop(qs)) for qs in (then, now)), *words)


def levels_of(pair):
    return {side.side: side.levels for side in pair.sides}


def test_the_same_question_shows_how_each_side_and_the_joint_level_moved():
    pair = pair_of(delegations("1", "2"), delegations("3", "2"))

    assert levels_of(pair) == {"MOH": Pair(F(1), F(3)), "MOF": Pair(F(2), F(2))}
    assert [side.levels.moved for side in pair.sides] == [2, 0]
    assert (pair.joint.levels, pair.movement) == (Pair(F(3, 2), F(5, 2)), "rose")


@pytest.mark.parametrize(
    ("now", "movement"), [("11", "fell"), ("12", "stayed"), ("13", "rose"), ("dd", "not_compared")]
)
def test_movement(now, movement):
    assert pair_of(delegations("1", "2"), delegations(*now)).movement == movement


@pytest.mark.parametrize(
    ("asked", "changes"),
    [
        (Asked("Another?", LEVELS, {}), ("text",)),
        (Asked("Same?", (*LEVELS[:3], "Best"), {}), ("levels",)),
        (Asked("Another?", LEVELS[::-1], {}), ("text", "levels")),
        (Asked("Same?", LEVELS, {"fr": ("Autre ?", LEVELS)}), ("translation",)),
        # A language that only one round had cannot have changed what people read.
        (Asked("Same?", LEVELS, {"ar": ("?", LEVELS)}), ()),
        (Asked("Same?", LEVELS, {}), ()),
    ],
)
def test_other_words_are_another_question(asked, changes):
    pair = pair_of(delegations("1", "2"), delegations("1", "2"), asked_now=asked)

    assert pair.changes == changes
    assert (pair.joint is None) == bool(changes)
    assert bool(pair.sides) != bool(changes)


def test_a_side_that_answers_in_another_way_is_not_compared():
    then = [
        make_side_input("MOH", "22233", mode=INDIVIDUAL),
        make_side_input("MOF", "2", mode=INSTITUTIONAL),
    ]

    pair = pair_of(then, delegations("3", "2"))

    assert levels_of(pair) == {"MOH": Pair(change="mode"), "MOF": Pair(F(2), F(2))}
    assert pair.joint.levels == Pair(change="mode")
    assert pair.movement == "not_compared"


def test_a_ministry_asked_once_only_moves_no_joint_level():
    pair = pair_of(delegations("1", "2")[:1], delegations("1", "2"))

    assert levels_of(pair) == {"MOH": Pair(F(1), F(1)), "MOF": Pair(change="new_side")}
    assert pair.joint.levels == Pair(change="sides")
    gone = pair_of(delegations("1", "2"), delegations("1", "2")[:1])
    assert levels_of(gone)["MOF"] == Pair(change="gone_side")


def test_sides_beside_the_ministries_do_not_move_the_joint_level():
    partner = make_side_input("PARTNER", "4", mode=INSTITUTIONAL)

    pair = pair_of(delegations("1", "2"), [*delegations("1", "2"), partner])

    assert levels_of(pair)["PARTNER"] == Pair(change="new_side")
    assert pair.joint.levels == Pair(F(3, 2), F(3, 2))


@pytest.mark.parametrize(
    ("then", "now", "change"),
    [
        ("2222", "22222", "hidden_then"),
        ("22222", "2222", "hidden_now"),
        ("ddddd", "22222", "none_then"),
        ("22222", "ddddd", "none_now"),
    ],
)
def test_what_was_withheld_or_missing_is_named(then, now, change):
    pair = pair_of(ministries(then, "22222"), ministries(now, "22222"))

    found = levels_of(pair)["MOH"]
    assert (found.change, found.moved) == (change, None)
    # What was published of one round stays readable; nothing takes the other one's place.
    assert {found.then, found.now} == {None, F(2)}


def test_agreed_then_and_provisional_now_rest_on_different_things():
    ended = {"outcome": "agreed", "agreed_level": 3}
    then = [make_question("F-04", delegations("1", "2"), **ended)]
    now = [make_question("F-04", delegations("1", "2"))]

    (pair,) = rounds(then, now).questions

    assert pair.joint.levels == Pair(F(3), F(3, 2), "basis")
    assert (pair.joint.basis_then, pair.joint.basis_now) == ("agreed", "provisional")


def test_one_ministry_alone_is_compared_with_nothing():
    pair = pair_of(delegations("1", "d"), delegations("2", "d"))

    assert pair.joint.levels.change == "one_sided"


def test_before_the_reveal_nothing_is_shown():
    hidden = [make_question("F-04", ministries(4, 0), state="open")]
    shown = [make_question("F-04", delegations("1", "2"))]

    assert rounds(shown, hidden).questions[0].changes == ("unrevealed_now",)
    assert rounds(hidden, shown).questions[0].changes == ("unrevealed_then",)


def test_questions_of_one_round_only_are_listed():
    one, two, three = (make_question(code, delegations("1", "2")) for code in ("A-1", "A-2", "A-3"))

    found = rounds([one, two], [two, three])

    assert (found.only_now, found.only_then) == (("A-3",), ("A-1",))
    assert found.counts == {"rose": 0, "fell": 0, "stayed": 1, "not_compared": 0}
