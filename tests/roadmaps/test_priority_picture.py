"""Both ministries' views on one grid, legible however many share a place."""

from roadmaps.grid import Dot
from roadmaps.priority_picture import marks_named, priority_picture
from tests.roadmaps.test_fishbone import words


def score(side, impact, feasibility):
    return {"side": side, "impact": impact, "feasibility": feasibility}


def test_a_mark_bears_its_ref_or_a_letter_for_several():
    placed = [
        Dot("MOH", 1, 1, ("B1",)),
        Dot("MOH", 2, 2, ("B2", "B3")),
        Dot("MOF", 2, 2, ("B4", "B5")),
    ]

    assert marks_named(placed) == ["B1", "a", "b"]


def test_letters_never_run_out():
    names = marks_named([Dot("MOH", n, n, ("B1", "B2")) for n in range(60)])

    assert len(set(names)) == 60


def test_both_sides_stand_on_one_grid_and_letters_are_spelt_out():
    picture = priority_picture(
        {
            "B1": [score("MOH", 4, 3), score("MOF", 2, 3)],
            "B2": [score("MOH", 4, 3), score("MOF", None, None)],
        }
    )

    said = words(picture)
    assert "a = B1, B2 (MOH)" in said
    assert 'class="p-mark-MOH"' in picture
    assert 'class="p-mark-MOF"' in picture
    assert "B1, MOF: impact 2, feasibility 3." in picture


def test_without_a_shown_score_there_is_no_picture():
    assert priority_picture({"B1": [score("MOH", None, None)]}) == ""
