"""The one-sentence reading of a question: a table of every case."""

from fractions import Fraction

import pytest

from diagnostics.pictures import question_picture
from diagnostics.results import SideInput
from diagnostics.wording import flag_words, in_full, sentence
from tests.diagnostics.drawn import result, side

pytestmark = pytest.mark.any_database
TWO = "Joint level for now: 2 (1 below the benchmark, 3)."
TWO_AND_A_HALF = "Joint level for now: 2.5 (0.5 below the benchmark, 3)."


def both(moh, mof, **fields):
    return result(side("MOH", moh), side("MOF", mof), **fields)


def delegation(level):
    return side("MOF", level, "institutional")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        # How far apart the ministries are.
        (both("222", "222"), f"Both ministries see level 2. {TWO}"),
        (both("2233", "2233"), f"Both ministries stand between levels 2 and 3. {TWO_AND_A_HALF}"),
        (
            both("2233", "333"),
            "The ministries are close: health 2.5, finance 3. "
            "Joint level for now: 2.8 (0.2 below the benchmark, 3).",
        ),
        (
            both("222", "333"),
            f"The ministries differ: health 2, finance 3, gap 1. {TWO_AND_A_HALF}",
        ),
        (both("111", "444"), f"A conflict: health 1, finance 4, gap 3. {TWO_AND_A_HALF}"),
        (
            both("444", "444"),
            "Both ministries see level 4. Joint level for now: 4 (it reaches the benchmark, 3).",
        ),
        # Close medians hide people who are far apart.
        (
            both("111444", "2233"),
            "Both ministries stand between levels 2 and 3. "
            f"Views are far apart inside: Ministry of health. {TWO_AND_A_HALF}",
        ),
        (
            both("111444", "111444"),
            "Both ministries stand between levels 2 and 3. Views are far apart inside: "
            f"Ministry of health, Ministry of finance. {TWO_AND_A_HALF}",
        ),
        # A delegation is quoted as it answered.
        (
            result(side("MOH", "222"), delegation("4")),
            "A conflict: health 2, finance 4, gap 2. "
            "Joint level for now: 3 (it reaches the benchmark, 3).",
        ),
        # Withheld: all of a side, or only its levels.
        (
            both("222", "33"),
            "Not shown for Ministry of finance: too few answers to keep everybody's answer "
            "private.",
        ),
        (
            both("22", "33"),
            "Not shown for Ministry of health, Ministry of finance: too few answers to keep "
            "everybody's answer private.",
        ),
        (
            both("22dddd", "333"),
            "Levels not shown for Ministry of health: too few people chose one.",
        ),
        (
            both("22nnnn", "33"),
            "Not shown for Ministry of finance: too few answers to keep everybody's answer "
            "private. Levels not shown for Ministry of health: too few people chose one.",
        ),
        # One side.
        (
            both("333", ""),
            "Only one ministry chose a level (Ministry of health: 3), so it enters no total.",
        ),
        (
            both("ddd", "333"),
            "Only one ministry chose a level (Ministry of finance: 3), so it enters no total.",
        ),
        (
            result(side("MOH", "222")),
            f"Asked of one side only (Ministry of health: 2). {TWO}",
        ),
        (
            result(side("MOH", "222"), side("PURCHASER", "333")),
            f"Ministry of health: 2; Purchaser: 3. {TWO}",
        ),
        (
            result(side("MOH", ""), side("MOF", "ddd"), side("PURCHASER", "333")),
            "Neither ministry chose a level (Purchaser: 3).",
        ),
        (
            result(side("MOH", "333"), side("MOF", ""), side("PURCHASER", "33")),
            "Only one ministry chose a level (Ministry of health: 3), so it enters no total.",
        ),
        (
            result(side("MOH", ""), side("MOF", ""), side("PURCHASER", "33")),
            "Not shown for Purchaser: too few answers to keep everybody's answer private.",
        ),
        (
            result(side("MOH", "222"), side("PURCHASER", "33")),
            f"Ministry of health: 2. {TWO}",
        ),
        # No level at all.
        (both("", ""), "Nobody answered."),
        (both("ddd", "ddd"), "All who answered say that they do not know."),
        (both("ddd", ""), "All who answered say that they do not know."),
        (both("nnn", "nnnn"), "All who answered say that it does not apply here."),
        (both("nnn", "ddd"), "Nobody chose a level."),
        # What the plenary said.
        (
            both("222", "222", verdict="shared"),
            f"Both ministries see level 2. In plenary: a shared view. {TWO}",
        ),
        (
            both("111", "444", verdict="differ", outcome="no_agreement"),
            "A conflict: health 1, finance 4, gap 3. In plenary: the views differ. "
            "The plenary recorded: we do not agree.",
        ),
        (
            both(
                "222",
                "333",
                verdict="shared_with_different_reasons",
                outcome="agreed",
                agreed_level=3,
            ),
            "The ministries differ: health 2, finance 3, gap 1. "
            "In plenary: a shared view, with different reasons. "
            "Agreed level: 3 (it reaches the benchmark, 3).",
        ),
        (
            both("nnn", "333", outcome="not_applicable"),
            "Only one ministry chose a level (Ministry of finance: 3). "
            "Ruled in plenary: it does not apply in this country.",
        ),
        # Nobody to ask, and before the reveal.
        (result(), "No side of this workshop is asked this question."),
        (
            result(SideInput("MOH", "individual", 1, 6, 4), state="open"),
            "Not revealed yet. Answered so far: MOH: 4 of 6.",
        ),
    ],
)
def test_every_case_is_read_out(question, told):
    assert sentence(question) == told


def test_the_picture_of_a_question_is_named_by_the_same_sentence():
    question = both("111444", "2233")

    assert f"<title>F-01: {sentence(question)}</title>" in question_picture(question)


def test_an_information_gap_names_the_side():
    assert flag_words("information_gap:MOH") == (
        "Information gap, Ministry of health: half or more chose “I don’t know”."
    )


@pytest.mark.parametrize(
    ("level", "printed"),
    [(3, "3"), (1.1, "1.1"), (2.75, "2.75"), (Fraction(5, 2), "2.5"), (Fraction(7, 3), "2.33")],
)
def test_a_level_has_as_many_decimals_as_its_difference_needs(level, printed):
    assert in_full(level) == printed
