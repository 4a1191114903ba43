import json
from fractions import Fraction as F
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from diagnostics.disclosure import INSTITUTIONAL, VALUES
from diagnostics.results import AtBenchmark, Mark, SideProgress, as_json, compute
from diagnostics.scoring import SideResult
from tests.sums.worked_example import (
    make_question,
    make_side_input,
    make_workshop,
    ministries,
    worked_example,
)

DOCS = Path(__file__).resolve().parents[2] / "docs"
SCHEMA = json.loads((DOCS / "results.schema.json").read_text())

NOTHING_DERIVED = {
    "gap": None,
    "reading": None,
    "verdict": None,
    "joint": None,
    "basis": None,
    "short_of_benchmark": None,
    "applicable": True,
    "flags": [],
}


def delegations(moh, mof):
    return ministries(moh, mof, mode=INSTITUTIONAL, respondents=1)


def agreed(code, level, **given):
    """A question that both ministries agreed at a level."""
    return make_question(code, delegations("1", "4"), outcome="agreed", agreed_level=level, **given)


def results(*questions, **given):
    return compute(make_workshop(questions, **given))


def question_json(question):
    (only,) = as_json(results(question))["questions"]
    return only


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


def test_the_worked_example_is_what_the_code_computes():
    example = json.loads((DOCS / "results.example.json").read_text())

    assert example == as_json(compute(worked_example()))
    Draft202012Validator(SCHEMA).validate(example)


def test_the_schema_refuses_what_it_does_not_know():
    example = as_json(compute(worked_example()))
    example["questions"][0]["sides"][0]["names"] = ["A. Official"]

    assert not Draft202012Validator(SCHEMA).is_valid(example)


def test_before_the_reveal_only_who_has_answered_is_told():
    found = question_json(
        make_question(
            "F-05",
            ministries(4, 0),
            gateway=True,
            state="open",
            verdict="differ",
            outcome="agreed",
            agreed_level=1,
            rule_not_applied=True,
        )
    )

    assert found["sides"] == [
        {"side": "MOH", "respondents": 6, "answered": 4},
        {"side": "MOF", "respondents": 6, "answered": 0},
    ]
    assert {name: found[name] for name in NOTHING_DERIVED} == NOTHING_DERIVED


def test_sides_that_the_question_does_not_name_stay_out():
    sides = [*delegations("3", "3"), make_side_input("LOCAL", "1", mode=INSTITUTIONAL)]

    (found,) = results(make_question("F-05", sides, named_sides=("MOH", "MOF"))).questions

    assert [side.side for side in found.sides] == ["MOH", "MOF"]
    assert found.side("LOCAL") is None


def test_a_withheld_median_leaves_everything_that_hangs_on_it_unknown():
    found = question_json(make_question("F-05", ministries("11111", "4444"), gateway=True))

    assert found["sides"][1]["suppressed"]
    assert {name: found[name] for name in NOTHING_DERIVED} == NOTHING_DERIVED


def test_a_side_revealed_while_another_is_not_leaves_the_joint_level_unknown():
    sides = [make_side_input("MOH", "33333"), make_side_input("MOF", 3)]

    (found,) = results(make_question("F-05", sides)).questions

    assert [type(side) for side in found.sides] == [SideResult, SideProgress]
    assert (found.revealed, found.joint, found.basis) == (True, None, None)


def test_rounds_are_told_side_by_side():
    sides = [make_side_input("MOH", "22222", round=2), make_side_input("MOF", "33333")]

    found = question_json(make_question("F-05", sides, round=2))

    assert (found["round"], [side["round"] for side in found["sides"]]) == (2, [2, 1])


def test_questions_come_in_bank_order():
    found = results(agreed("F-05", 3, position=2), agreed("F-04", 3, position=1))

    assert [question.code for question in found.questions] == ["F-04", "F-05"]


def test_a_stage_is_the_mean_of_its_scored_questions():
    stage = results(agreed("F-01", 1), agreed("F-02", 2, weight=2), agreed("F-03", 4)).stages[0]

    assert (stage.code, stage.level, stage.band) == ("F", F(9, 4), "emerging")
    assert (stage.scored, stage.applicable, stage.marks) == (3, 3, ())


@pytest.mark.parametrize(
    "unscored",
    [
        make_question("F-09", ministries(1, 1), state="open"),
        make_question("F-09", delegations("3", "d")),
        make_question("F-09", ministries("33333", "3333")),
        make_question("F-09", delegations("1", "4"), outcome="no_agreement"),
    ],
    ids=["not revealed", "one-sided", "withheld", "no agreement"],
)
def test_what_is_not_scored_stays_in_the_denominator(unscored):
    scored = [agreed("F-01", 2), agreed("F-02", 2), agreed("F-03", 2)]

    three_of_four = results(*scored, unscored)
    three_of_five = results(*scored, unscored, unscored)

    assert three_of_four.stages[0].level == F(2)
    assert three_of_four.at_benchmark == AtBenchmark(0, 3)
    assert (three_of_five.stages[0].level, three_of_five.stages[0].band) == (None, None)
    assert (three_of_five.stages[0].scored, three_of_five.stages[0].applicable) == (3, 5)


def test_a_question_ruled_not_applicable_leaves_every_denominator():
    scored = [agreed("F-01", 3), agreed("F-02", 3), agreed("F-03", 3)]
    ruled_out = make_question("F-09", delegations("1", "1"), outcome="not_applicable", gateway=True)

    found = results(*scored, ruled_out, ruled_out)

    assert (found.stages[0].level, found.stages[0].applicable) == (F(3), 3)
    assert found.stages[0].gateways_at_1 == ()
    assert found.at_benchmark == AtBenchmark(3, 3)


def test_small_groups_show_single_marks_instead_of_a_mean():
    stage = results(agreed("F-01", 1), make_question("F-02", delegations("3", ""))).stages[0]

    assert (stage.level, stage.marks) == (None, (Mark("F-01", F(1)),))


def test_a_question_counts_fully_in_each_of_its_objectives():
    questions = [agreed(f"F-0{n}", n, objectives=("RR-2", "PU-1")) for n in (1, 2, 3)]

    found = results(*questions, agreed("F-04", 4, objectives=("PU-1",)))

    assert [(each.code, each.level, each.scored) for each in found.objectives] == [
        ("RR-2", F(2), 3),
        ("PU-1", F(5, 2), 4),
    ]


def test_cells_are_the_stages_by_functions_that_hold_a_question():
    found = results(
        agreed("E-01", 1, function="RR"), agreed("F-01", 1, function="PU"), agreed("F-02", 1)
    )

    assert [(cell.code, cell.function, cell.applicable) for cell in found.cells] == [
        ("F", "PU", 2),
        ("E", "RR", 1),
    ]


def test_a_gateway_question_at_1_is_named_beside_a_good_mean():
    good = [agreed("F-01", 4), agreed("F-02", 4), agreed("F-03", 4)]

    stage = results(*good, agreed("F-05", 1, gateway=True)).stages[0]

    assert (stage.level, stage.gateways_at_1) == (F(13, 4), ("F-05",))


def test_the_headline_counts_questions_that_reach_their_own_benchmark():
    found = results(
        agreed("F-01", 3),
        agreed("F-02", 3, benchmark=4),
        make_question("F-03", delegations("3", "4")),
        make_question("F-04", delegations("2", "3")),
    )

    assert found.at_benchmark == AtBenchmark(2, 4)


def test_the_agenda_takes_revealed_questions_and_the_most_disputed_first():
    found = results(
        make_question("F-01", delegations("3", "3"), position=1),
        make_question("F-02", delegations("3", "d"), position=2),
        make_question("F-03", ministries(2, 2), position=3),
        make_question("F-04", delegations("4", "1"), position=4),
        make_question("F-05", delegations("2", "3"), position=5),
        make_question("F-06", delegations("d", "d"), position=6),
    )

    # F-02 and F-06 have no reading; in both a whole side does not know. F-02 has a joint level.
    assert found.agenda == ("F-04", "F-05", "F-01", "F-02", "F-06")


def test_a_workshop_without_questions_has_results():
    found = as_json(results())

    Draft202012Validator(SCHEMA).validate(found)
    assert [stage["applicable"] for stage in found["stages"]] == [0, 0, 0]
    assert found["at_benchmark"] == {"at": 0, "of": 0}


any_side = st.one_of(st.integers(0, 6), st.text("1234dn", max_size=8))
some_sides = st.sampled_from([("MOH", "MOF", "LOCAL"), ("MOH", "MOF"), ("MOF",), ("LOCAL",)])
outcomes = st.sampled_from(
    [
        {},
        {"outcome": "agreed", "agreed_level": 2},
        {"outcome": "no_agreement"},
        {"outcome": "not_applicable"},
    ]
)


@st.composite
def workshops(draw):
    return make_workshop(
        make_question(
            f"{draw(st.sampled_from('FAE'))}-{position}",
            [make_side_input(side, draw(any_side), respondents=8) for side in draw(some_sides)],
            position=position,
            gateway=draw(st.booleans()),
            weight=draw(st.integers(1, 10)),
            **draw(outcomes),
        )
        for position in range(draw(st.integers(0, 4)))
    )


@settings(max_examples=40)
@given(workshops())
def test_whatever_was_answered_the_results_follow_the_schema(workshop):
    found = as_json(compute(workshop))

    Draft202012Validator(SCHEMA).validate(found)
    assert json.loads(json.dumps(found)) == found


@settings(max_examples=40)
@given(workshops(), st.randoms())
def test_the_order_in_which_questions_arrive_does_not_matter(workshop, random):
    shuffled = random.sample(workshop.questions, len(workshop.questions))

    assert compute(make_workshop(shuffled)) == compute(workshop)


@given(st.lists(st.sampled_from(VALUES), min_size=1, max_size=4))
def test_nothing_said_by_fewer_than_the_threshold_reaches_the_results(values):
    text = "".join({"dk": "d", "na": "n"}.get(value, value) for value in values)
    others = "2" * len(text)

    said_this = question_json(make_question("F-01", ministries(text, "33333")))
    said_that = question_json(make_question("F-01", ministries(others, "33333")))

    assert said_this == said_that


def test_a_revealed_question_that_no_side_can_answer_is_on_the_agenda():
    question = make_question("E-10", [], state="revealed")

    (result,) = compute(make_workshop([question])).questions

    assert compute(make_workshop([question])).agenda == ("E-10",)
    assert (result.joint, result.basis, result.named_sides) == (None, None, ())


def test_the_plenary_may_settle_a_question_that_no_side_can_answer():
    question = make_question("E-10", [], state="revealed", outcome="agreed", agreed_level=2)

    (result,) = compute(make_workshop([question])).questions

    assert (result.joint, result.basis) == (2, "agreed")
