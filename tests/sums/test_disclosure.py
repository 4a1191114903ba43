from dataclasses import asdict

import pytest

from diagnostics.disclosure import (
    INDIVIDUAL,
    INSTITUTIONAL,
    Figures,
    Tally,
    Verdict,
    decide,
    extend,
    figures_in_force,
    publish,
)


def answers(text, paper=0):
    """A tally from a short text: digits are levels, d is "don't know", n "not applicable"."""
    values = {"d": "dk", "n": "na"}
    return Tally.of((values.get(sign, sign) for sign in text), paper=paper)


def shown(*groups, mode=INDIVIDUAL, threshold=3):
    return publish(groups, mode=mode, threshold=threshold)


def verdict(*groups, mode=INDIVIDUAL, threshold=3):
    *history, candidate = groups
    return decide(history, candidate, mode=mode, threshold=threshold)


def test_a_tally_counts_each_answer():
    assert answers("11234ddn", paper=2) == Tally((2, 1, 1, 1), 2, 1, paper=2)


@pytest.mark.parametrize(
    ("given", "figures"),
    [
        ("", Figures(0, 0, 0, 0, None)),
        ("2", Figures(1, suppressed=True)),
        ("24", Figures(2, suppressed=True)),
        ("dd", Figures(2, suppressed=True)),
        ("244", Figures(3, 3, 0, 0, (0, 1, 0, 2))),
        ("24d", Figures(3, 2, 1, 0, None, suppressed=True)),
        ("4dn", Figures(3, 1, 1, 1, None, suppressed=True)),
        ("ddn", Figures(3, 0, 2, 1, None)),
        ("244d", Figures(4, 3, 1, 0, (0, 1, 0, 2))),
    ],
)
def test_what_is_shown_with_three_as_threshold(given, figures):
    assert shown(answers(given)) == figures


@pytest.mark.parametrize(("people", "suppressed"), [(0, False), (1, True), (4, True), (5, False)])
def test_under_five_answers_are_withheld_by_default_rule(people, suppressed):
    assert shown(answers("3" * people), threshold=5).suppressed is suppressed


def test_a_delegations_one_answer_is_shown():
    assert shown(answers("2"), mode=INSTITUTIONAL) == Figures(1, 1, 0, 0, (0, 1, 0, 0))


@pytest.mark.parametrize(
    ("paper", "suppressed"), [(0, False), (1, False), (2, False), (3, True), (4, True), (5, False)]
)
def test_answers_from_own_devices_are_none_or_a_crowd(paper, suppressed):
    """The facilitator knows every paper answer and could subtract them."""
    assert shown(answers("12341", paper=paper)).suppressed is suppressed


def test_level_figures_do_not_hang_on_how_many_levels_came_from_own_devices():
    """A rule on that number, which is not public, would tell who answered "don't know"."""
    three_phones_and_three_papers = answers("111ddd", paper=3)

    assert shown(three_phones_and_three_papers).counts == (3, 0, 0, 0)


def test_groups_are_shown_together():
    assert shown(answers("123"), answers("23d")) == Figures(6, 5, 1, 0, (1, 2, 2, 0))


def test_few_levels_appear_once_later_groups_bring_more():
    assert shown(answers("12d"), answers("34d")).counts == (1, 1, 1, 1)


@pytest.mark.parametrize(
    ("history", "late", "expected"),
    [
        ("123", "", Verdict.NOT_ENOUGH),
        ("123", "12", Verdict.NOT_ENOUGH),
        ("123", "123", Verdict.PUBLISH),
        ("123", "12d", Verdict.PUBLISH),
        ("123", "1122", Verdict.PUBLISH),
        # All late answers alike tell everybody.
        ("123", "111", Verdict.SINGLES_OUT),
        ("123", "ddd", Verdict.SINGLES_OUT),
        # One late answer apart tells its owner what the others said.
        ("123", "112", Verdict.SINGLES_OUT),
        ("123", "nnnd", Verdict.SINGLES_OUT),
        # Everybody published answered alike, so nobody is singled out.
        ("111", "111", Verdict.PUBLISH),
        ("ddd", "dddd", Verdict.PUBLISH),
        # Those published first would stand beside somebody else as a known bloc.
        ("111", "123", Verdict.SINGLES_OUT),
        ("112", "123", Verdict.SINGLES_OUT),
    ],
)
def test_late_answers_are_added_only_if_nobody_is_singled_out(history, late, expected):
    assert verdict(answers(history), answers(late)) == expected


def test_hidden_levels_hide_who_gave_which():
    """Two levels were withheld; with the next group only the four together become known."""
    assert verdict(answers("12d"), answers("11d")) == Verdict.PUBLISH


def test_levels_that_come_to_light_late_may_single_out_an_earlier_group():
    assert verdict(answers("11d"), answers("11d")) == Verdict.SINGLES_OUT


@pytest.mark.parametrize(
    ("history", "candidate", "expected"),
    [
        (answers(""), answers("111"), Verdict.PUBLISH),
        (answers("1"), answers("1"), Verdict.NOT_ENOUGH),
        (answers("1"), answers("12"), Verdict.PUBLISH),
        (answers("1111", paper=2), answers("2"), Verdict.PUBLISH),
        (answers("1111", paper=3), answers("2", paper=1), Verdict.NOT_ENOUGH),
    ],
)
def test_while_nothing_was_shown_all_answers_form_one_first_group(history, candidate, expected):
    assert verdict(history, candidate) == expected
    groups = extend([history], candidate, mode=INDIVIDUAL, threshold=3)
    assert groups == (history + candidate,)


def test_a_published_group_stays_as_it_is():
    groups = extend([answers("123")], answers("234"), mode=INDIVIDUAL, threshold=3)

    assert groups == (answers("123"), answers("234"))


@pytest.mark.parametrize(
    ("late", "paper", "expected"),
    [
        ("1234", 1, Verdict.PUBLISH),
        ("1234", 2, Verdict.NOT_ENOUGH),
        ("1234", 4, Verdict.PUBLISH),
        # Perhaps all three own devices said 1; whether they did is nobody's business.
        ("11123", 2, Verdict.SINGLES_OUT),
        ("11123", 0, Verdict.PUBLISH),
        ("ddd12", 2, Verdict.SINGLES_OUT),
    ],
)
def test_paper_among_late_answers(late, paper, expected):
    assert verdict(answers("123"), answers(late, paper=paper)) == expected


def test_a_delegation_that_answers_late_may_be_shown():
    assert verdict(answers(""), answers("3"), mode=INSTITUTIONAL) == Verdict.PUBLISH
    assert verdict(answers(""), answers(""), mode=INSTITUTIONAL) == Verdict.NOT_ENOUGH


@pytest.mark.parametrize(
    ("first", "second", "mode", "round_in_force"),
    [
        ("1234", "123", INDIVIDUAL, 2),
        ("1234", "12", INDIVIDUAL, 1),
        ("1234", "", INDIVIDUAL, 1),
        ("1", "2", INSTITUTIONAL, 2),
        ("1", "", INSTITUTIONAL, 1),
    ],
)
def test_round_two_stands_once_enough_people_answered_it(first, second, mode, round_in_force):
    rounds = {1: shown(answers(first), mode=mode), 2: shown(answers(second), mode=mode)}

    in_force = figures_in_force(rounds[1], rounds[2], mode=mode, threshold=3)

    assert in_force == (round_in_force, rounds[round_in_force])


def test_round_two_that_must_be_withheld_leaves_round_one_standing():
    first, second = shown(answers("1234")), shown(answers("1234", paper=2))

    assert figures_in_force(first, second, mode=INDIVIDUAL, threshold=3) == (1, first)


def test_before_any_reveal_no_figures_are_in_force():
    assert figures_in_force(None, None, mode=INDIVIDUAL, threshold=3) == (1, None)


@pytest.mark.parametrize("given", ["", "12", "1234d", "12dn"])
def test_groups_and_figures_survive_being_stored(given):
    tally, figures = answers(given, paper=len(given)), shown(answers(given))

    assert Tally.from_plain(asdict(tally)) == tally
    assert Figures.from_plain(asdict(figures)) == figures
