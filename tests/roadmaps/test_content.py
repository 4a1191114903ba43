"""The content object: what documents show and signatures stand under."""

import datetime
import json

import pytest

from roadmaps.content import content_digest, roadmap_content
from tests.factories import (
    make_action,
    make_bottleneck,
    make_cause,
    make_institution,
    make_participants,
    make_question,
    make_workshop,
)

pytestmark = pytest.mark.django_db


def test_content_holds_only_plain_json_values():
    workshop = make_workshop()
    make_question(workshop)
    make_participants(workshop, "MOH", 2, role="signatory")
    make_action(workshop, cost="1250000.5", currency="RWF", due=datetime.date(2026, 9, 30))

    content = roadmap_content(workshop, "en")

    assert json.loads(json.dumps(content)) == content


def test_one_content_has_one_digest_in_every_language():
    workshop = make_workshop(languages=["en", "fr"])
    make_question(workshop, translations={"fr": {"text": "Question en français ?"}})

    english, french = (roadmap_content(workshop, language) for language in ("en", "fr"))

    assert french["labels"]["fr"]["questions"]["F-01"]["text"] == "Question en français ?"
    assert content_digest(english) == content_digest(french)


def test_an_edit_changes_the_digest():
    workshop = make_workshop()
    action = make_action(workshop, text="Publish the ceilings")
    before = content_digest(roadmap_content(workshop, "en"))

    action.text = "Publish the ceilings in March"
    action.save()

    assert content_digest(roadmap_content(workshop, "en")) != before


def test_an_action_without_stage_and_objectives_takes_those_of_its_first_bottleneck():
    workshop = make_workshop()
    stage = make_question(workshop, "E-01").stage
    make_action(workshop, make_bottleneck(workshop, stage=stage, objectives=["PU-1"]))

    (action,) = roadmap_content(workshop, "en")["actions"]

    assert (action["stage"], action["objectives"]) == ("E", ["PU-1"])


def test_what_is_missing_is_listed_as_open_items():
    workshop = make_workshop()
    make_action(workshop, text="Publish", lead="Budget office", cost=5)
    make_bottleneck(workshop, "Nobody serves this one")
    make_bottleneck(workshop, "Parked for later", state="parked")

    assert roadmap_content(workshop, "en")["open_items"] == [
        {"ref": "A1", "missing": ["due", "indicator", "currency"]},
        {"ref": "B2", "missing": ["action"]},
    ]


def test_proposed_and_dropped_bottlenecks_are_not_in_the_content():
    workshop = make_workshop()
    for state in ("proposed", "kept", "parked", "dropped"):
        make_bottleneck(workshop, state, state=state)

    rows = roadmap_content(workshop, "en")["bottlenecks"]

    assert [row["title"] for row in rows] == ["kept", "parked"]


def test_participants_are_counted_by_institution_and_never_named():
    workshop = make_workshop()
    ministry = make_institution(workshop, "MOF", name="Ministry of Finance")
    make_participants(workshop, institution=ministry, count=2, name="Ada Lovelace")
    make_participants(workshop, institution=ministry, role="signatory")

    content = roadmap_content(workshop, "en")

    assert content["participants"] == [
        {"institution": "Ministry of Finance", "side": "MOF", "seats": 3, "joined": None}
    ]
    assert content["signatures_expected"] == [
        {"side": "MOH", "institutions": []},
        {"side": "MOF", "institutions": ["Ministry of Finance"]},
    ]
    assert "Lovelace" not in json.dumps(content)


def test_the_number_of_queries_is_the_same_for_one_row_and_for_three(queries_of):
    def content_of(rows):
        workshop = make_workshop()
        for row in range(rows):
            bottleneck = make_bottleneck(workshop)
            bottleneck.questions.add(make_question(workshop, f"F-0{row}"))
            make_action(workshop, bottleneck).causes.add(make_cause(bottleneck))
            make_participants(workshop, "MOH")
        return lambda: roadmap_content(workshop, "en")

    assert queries_of(content_of(1)) == queries_of(content_of(3))
