"""The stages around a ring: an extra picture, and only where it does not mislead."""

import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import translation

from alignment.vocabulary import WorkshopState
from diagnostics import scoring
from diagnostics.pictures import radar_picture
from diagnostics.results import GroupResult
from diagnostics.services.states import set_state
from tests.factories import make_answers, make_question, make_user, make_workshop

SVG = "{http://www.w3.org/2000/svg}"
STAGES = "FAEMC"


def stage(code, level):
    exact = None if level is None else Fraction(level)
    return code, GroupResult(code, None, exact, scoring.band(exact), 3, 3, (), ())


def drawn(*levels, benchmark=3):
    return radar_picture([stage(*pair) for pair in enumerate(levels)], benchmark)


def texts(svg):
    return [element.text for element in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def lines_of(look, svg):
    return re.findall(rf'class="p-{look}"[^>]* d="([^"]+)"', svg)


@pytest.mark.parametrize("levels", [(), (2, 2, 2, 2), (2, 2, 2, 2, None, None)])
def test_with_fewer_than_five_levels_nothing_is_drawn(levels):
    assert drawn(*levels) == ""


def test_every_stage_has_its_name_its_number_and_its_word():
    said = texts(drawn("1.6", "2", "3", "3.5", "2.25"))

    assert [text for text in said if "." in text] == ["1.6", "2.0", "3.0", "3.5", "2.3"]
    assert said.count("Misaligned") == 1
    assert said.count("Emerging") == 2


def test_the_benchmark_is_a_ring_of_its_own():
    five, four = drawn(2, 2, 2, 2, 2), drawn(2, 2, 2, 2, 2, benchmark=4)

    assert len(lines_of("benchmark", five)) == len(lines_of("benchmark", four)) == 5
    assert lines_of("benchmark", five) != lines_of("benchmark", four)


def test_the_line_stops_on_both_sides_of_a_stage_without_a_level():
    svg = drawn(2, 2, None, 2, 2, 2)

    assert len(lines_of("axis", svg)) == 4
    assert len(lines_of("benchmark", svg)) == 6
    assert "too few scored" in " ".join(texts(svg))


def test_it_turns_around_where_reading_begins_on_the_right():
    there = drawn(1, 2, 3, 4, 2)
    with translation.override("ar"):
        here = drawn(1, 2, 3, 4, 2)

    [one, *_rest], [other, *_others] = lines_of("axis", there), lines_of("axis", here)
    mirrored = [400 - float(x) for x in re.findall(r"[ML]([\d.]+)", one)]
    assert mirrored == pytest.approx([float(x) for x in re.findall(r"[ML]([\d.]+)", other)])


@pytest.mark.parametrize("revealed", [STAGES, STAGES[:4]])
def test_the_page_folds_it_away_with_a_table_or_says_why_there_is_none(db, client, revealed):
    user = make_user()
    client.force_login(user)
    workshop = make_workshop(by=user, state=WorkshopState.OPEN, disclosure_threshold=3)
    for code in STAGES:
        for number in (1, 2, 3):
            question = make_question(workshop, f"{code}-0{number}", state="open")
            make_answers(question, "222", side="MOH")
            make_answers(question, "333", side="MOF")
    for code in revealed:
        for state in ("closed", "revealed"):
            set_state(workshop=workshop, stage=code, state=state)

    text = client.get(reverse("diagnostics:compare", args=[workshop.code])).text

    folded = text[text.index("More pictures") :]
    folded = folded[: folded.index("</details>")]
    assert ("<svg" in folded, "<table" in folded) == (revealed == STAGES,) * 2
    assert ("once at least five stages have a joint level" in folded) == (revealed != STAGES)
