"""The content object: what documents show and signatures stand under."""

import datetime
import json

import pytest
from django.utils import timezone

from diagnostics.models import Answer
from diagnostics.queries import results_of
from diagnostics.results import as_json
from diagnostics.services.agreement import record_verdict
from diagnostics.services.states import set_state
from roadmaps.content import content_digest, roadmap_content
from tests.factories import (
    make_action,
    make_answers,
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


@pytest.fixture
def revealed():
    """F-01 revealed with five answers a side, F-02 open."""
    workshop = make_workshop()
    for code in ("F-01", "F-02"):
        make_question(workshop, code)
    set_state(workshop=workshop, stage="all", state="open")
    question = workshop.questions.get(code="F-01")
    make_answers(question, "12334")
    make_answers(question, "22233", side="MOF", origin="paper")
    make_participants(workshop, "MOH", 2)
    for state in ("closed", "revealed"):
        set_state(workshop=workshop, stage="all", state=state, questions=["F-01"])
    workshop.refresh_from_db()
    return workshop


def test_its_numbers_are_those_of_the_results(revealed):
    content = roadmap_content(revealed, "en")

    shown, hidden = content["results"]["questions"]
    assert shown | {"verdict": None} == as_json(results_of(revealed))["questions"][0]
    assert [side["median"] for side in shown["sides"]] == [3, 2]
    assert hidden["sides"] == []
    assert content["method"] == {
        "published_answers": 10,
        "paper_answers": 5,
        "early_answers": 0,
    }
    assert [row["joined"] for row in content["participants"]] == [5, 5, 0]


def test_a_verdict_of_the_plenary_is_signed_with_the_rest_and_none_is_absent(revealed):
    question = revealed.questions.get(state="revealed")
    before = roadmap_content(revealed, "en")

    record_verdict(question=question, verdict="differ")

    after = roadmap_content(revealed, "en")
    assert "verdict" not in before["questions"][0] | before["results"]["questions"][0]
    assert after["questions"][0]["verdict"] == "differ"
    assert after["results"]["questions"][0]["verdict"] == "differ"
    assert content_digest(after) != content_digest(before)


def test_nothing_in_it_moves_while_people_join_and_answer(revealed):
    before = content_digest(roadmap_content(revealed, "en"))
    latecomers = revealed.participants.order_by("-pk")[:2]
    revealed.participants.filter(joined_at=None).update(joined_at=timezone.now())

    for question in revealed.questions.all():
        make_answers(question, "44", participants=latecomers, origin="paper")

    assert content_digest(roadmap_content(revealed, "en")) == before


def test_a_published_paper_answer_stays_one_whatever_happens_to_it_later(revealed):
    before = content_digest(roadmap_content(revealed, "en"))

    Answer.objects.filter(origin="paper").update(origin="device", value="1")

    assert content_digest(roadmap_content(revealed, "en")) == before


def test_what_is_missing_is_listed_as_open_items():
    workshop = make_workshop()
    make_action(workshop, text="Publish", lead="Budget office", cost=5)
    make_bottleneck(workshop, "Nobody serves this one")
    make_bottleneck(workshop, "Parked for later", state="parked")

    assert roadmap_content(workshop, "en")["open_items"] == [
        {
            "ref": "A1",
            "missing": ["due", "indicator", "baseline", "target", "currency", "source"],
        },
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
