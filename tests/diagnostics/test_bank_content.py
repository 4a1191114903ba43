"""The first bank holds what its readers were promised."""

from collections import Counter

import pytest
from django.conf import settings

from diagnostics.bank.crosswalk import HFPM, PEFA_2016
from diagnostics.bank.reading import read_bank


@pytest.fixture(scope="module")
def bank():
    return read_bank(settings.BASE_DIR / "fixtures" / "pfm-hf-alignment")


def test_every_topic_of_the_outline_is_a_question(bank):
    codes = {question["code"] for question in bank.questions}
    outline = {"F": 24, "A": 8, "E": 33, "M": 16, "C": 8}

    assert {
        f"{stage}-{n:02}" for stage, last in outline.items() for n in range(1, last + 1)
    } <= codes


def test_every_objective_has_the_three_questions_that_a_score_needs(bank):
    served = Counter(code for question in bank.questions for code in question["objectives"])

    assert {o["code"]: served[o["code"]] for o in bank.objectives if served[o["code"]] < 3} == {}


def test_the_gateways_are_those_of_the_outline(bank):
    gateways = {question["code"] for question in bank.questions if question["gateway"]}

    assert gateways == {
        "F-05",
        "F-13",
        "A-03",
        "A-07",
        "E-01",
        "E-04",
        "E-10",
        "E-11",
        "M-09",
        "C-01",
        "C-04",
    }


def test_the_short_forms_have_their_sizes(bank):
    sizes = {form["code"]: len(form["questions"]) for form in bank.short_forms}

    assert sizes == {"short": 23, "execution": 17, "providers": 19, "partners": 16}


def test_a_confirmed_reference_is_a_dimension_of_pefa_2016(bank):
    confirmed = [
        match["ref"]
        for question in bank.questions
        for matches in question["crosswalk"].values()
        for match in matches
        if match["confirmed"]
    ]

    assert (len(PEFA_2016), len(HFPM)) == (94, 33)
    assert len(confirmed) == 68
    assert {*confirmed} - PEFA_2016 == set()


def test_the_progress_matrix_is_not_confirmed_before_somebody_has_seen_it(bank):
    matches = [match for q in bank.questions for match in q["crosswalk"]["hfpm"]]

    assert matches
    assert not any(match["confirmed"] for match in matches)


def test_the_catalogue_has_a_bottleneck_for_every_question(bank):
    named = {code for entry in bank.bottlenecks for code in entry["questions"]}

    assert len(bank.bottlenecks) >= 40
    assert {question["code"] for question in bank.questions} - named == set()


def test_a_bottleneck_serves_an_objective_of_a_question_it_explains(bank):
    serving = {question["code"]: question["objectives"] for question in bank.questions}
    asked = {
        entry["code"]: {aim for code in entry["questions"] for aim in serving[code]}
        for entry in bank.bottlenecks
    }

    strangers = [e["code"] for e in bank.bottlenecks if not asked[e["code"]] & {*e["objectives"]}]
    assert strangers == []


def test_every_practice_names_its_sources(bank):
    assert len(bank.practices) >= 35
    assert all(practice["sources"] for practice in bank.practices)


def test_the_practices_are_from_every_country_that_the_outline_names(bank):
    countries = {code for practice in bank.practices for code in practice["countries"]}

    assert {
        *("LA", "PE", "RW", "GH", "KE", "TZ", "MY", "ID", "MN", "UG", "MW", "BF", "NG", "LS"),
    } <= countries


def test_every_bottleneck_shows_what_others_did(bank):
    shown = {code for practice in bank.practices for code in practice["bottlenecks"]}

    assert shown == {entry["code"] for entry in bank.bottlenecks}


def test_the_glossary_explains_words_of_both_professions(bank):
    assert len(bank.terms) >= 80
    assert {term["profession"] for term in bank.terms} == {"finance", "health", "both"}
