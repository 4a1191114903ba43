"""What differs between two versions of a roadmap."""

import copy

import pytest

from roadmaps.changes import Difference, changes
from tests.roadmaps.content_builder import make_content


@pytest.fixture
def before():
    return make_content(actions=3, questions=3)


@pytest.fixture
def after(before):
    return copy.deepcopy(before)


def told(rows):
    return [(row.key, row.what) for row in rows]


def test_the_same_content_has_no_changes(before, after):
    assert not changes(before, after)


def test_a_changed_action_is_told_field_by_field(before, after):
    key = after["actions"][1]["id"]
    after["actions"][1] |= {"lead": "Treasury", "due": None}
    was = before["actions"][1]

    (row,) = changes(before, after).actions

    assert (row.key, row.what) == (key, "changed")
    assert {field.name: (field.before, field.after) for field in row.fields} == {
        "lead": (was["lead"], "Treasury"),
        "due": (was["due"], None),
    }


def test_actions_come_go_and_move(before, after):
    gone = after["actions"].pop(0)
    after["actions"].reverse()
    after["actions"].append(gone | {"id": "NEW"})

    found = changes(before, after)

    assert told(found.actions) == [("NEW", "added"), (gone["id"], "removed")]
    assert found.actions[1].row == gone


def test_a_bottleneck_differs_by_its_rank_but_not_by_the_scores_behind_it(before, after):
    after["bottlenecks"][0]["priority"] |= {"product": 1.5, "scores": []}
    assert changes(before, after).bottlenecks == []

    rank = before["bottlenecks"][0]["priority"]["rank"]
    after["bottlenecks"][0]["priority"]["rank"] = 7

    (row,) = changes(before, after).bottlenecks
    assert row.fields == [Difference("rank", rank, 7)]


def test_an_agreed_level_that_changed_is_told(before, after):
    after["questions"][0] |= {"outcome": "no_agreement", "agreed_level": None}

    (row,) = changes(before, after).levels

    assert row.key == before["questions"][0]["code"]
    assert {field.name for field in row.fields} == {"outcome", "agreed_level"}


def test_a_verdict_since_a_version_from_before_there_were_any_is_told(before, after):
    before["questions"][0].pop("verdict", None)
    after["questions"][0]["verdict"] = "shared"

    (row,) = changes(before, after).levels

    assert row.fields == [Difference("verdict", None, "shared")]


def test_a_joint_level_that_follows_an_agreed_one_is_not_told_twice(before, after):
    after["results"]["questions"][0]["joint"] = 4

    assert not changes(before, after)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("workshop", lambda content: content["workshop"].update(venue="Huye")),
        ("results", lambda content: content["results"]["questions"][0]["sides"].pop()),
        ("facts", lambda content: content["questions"][0]["facts"].append({"code": "x"})),
        ("participants", lambda content: content["participants"].pop()),
    ],
)
def test_parts_that_differ_elsewhere_are_named(before, after, name, change):
    change(after)

    found = changes(before, after)

    assert found.elsewhere == [name]
    assert found


def test_a_field_that_an_earlier_version_did_not_know_was_empty(before, after):
    after["actions"][0]["first_step"] = ""
    assert not changes(before, after)

    after["actions"][0]["first_step"] = "Write the circular"

    (row,) = changes(before, after).actions
    assert row.fields == [Difference("first_step", None, "Write the circular")]
