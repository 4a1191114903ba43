from roadmaps.grid import Dot, Link, dots, links


def score(side, impact, feasibility):
    return {"side": side, "impact": impact, "feasibility": feasibility}


def test_each_ministry_has_a_dot_where_its_medians_are():
    shown = {"B1": [score("MOH", 4, 1.5), score("MOF", 2, 3)]}

    assert dots(shown) == [Dot("MOH", 139, 400, ("B1",)), Dot("MOF", 311, 200, ("B1",))]
    assert links(shown) == [Link(139, 400, 311, 200)]


def test_bottlenecks_in_one_place_share_a_dot():
    shown = {"B1": [score("MOH", 2, 2)], "B2": [score("MOH", 2, 2)]}

    assert dots(shown) == [Dot("MOH", 189, 200, ("B1", "B2"))]


def test_what_is_withheld_and_who_is_no_ministry_stand_nowhere():
    shown = {"B1": [score("MOH", None, None), score("MOF", 1, 1), score("PARTNER", 3, 3)]}

    assert dots(shown) == [Dot("MOF", 111, 100, ("B1",))]
    assert links(shown) == []
