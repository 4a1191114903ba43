import pytest

from diagnostics.catalogue.rows import matching
from diagnostics.coverage import Choice, coverage
from diagnostics.models import BankQuestion


def choice(code="F-01", objectives=("RR-1",), who=("MOH", "MOF"), minutes=4):
    return Choice(code, code.split("-")[0], objectives, who, minutes)


def cover(choices, *, objectives=("RR-1", "PU-1"), stages=("F", "A"), sides=("MOH", "MOF")):
    return coverage(choices, objectives=objectives, stages=stages, sides=sides)


def test_no_question_covers_nothing():
    found = cover([])

    assert found.objectives == {"RR-1": 0, "PU-1": 0}
    assert found.stages == {"F": 0, "A": 0}
    assert found.minutes == {"MOH": 0, "MOF": 0}
    assert (found.total, found.unanswerable) == (0, ())


@pytest.mark.parametrize(("count", "thin"), [(2, ["RR-1", "PU-1"]), (3, ["PU-1"])])
def test_an_objective_is_scored_from_three_questions_on(count, thin):
    found = cover([choice(f"F-0{n}") for n in range(count)])

    assert found.objectives["RR-1"] == count
    assert found.thin_objectives == thin


def test_a_question_counts_fully_in_each_of_its_objectives_and_once_in_its_stage():
    found = cover([choice(objectives=("RR-1", "PU-1", "XX-9"))])

    assert found.objectives == {"RR-1": 1, "PU-1": 1}
    assert found.stages == {"F": 1, "A": 0}


def test_each_side_is_asked_only_for_its_own_minutes():
    found = cover(
        [choice(minutes=4), choice("A-01", who=("MOF",), minutes=3), choice("A-02", who=("LOCAL",))]
    )

    assert found.minutes == {"MOH": 4, "MOF": 7}


def test_a_question_that_names_no_declared_side_is_pointed_out():
    found = cover([choice(), choice("E-31", who=("PURCHASER", "PROVIDER"))])

    assert found.unanswerable == ("E-31",)


def bank():
    def question(code, **fields):
        defaults = {"text": "A question?", "levels": ["a", "b", "c", "d"], "who": ["MOH", "MOF"]}
        return BankQuestion(code=code, stage_code=code[0], **(defaults | fields))

    return [
        question("F-01", function="RR", objectives=["RR-1"], gateway=True, text="A CEILING?"),
        question("F-02", function="PU", objectives=["PU-1", "RR-1"], who=["MOH", "LOCAL"]),
        question("A-01", function="PU", objectives=["PU-1"], levels=["a", "b", "c", "ceiling"]),
    ]


@pytest.mark.parametrize(
    ("wanted", "codes"),
    [
        ({}, ["F-01", "F-02", "A-01"]),
        ({"stage": "F"}, ["F-01", "F-02"]),
        ({"objective": "RR-1"}, ["F-01", "F-02"]),
        ({"function": "PU"}, ["F-02", "A-01"]),
        ({"who": "LOCAL"}, ["F-02"]),
        ({"gateway": True}, ["F-01"]),
        ({"words": "ceiling"}, ["F-01", "A-01"]),
        ({"words": "f-02"}, ["F-02"]),
        ({"words": "question ceiling"}, ["A-01"]),
        ({"stage": "A", "objective": "RR-1"}, []),
    ],
)
def test_filters_narrow_the_list(wanted, codes):
    assert [question.code for question in matching(bank(), **wanted)] == codes
