"""The picture of a bottleneck's causes: every word of every cause, on the bone of its kind."""

import re
import xml.etree.ElementTree as ElementTree

import pytest
from django.utils import translation

from roadmaps.fishbone import WIDE, fishbone
from tests.roadmaps.test_lettering import AMHARIC, ARABIC, LAO

MARKS = re.compile("[\u202a-\u202e]")


def row_of(*causes):
    return {
        "ref": "B1",
        "title": "Cash is released late",
        "causes": [
            {"text": text, "type": kind, "evidence": "", "step": step}
            for text, kind, step in causes
        ],
    }


def texts(svg):
    """Each line that is drawn, with its place."""
    root = ElementTree.fromstring(svg)
    found = root.iter("{http://www.w3.org/2000/svg}text")
    return [(MARKS.sub("", t.text or ""), float(t.get("x")), float(t.get("y"))) for t in found]


def words(svg):
    return " ".join(text for text, _x, _y in texts(svg))


def height_of(svg):
    return float(re.search(r'viewBox="0 0 \d+ ([\d.]+)"', svg)[1])


def test_without_causes_there_is_no_picture():
    assert fishbone(row_of()) == ""


def test_each_kind_has_a_bone_and_a_deeper_cause_says_its_own():
    svg = fishbone(
        row_of(
            ("No plan", "practice", 1), ("No staff", "capacity", 2), ("Act", "law", 1), ("?", "", 1)
        )
    )

    said = words(svg)
    for name in ("Law", "Practice", "kind not chosen", "No plan", "No staff (Capacity)"):
        assert name in said
    assert "B1 Cash is" in said


def test_a_deeper_cause_stands_further_in_and_further_down():
    svg = fishbone(row_of(("one", "law", 1), ("two", "law", 2), ("three", "law", 3)))

    place = {text: (x, y) for text, x, y in texts(svg)}
    assert place["one"] < place["two"] < place["three"]
    assert place["one"][1] < place["two"][1] < place["three"][1]


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
@pytest.mark.parametrize("text", [LAO, AMHARIC, ARABIC, "x" * 2000, "word " * 400, "a\n\nb"])
def test_no_text_is_cut_in_any_script(language, text):
    with translation.override(language):
        svg = fishbone(row_of((text, "law", 1), (text, "law", 2), (text, "data", 1)))

    drawn = "".join(words(svg).split())
    assert drawn.count("".join(text.split())) == 3
    assert all(0 <= x <= WIDE and 0 <= y <= height_of(svg) for _text, x, y in texts(svg))


def test_where_reading_begins_at_the_right_the_picture_is_turned():
    causes = row_of(("No plan", "practice", 1))
    from_left = {text: x for text, x, _y in texts(fishbone(causes))}
    with translation.override("ar"):
        from_right = {text: x for text, x, _y in texts(fishbone(causes))}

    assert from_right["No plan"] == WIDE - from_left["No plan"]


def test_a_picture_that_would_not_fit_the_page_is_left_to_the_list():
    long = row_of(*[("word " * 400, "law", step) for step in (1, 2, 3)])

    assert fishbone(long, tallest=1300) == ""
    assert fishbone(row_of(("No plan", "law", 1)), tallest=1300) != ""


def test_the_same_is_told_in_a_sentence_to_those_who_cannot_see_it():
    svg = fishbone(row_of(("No plan", "practice", 1), ("", "capacity", 2)))

    assert "<title>B1: why it is there</title>" in svg
    assert "<desc>1 Practice: No plan; 1.1 Capacity: –</desc>" in svg
    assert 'role="img"' in svg
