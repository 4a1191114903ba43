"""Computed results of one question, from letters: as short as the answers themselves."""

from diagnostics.disclosure import Tally, publish
from diagnostics.results import QuestionInput, SideInput, WorkshopInput, compute

SPECIAL = {"d": "dk", "n": "na"}


def side(code, answers, mode="individual", round=1):
    """``answers``: a letter for each person, levels and d (don't know) and n (does not apply)."""
    tally = Tally.of([SPECIAL.get(answer, answer) for answer in answers])
    figures = publish([tally], mode=mode, threshold=3)
    return SideInput(code, mode, round, len(answers), len(answers), figures)


def computed(*sides, **fields):
    question = QuestionInput(
        **{
            "code": "F-01", "stage": "F", "function": "RR", "objectives": ("RR-1",),
            "gateway": False, "benchmark": 3, "weight": 1, "round": 1, "state": "revealed",
            "position": 0, "named_sides": tuple(s.side for s in sides), "sides": sides,
        }
        | fields
    )  # fmt: skip
    return compute(
        WorkshopInput("CODE", "Title", "RW", 3, 3, ("F",), ("RR-1",), ("RR",), (question,))
    )


def result(*sides, **fields):
    return computed(*sides, **fields).questions[0]
