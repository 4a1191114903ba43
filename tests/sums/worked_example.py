"""The workshop behind `docs/results.example.json`: made up, small, one question of every kind.

After a change of the sums, `python -m tests.sums.worked_example` prints the new example.
"""

import json

from diagnostics.disclosure import INDIVIDUAL, INSTITUTIONAL
from diagnostics.results import QuestionInput, SideInput, WorkshopInput, as_json, compute
from tests.sums.shapes import make_figures

THRESHOLD = 5


def make_side_input(side, said, *, mode=INDIVIDUAL, round=1, respondents=6):
    """`said` as in shapes.py; before the reveal the number of people who have answered."""
    if isinstance(said, int):
        return SideInput(side, mode, round, respondents, answered=said)
    figures = make_figures(said, mode=mode, threshold=THRESHOLD)
    return SideInput(side, mode, round, respondents, figures.answered, figures)


def make_question(code, sides, *, stage=None, position=0, **given):
    return QuestionInput(
        **{
            "code": code,
            "stage": stage or code[0],
            "function": "PU",
            "objectives": ("PU-1",),
            "gateway": False,
            "benchmark": 3,
            "weight": 1,
            "round": 1,
            "state": "revealed",
            "position": position,
            "named_sides": tuple(side.side for side in sides),
            "sides": tuple(sides),
        }
        | given
    )


def ministries(moh, mof, **both):
    return [make_side_input("MOH", moh, **both), make_side_input("MOF", mof, **both)]


def make_workshop(questions, **given):
    return WorkshopInput(
        **{
            "code": "EXAMPLE",
            "title": "Worked example with illustrative answers",
            "country": "RW",
            "benchmark": 3,
            "threshold": THRESHOLD,
            "stages": ("F", "A", "E"),
            "objectives": ("RR-2", "PU-1"),
            "functions": ("RR", "PO", "PU", "GV"),
            "questions": tuple(questions),
        }
        | given
    )


def worked_example():
    return make_workshop(
        [
            # The ministries stand far apart; a re-vote in MOH moved it, MOF's first answers stand.
            make_question(
                "F-04",
                [
                    make_side_input("MOH", "11122", round=2),
                    make_side_input("MOF", "33344d"),
                ],
                position=1,
                round=2,
                function="RR",
                objectives=("RR-2",),
            ),
            # Agreed in plenary, though the law says more than practice does.
            make_question(
                "F-05",
                ministries("11122d", "22223n"),
                position=2,
                function="RR",
                objectives=("RR-2", "PU-1"),
                gateway=True,
                outcome="agreed",
                agreed_level=1,
                rule_not_applied=True,
            ),
            # Heavier than the others.
            make_question("F-13", ministries("23334", "33444"), position=3, weight=2, gateway=True),
            # One ministry does not know.
            make_question("F-22", ministries("22233", "ddddd"), position=4),
            # Four people are too few to be shown in confidence.
            make_question("A-02", ministries("233334", "1123"), position=5),
            make_question(
                "A-03",
                ministries("112234", "334444"),
                position=6,
                verdict="differ",
                outcome="no_agreement",
            ),
            make_question(
                "A-07", ministries("nnnnn2", "nnnnnd"), position=7, outcome="not_applicable"
            ),
            # Not a question for the ministries alone: providers answer as one delegation.
            make_question(
                "E-11",
                [make_side_input("PROVIDER", "2", mode=INSTITUTIONAL, respondents=1)],
                position=8,
            ),
            # Still being answered.
            make_question("E-14", ministries(4, 0), position=9, state="open"),
        ]
    )


if __name__ == "__main__":
    print(json.dumps(as_json(compute(worked_example())), indent=2))
