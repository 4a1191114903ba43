import json
from fractions import Fraction

import pytest
from django.core.management import CommandError, call_command

from alignment.services.people import side_named
from alignment.vocabulary import AnswerMode, WorkshopState
from diagnostics.queries import results_of
from diagnostics.results import as_json
from diagnostics.services.agreement import record_outcome
from diagnostics.services.states import set_state
from tests.factories import make_answers, make_participants, make_question, make_workshop


def make_open_workshop(**fields):
    return make_workshop(state=WorkshopState.OPEN, disclosure_threshold=3, **fields)


def ask(workshop, code, moh="", mof="", **fields):
    """A question with these answers of each ministry, still open."""
    question = make_question(workshop, code, state="open", **fields)
    make_answers(question, moh, side="MOH")
    make_answers(question, mof, side="MOF")
    return question


def reveal_all(workshop):
    for state in ("closed", "revealed"):
        set_state(workshop=workshop, stage="all", state=state)


def result_of(workshop, code="F-01"):
    return next(q for q in results_of(workshop).questions if q.code == code)


def test_before_the_reveal_only_who_has_answered_is_known(db):
    workshop = make_open_workshop()
    ask(workshop, "F-01", moh="1234", mof="23")
    make_participants(workshop, "MOF", 2)  # seats that nobody has taken

    question = as_json(results_of(workshop))["questions"][0]

    assert question["sides"] == [
        {"side": "MOH", "respondents": 4, "answered": 4},
        {"side": "MOF", "respondents": 2, "answered": 2},
    ]
    assert (question["gap"], question["joint"], question["flags"]) == (None, None, [])
    assert as_json(results_of(workshop))["agenda"] == []


def test_the_numbers_of_a_question_worked_out_by_hand(db):
    workshop = make_open_workshop()
    question = make_question(workshop, "F-01", state="open", gateway=True)
    make_answers(question, ["1", "1", "2", "2", "dk", "na"], side="MOH")
    make_answers(question, ["3", "3", "4", "dk", "dk", "dk"], side="MOF")
    make_participants(workshop, "MOH", 2, joined_at=workshop.created_at)
    reveal_all(workshop)

    shown = as_json(results_of(workshop))["questions"][0]

    assert shown["sides"][0] == {
        "side": "MOH",
        "mode": "individual",
        "round": 1,
        "respondents": 8,
        "levels": 4,
        "dont_know": 1,
        "not_applicable": 1,
        "blank": 2,
        "median": 1.5,
        "mean": 1.5,
        "counts": [2, 2, 0, 0],
        # 1 + 2 x 1/2 x log2(1 - 0.5/3) = 1 + log2(5/6)
        "consensus": 0.736965594,
        "suppressed": False,
    }
    assert (shown["gap"], shown["reading"]) == (-1.5, "conflict")
    assert (shown["joint"], shown["basis"], shown["short_of_benchmark"]) == (
        2.25,
        "provisional",
        0.75,
    )
    assert shown["flags"] == ["information_gap:MOF"]


@pytest.mark.parametrize(
    ("moh", "mof", "joint", "basis"),
    [
        ("222", "444", 3, "provisional"),
        ("2222222", "444", 3, "provisional"),  # head-count does not decide
        ("222", "", 2, "one_sided"),
        ("222", "44", None, None),  # withheld, so unknown
        ("", "", None, None),
    ],
)
def test_the_joint_level_rests_on_what_was_disclosed(db, moh, mof, joint, basis):
    workshop = make_open_workshop()
    ask(workshop, "F-01", moh=moh, mof=mof)
    reveal_all(workshop)

    assert (result_of(workshop).joint, result_of(workshop).basis) == (joint, basis)


def test_a_stage_is_a_weighted_mean_of_at_least_three_scored_questions(db):
    workshop = make_open_workshop()
    ask(workshop, "F-01", moh="111", mof="111")
    ask(workshop, "F-02", moh="222", mof="333")
    ask(workshop, "F-03", moh="444", mof="444", weight=2)
    ask(workshop, "A-01", moh="444", mof="444")
    reveal_all(workshop)

    results = results_of(workshop)

    # (1 + 2.5 + 2 x 4) / 4
    assert [(g.code, g.level, g.band, g.scored, g.applicable) for g in results.stages] == [
        ("F", Fraction(23, 8), "mostly_aligned", 3, 3),
        ("A", None, None, 1, 1),
    ]
    assert (results.at_benchmark.at, results.at_benchmark.of) == (2, 4)


def test_a_recorded_level_replaces_the_provisional_one(db):
    workshop = make_open_workshop()
    question = ask(workshop, "F-01", moh="111", mof="444")
    reveal_all(workshop)

    record_outcome(question=question, outcome="agreed", agreed_level=2, rule_not_applied=True)

    shown = result_of(workshop)
    assert (shown.joint, shown.basis, shown.flags) == (2, "agreed", ("rule_not_applied",))
    assert shown.reading == "conflict"


def test_the_plenary_begins_with_conflicts(db):
    workshop = make_open_workshop()
    ask(workshop, "F-01", moh="333", mof="333")
    ask(workshop, "F-02", moh="222", mof="333")
    ask(workshop, "F-03", moh="111", mof="444")
    ask(workshop, "F-04")
    reveal_all(workshop)

    assert results_of(workshop).agenda == ("F-03", "F-02", "F-01", "F-04")


def test_round_one_stands_while_round_two_is_answered(db):
    workshop = make_open_workshop()
    ask(workshop, "F-01", moh="111", mof="444")
    reveal_all(workshop)
    before = as_json(results_of(workshop))

    set_state(workshop=workshop, stage="F", state="open")

    assert as_json(results_of(workshop)) == before


def test_a_side_declared_after_the_reveal_joins_at_a_new_press(db):
    workshop = make_open_workshop()
    question = ask(workshop, "F-01", moh="111", mof="111", who=["MOH", "MOF", "LOCAL"])
    reveal_all(workshop)
    side_named(workshop, "LOCAL")
    assert result_of(workshop).named_sides == ("MOH", "MOF")

    question.refresh_from_db()
    make_answers(question, "333", side="LOCAL", origin="paper")
    set_state(workshop=workshop, stage="F", state="revealed")

    assert result_of(workshop).side("LOCAL").median == 3


def test_a_silent_delegation_is_one_respondent_once_it_has_joined(db):
    workshop = make_open_workshop()
    side = side_named(workshop, "MOF")
    side.mode = AnswerMode.INSTITUTIONAL
    side.save()
    make_participants(workshop, "MOF", 3, joined_at=workshop.created_at)
    make_participants(workshop, "MOF", 1, joined_at=workshop.created_at, speaks_for_side=True)
    ask(workshop, "F-01", moh="333")

    assert result_of(workshop).side("MOF").respondents == 1


@pytest.mark.parametrize(("questions", "people"), [(1, 3), (4, 9)])
@pytest.mark.parametrize("revealed", [False, True])
def test_results_cost_the_same_however_much_there_is(
    db, questions, people, revealed, django_assert_num_queries
):
    workshop = make_open_workshop()
    for number in range(questions):
        ask(workshop, f"F-0{number}", moh="2" * people, mof="3" * people)
    if revealed:
        reveal_all(workshop)

    with django_assert_num_queries(7):
        results_of(workshop)


def test_the_command_prints_the_disclosed_object(db, capsys):
    workshop = make_open_workshop(title="Étude conjointe")
    ask(workshop, "F-01", moh="333", mof="22")
    reveal_all(workshop)

    call_command("workshop_results", workshop.code.lower())

    printed = capsys.readouterr().out
    assert json.loads(printed) == as_json(results_of(workshop))
    assert "Étude conjointe" in printed


def test_the_command_names_a_code_it_does_not_know(db):
    with pytest.raises(CommandError, match="There is no workshop with the code NOSUCH"):
        call_command("workshop_results", "NOSUCH")
