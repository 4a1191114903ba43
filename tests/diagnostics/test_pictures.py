"""What the pictures of results show, and what they say where there is nothing to show."""

import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from diagnostics.pictures import heat_picture, png, question_picture, strip_axis, strip_picture
from diagnostics.results import GroupResult, Mark, SideInput, as_json
from diagnostics.results.restored import group_from_plain, question_from_plain
from tests.diagnostics.drawn import computed, result, side

pytestmark = pytest.mark.any_database
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg):
    return [element.text for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def looks(svg):
    return re.findall(r'class="p-([\w-]+)"', svg)


def title(svg):
    return ElementTree.fromstring(svg).find(f"{SVG}title").text


def test_both_sides_stand_above_each_other_with_counts_medians_and_the_benchmark():
    svg = question_picture(result(side("MOH", "11122d"), side("MOF", "3344n")))

    assert texts(svg) == [
        "Ministry of health", "median 1 · n = 5", "3", "2", "1",
        "Ministry of finance", "median 3.5 · n = 4", "2", "2", "1",
        "Joint level for now", "2.3",
        "1", "2", "3", "4", "benchmark", "don’t know", "does not apply",
    ]  # fmt: skip
    assert (looks(svg).count("MOH"), looks(svg).count("MOF")) == (3, 3)
    assert looks(svg).count("benchmark") == 2
    assert looks(svg).count("texture") == 3  # finance's bars only


def test_the_tallest_bar_is_the_largest_share_and_the_rest_stand_in_proportion():
    svg = question_picture(result(side("MOH", "1112"), side("MOF", "3333")))

    bars = re.findall(r'<rect class="p-MO[HF]"[^>]* height="([\d.]+)"', svg)
    assert [float(bar) for bar in bars] == [33, 11, 44]


def test_the_benchmark_never_runs_through_a_number():
    [low, high] = [question_picture(result(side("MOH", answers))) for answers in ("1113", "3333")]

    assert looks(low).count("benchmark") == 1
    assert looks(high).count("benchmark") == 0


def test_the_picture_is_read_out_in_a_sentence_and_side_by_side():
    svg = question_picture(result(side("MOH", "1112dd"), side("MOF", "33")))
    description = ElementTree.fromstring(svg).find(f"{SVG}desc").text

    assert title(svg) == (
        "F-01: Not shown for Ministry of finance: too few answers to keep everybody's answer "
        "private."
    )
    assert description == (
        "Ministry of health: median 1; 3 at level 1; 1 at level 2; 2 do not know. "
        "Ministry of finance: not shown, too few answers."
    )


@pytest.mark.parametrize(
    ("finance", "mode", "said", "look"),
    [
        ("33", "individual", "Not shown: too few answers", "withheld"),
        ("33ddd", "individual", "Levels not shown: too few", "withheld"),
        ("", "individual", "Nobody answered", None),
        ("ddd", "individual", "Nobody chose a level", None),
        ("4", "institutional", "one answer of the delegation", None),
    ],
)
def test_what_cannot_be_drawn_is_said_in_its_lane(finance, mode, said, look):
    svg = question_picture(result(side("MOH", "222"), side("MOF", finance, mode)))

    assert said in texts(svg)
    assert ("withheld" in looks(svg)) == (look == "withheld")


def test_a_delegation_is_one_large_mark_and_no_bar():
    svg = question_picture(result(side("MOH", "222"), side("MOF", "4", "institutional")))

    assert "MOF" not in looks(svg)
    assert looks(svg).count("mark-MOF") == 2  # beside its name, and where it stands


@pytest.mark.parametrize(
    ("sides", "fields", "words", "number"),
    [
        ((side("MOH", "222"), side("MOF", "")), {}, "One ministry only: enters no total", "2"),
        ((side("MOH", "222"), side("MOF", "33")), {}, "No joint level", None),
        (
            (side("MOH", "222"), side("MOF", "444")),
            {"outcome": "agreed", "agreed_level": 3},
            "Agreed level",
            "3",
        ),
        (
            (side("MOH", "222"), side("MOF", "444")),
            {"outcome": "no_agreement"},
            "No joint level: we do not agree",
            None,
        ),
        (
            (side("MOH", "222"), side("MOF", "444")),
            {"outcome": "not_applicable"},
            "Does not apply in this country",
            None,
        ),
    ],
)
def test_the_joint_level_says_what_it_rests_on(sides, fields, words, number):
    found = texts(question_picture(result(*sides, **fields)))

    after = found[found.index(words) + 1]
    assert after == (number or "1")


def test_a_side_that_moved_leaves_a_hollow_mark_where_it_stood():
    before = result(side("MOH", "111"), side("MOF", "444")).sides[0]
    now = result(side("MOH", "333", round=2), side("MOF", "444"))

    svg = question_picture(now, {"MOH": before})

    assert looks(svg).count("before-MOH") == 1
    assert looks(strip_picture(now, {"MOH": before})).count("before-MOH") == 1
    assert "median 3, first round 1 · n = 3" in texts(svg)


def test_before_the_reveal_there_is_no_picture():
    waiting = SideInput("MOH", "individual", 1, 3, 2)

    assert question_picture(result(waiting, state="open")) == ""
    assert strip_picture(result(waiting, state="open")) == ""
    assert question_picture(result(state="revealed")) == ""


def test_the_strip_has_a_line_for_each_side_and_says_what_is_missing():
    svg = strip_picture(
        result(
            side("MOH", "1112"), side("MOF", "44"), side("LOCAL", ""),
            side("PURCHASER", "3", "institutional"),
        )
    )  # fmt: skip

    assert texts(svg)[:4] == [
        "MOH: n = 4",
        "MOF: withheld",
        "LOCAL: no answer",
        "PURCHASER: delegation",
    ]
    assert looks(svg).count("dot-MOH") == 2
    assert looks(svg).count("withheld") == 1


def test_a_bare_strip_has_the_axis_of_its_column():
    question = result(side("MOH", "222"))

    places = re.findall(r'<text[^>]* x="([\d.]+)"', strip_axis())
    whole = re.findall(r'<text[^>]* x="([\d.]+)"[^>]*>[1-4?]<', strip_picture(question))

    assert places == whole
    assert texts(strip_picture(question, bare=True)) == []


def test_pictures_run_from_the_right_in_a_right_to_left_language():
    question = result(side("MOH", "1" * 3), side("MOF", "444"))
    [left] = re.findall(r'<rect class="p-MOH"[^>]* x="([\d.]+)"', question_picture(question))
    with translation.override("ar"):
        [right] = re.findall(r'<rect class="p-MOH"[^>]* x="([\d.]+)"', question_picture(question))

    assert (float(left), float(right)) == (15, 376 - 15 - 38)


def group(level=None, band=None, scored=0, applicable=0, marks=()):
    return GroupResult("F", "RR", level, band, scored, applicable, (), marks)


CELLS = [
    group(Fraction(7, 3), "emerging", 3, 4),
    group(None, None, 2, 5),
    group(None, None, 1, 2, (Mark("F-07", Fraction(5, 2)),)),
    group(),
]


@pytest.mark.parametrize("narrow", [True, False])
def test_a_cell_of_the_heat_map_has_its_level_or_why_there_is_none_and_n_of_n(narrow):
    svg = heat_picture(["A", "B", "C", "D"], [("Formulation", CELLS)], narrow=narrow)

    assert texts(svg)[4:] == [
        "Formulation", "2.3", "Emerging", "3 of 4", "–", "too few scored", "2 of 5",
        "2.5", "F-07", "1 of 2", None, "no question",
    ]  # fmt: skip
    assert looks(svg).count("level-2") == 1
    assert "Formulation: A 2.3, Emerging, 3 of 4; B –, too few scored, 2 of 5" in svg


def test_a_cell_says_of_what_is_not_revealed_that_none_is_scored():
    svg = heat_picture(["A"], [("Approval", [group(None, None, 0, 3)])])

    assert texts(svg)[-3:] == ["–", "none scored", "0 of 3"]


def test_a_heat_map_without_stages_is_no_picture():
    assert heat_picture(["A"], []) == ""


def test_what_people_typed_stays_text():
    svg = heat_picture(["<b>"], [("Tom & <script>", [CELLS[0]])])

    assert "<script>" not in svg
    assert "Tom & <script>" in texts(svg)


def test_long_words_are_set_smaller_and_not_cut(monkeypatch):
    long = "Ministry of finance, of economic planning and of regional development"
    monkeypatch.setattr("diagnostics.wording.side_name", lambda code: long)
    svg = question_picture(result(side("MOH", "222"), side("MOF", "333")))

    sizes = re.findall(rf'font-size="([\d.]+)"[^>]*>{long}<', svg)

    assert texts(svg).count(long) == 2
    assert all(float(size) * len(long) * 0.56 <= 200 for size in sizes)


def test_no_picture_has_a_style_or_an_identifier():
    svg = question_picture(result(side("MOH", "1122"), side("MOF", "3344")))

    assert "style" not in svg
    assert ' id="' not in svg


def test_a_png_of_a_picture_has_the_width_asked_for():
    svg = question_picture(result(side("MOH", "1122"), side("MOF", "3344")))

    content = png(svg, millimetres=80)

    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(content[16:20]) == 960


LANES = st.lists(
    st.tuples(
        st.sampled_from(["MOH", "MOF", "LOCAL", "OTHER"]),
        st.text("1234dn", max_size=9),
        st.sampled_from(["individual", "institutional"]),
    ),
    max_size=4,
    unique_by=lambda lane: lane[0],
)


@given(
    lanes=LANES,
    ended=st.sampled_from(
        [{}, {"outcome": "agreed", "agreed_level": 2}, {"outcome": "no_agreement"},
         {"outcome": "not_applicable"}]
    ),
)  # fmt: skip
def test_stored_results_give_the_same_picture(lanes, ended):
    sides = [
        side(code, answers[:1] if mode == "institutional" else answers, mode)
        for code, answers, mode in lanes
    ]
    results = computed(*sides, **ended)
    [plain] = as_json(results)["questions"]
    stored = question_from_plain(plain)

    assert question_picture(stored) == question_picture(results.questions[0])
    assert strip_picture(stored) == strip_picture(results.questions[0])


def test_a_stored_group_gives_the_same_cell():
    results = computed(side("MOH", "222"), side("MOF", "333"))
    [plain] = as_json(results)["cells"]

    stored = group_from_plain(plain | {"code": plain["stage"]}, [("F-01", 2.5)])

    assert stored == results.cells[0]
    assert group_from_plain(None).applicable == 0
