"""The test of the disclosure rule: every way in which up to six people can answer, with k = 3."""

import pytest

from diagnostics.disclosure import Verdict
from tests.sums.readers import Answers, Press, Schedule, Voided, leaks


def one_by_one(people):
    return {f"person {number}": 1 for number in range(people)}


def answer_all(roles):
    return tuple(Answers(role) for role in roles)


# For the longer schedules. The rule treats all levels alike (tested among its properties), so that
# two of them are enough to ask whether answers are alike.
FOUR_VALUES = ("1", "2", "dk", "na")

EARLY_THEN_LATE = (Answers("early"), Press(), Answers("late"), Press())

SCHEDULES = {
    **{
        f"{people} at the reveal": Schedule({"all": people}, (Answers("all"), Press()))
        for people in range(1, 7)
    },
    "nobody counted as exchangeable": Schedule(
        one_by_one(6),
        (
            *answer_all(list(one_by_one(6))[:3]),
            Press(),
            *answer_all(list(one_by_one(6))[3:]),
            Press(),
        ),
        values=FOUR_VALUES,
    ),
    "three late after three": Schedule({"early": 3, "late": 3}, EARLY_THEN_LATE),
    "two late after four": Schedule({"early": 4, "late": 2}, EARLY_THEN_LATE),
    "late ones gather until they are enough": Schedule(
        {"early": 3, "late": 2, "latest": 1},
        (*EARLY_THEN_LATE, Answers("latest"), Press()),
    ),
    "four late after three": Schedule({"early": 3, "late": 4}, EARLY_THEN_LATE, values=FOUR_VALUES),
    "one more after a refusal": Schedule(
        {"early": 3, "late": 4, "latest": 1},
        (*EARLY_THEN_LATE, Answers("latest"), Press()),
        values=FOUR_VALUES,
    ),
    "withheld, then enough": Schedule({"early": 2, "late": 1}, EARLY_THEN_LATE),
    "withheld, then many more": Schedule({"early": 2, "late": 4}, EARLY_THEN_LATE),
    "withheld twice, then three more": Schedule(
        {"early": 1, "late": 2, "latest": 3}, (*EARLY_THEN_LATE, Answers("latest"), Press())
    ),
    "empty at the reveal": Schedule(
        {"early": 3, "late": 3},
        (Press(), Answers("early"), Press(), Answers("late"), Press()),
    ),
    "a published answer is edited": Schedule(
        {"editor": 1, "early": 2, "late": 3},
        (
            Answers("editor"),
            Answers("early"),
            Press(),
            Answers("editor"),
            Answers("late"),
            Press(),
        ),
        values=FOUR_VALUES,
    ),
    "a late answer is edited before its press": Schedule(
        {"early": 3, "editor": 1, "late": 2},
        (
            Answers("early"),
            Press(),
            Answers("editor"),
            Answers("late"),
            Answers("editor"),
            Press(),
        ),
        values=FOUR_VALUES,
    ),
    "a published person is voided": Schedule(
        {"voided": 1, "early": 2, "late": 3},
        (
            Answers("voided"),
            Answers("early"),
            Press(),
            Voided("voided"),
            Answers("late"),
            Press(),
        ),
    ),
    "a late person is voided": Schedule(
        {"early": 3, "voided": 1, "late": 2},
        (
            Answers("early"),
            Press(),
            Answers("voided"),
            Answers("late"),
            Voided("voided"),
            Press(),
        ),
    ),
    "a second round": Schedule({"all": 3}, (Answers("all"), Press(), Answers("all", 2), Press(2))),
    "a second round that some skip": Schedule(
        {"both": 2, "first": 1, "second": 1},
        (
            Answers("both"),
            Answers("first"),
            Press(),
            Answers("both", 2),
            Answers("second", 2),
            Press(2),
        ),
        values=FOUR_VALUES,
    ),
    **{
        f"{paper} on paper beside {own}": Schedule(
            {"own": own, "paper": paper},
            (Answers("own"), Answers("paper"), Press()),
            frozenset({"paper"}),
        )
        for own, paper in [(1, 5), (2, 4), (3, 1), (3, 3), (4, 2)]
    },
    "paper after own devices": Schedule(
        {"early": 3, "late": 3}, EARLY_THEN_LATE, frozenset({"late"})
    ),
    "own devices after paper": Schedule(
        {"early": 3, "late": 3}, EARLY_THEN_LATE, frozenset({"early"})
    ),
    "paper among the late": Schedule(
        {"early": 3, "late": 3, "paper": 2},
        (Answers("early"), Press(), Answers("late"), Answers("paper"), Press()),
        frozenset({"paper"}),
        values=FOUR_VALUES,
    ),
    "paper among the early": Schedule(
        {"early": 3, "paper": 1, "late": 3},
        (Answers("early"), Answers("paper"), Press(), Answers("late"), Press()),
        frozenset({"paper"}),
        values=FOUR_VALUES,
    ),
}


@pytest.mark.parametrize("schedule", SCHEDULES.values(), ids=SCHEDULES)
def test_no_reader_can_tell_anybodys_answer(schedule):
    assert leaks(schedule) == []


def test_it_would_notice_if_late_answers_were_always_published():
    assert leaks(SCHEDULES["three late after three"], lambda *late: Verdict.PUBLISH)


def test_it_would_notice_if_a_refused_publication_could_be_tried_again():
    assert leaks(SCHEDULES["one more after a refusal"], reopens=True)
