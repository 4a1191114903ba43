"""A cause behind a cause: written, moved, deleted, and taken along."""

import pytest
from django.core.exceptions import ValidationError

from roadmaps.content import roadmap_content
from roadmaps.services.causes import add_cause, change_cause, remove_cause
from roadmaps.services.rehearsal import begin_rehearsal, end_rehearsal
from roadmaps.transfer.container import BrokenFile
from roadmaps.transfer.reading import read_workshop
from roadmaps.transfer.writing import write_workshop
from tests.factories import (
    make_bottleneck,
    make_cause,
    make_participants,
    make_question,
    make_workshop,
    remove_workshop,
)
from tests.transfer.test_workshop_file import rewritten

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop():
    return make_workshop()


@pytest.fixture
def bottleneck(workshop):
    return make_bottleneck(workshop)


def make_chain(bottleneck, *words):
    """Each cause stands behind the one before."""
    chain = [make_cause(bottleneck, text=words[0])]
    for text in words[1:]:
        chain.append(add_cause(parent=chain[-1], text=text))
    return chain


def told(workshop, place=0):
    causes = roadmap_content(workshop, "en")["bottlenecks"][place]["causes"]
    return [(cause["text"], cause.get("step", 1)) for cause in causes]


def test_a_deeper_cause_has_the_bottlenecks_of_the_one_it_explains(workshop, bottleneck):
    other = make_bottleneck(workshop)
    first = make_cause(bottleneck, other)

    deeper = add_cause(parent=first, text="Why it does")

    assert list(deeper.bottlenecks.all()) == [bottleneck, other]


def test_each_cause_is_told_before_those_behind_it(workshop, bottleneck):
    first = make_cause(bottleneck, text="one")
    make_cause(bottleneck, text="two")
    add_cause(parent=first, text="why one")

    assert told(workshop) == [("one", 1), ("why one", 2), ("two", 1)]


def test_a_roadmap_without_chains_says_nothing_of_steps(workshop, bottleneck):
    make_cause(bottleneck, text="one")

    (row,) = roadmap_content(workshop, "en")["bottlenecks"]

    assert row["causes"] == [{"text": "one", "type": "", "evidence": ""}]
    assert not row.keys() & {"gates", "apart_reason", "parked_reason", "reshaped"}


def test_a_sixth_step_is_refused_with_what_to_do(bottleneck):
    *_others, fifth = make_chain(bottleneck, "1", "2", "3", "4", "5")

    with pytest.raises(ValidationError, match=r"at most 5 steps\. Choose a cause nearer"):
        add_cause(parent=fifth, text="6")


def test_a_chain_that_would_become_too_long_by_a_move_is_refused(bottleneck):
    moved, *_deeper = make_chain(bottleneck, "a", "b", "c")
    _one, _two, third = make_chain(bottleneck, "1", "2", "3")

    with pytest.raises(ValidationError, match="at most 5 steps"):
        change_cause(cause=moved, parent=third)


def test_a_cause_cannot_stand_behind_what_it_explains(bottleneck):
    first, _second, third = make_chain(bottleneck, "1", "2", "3")

    with pytest.raises(ValidationError, match="“3” stands behind this cause already"):
        change_cause(cause=first, parent=third)


def test_a_moved_cause_takes_along_what_stands_behind_it(workshop, bottleneck):
    other = make_bottleneck(workshop)
    first, second = make_chain(bottleneck, "1", "2")

    change_cause(cause=first, bottlenecks=[other])

    assert list(second.bottlenecks.all()) == [other]


def test_what_stood_behind_a_deleted_cause_moves_up(workshop, bottleneck):
    _first, second, _third = make_chain(bottleneck, "1", "2", "3")

    remove_cause(cause=second)

    assert told(workshop) == [("1", 1), ("3", 2)]


@pytest.fixture
def backwards(workshop, bottleneck):
    """A chain in which the older cause stands behind the younger one."""
    older, younger = make_cause(bottleneck, text="older"), make_cause(bottleneck, text="younger")
    change_cause(cause=older, parent=younger)
    return workshop


def test_a_chain_travels_in_the_workshop_file(backwards, tmp_path):
    path = tmp_path / "w.zip"
    write_workshop(backwards, path)
    remove_workshop(backwards)

    assert told(read_workshop(path)) == [("younger", 1), ("older", 2)]


def test_a_chain_that_points_to_nothing_is_refused(backwards, tmp_path):
    path = tmp_path / "w.zip"
    write_workshop(backwards, path)
    remove_workshop(backwards)
    rewritten(path, "causes.jsonl", lambda body: body.replace(b'"parent": 2', b'"parent": 7'))

    with pytest.raises(BrokenFile, match="refers to one that is absent"):
        read_workshop(path)


def test_a_chain_made_before_a_rehearsal_comes_back_after_it(backwards):
    make_question(backwards)
    make_participants(backwards)

    begin_rehearsal(workshop=backwards)
    end_rehearsal(workshop=backwards, free_seats=False)

    assert told(backwards) == [("younger", 1), ("older", 2)]
