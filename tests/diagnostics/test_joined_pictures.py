"""On paper, words whose letters join are drawn, because no layout sets them in an SVG."""

import pytest
from django.utils import translation

from diagnostics.pictures.canvas import Canvas
from diagnostics.pictures.joined import for_paper, joins
from tests.roadmaps.test_lettering import AMHARIC, ARABIC, LAO


def picture_of(text):
    canvas = Canvas(100)
    canvas.words(5, 20, text)
    return canvas.svg(40, title=f"About {text}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Cash", False), ("Trésorerie", False), (AMHARIC, False), (ARABIC, True), (LAO, True)],
)
def test_which_words_need_it(text, expected):
    assert joins(picture_of(text)) == expected


def test_a_letter_with_a_loose_mark_needs_it():
    assert joins(picture_of("e\u0301"))


def test_a_drawn_picture_keeps_its_alternative_text():
    page = for_paper(f"<p>before</p>{picture_of(LAO)}<p>after</p>")

    assert page.startswith('<p>before</p><img class="picture" alt="About ')
    assert 'src="data:image/png;base64,' in page
    assert page.endswith("<p>after</p>")
    assert "<svg" not in page


def test_other_pictures_stay_as_they_are():
    page = f"{picture_of('Cash')}<svg><text>{ARABIC}</text></svg>"

    assert for_paper(page) == page


def test_a_picture_turned_for_arabic_readers_is_drawn_too():
    with translation.override("ar"):
        assert "<img" in for_paper(picture_of(ARABIC))
