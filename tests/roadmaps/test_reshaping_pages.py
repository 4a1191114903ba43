"""The pages on which bottlenecks are merged and split: nothing happens before it was said."""

import pytest
from django.urls import reverse

from tests.factories import (
    make_action,
    make_bottleneck,
    make_cause,
    make_question,
    make_user,
    make_workshop,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop(client):
    facilitator = make_user()
    client.force_login(facilitator)
    return make_workshop(by=facilitator, state="open")


@pytest.fixture
def two(workshop):
    return make_bottleneck(workshop, "Late"), make_bottleneck(workshop, "Partial")


def url(name, workshop, *place):
    return reverse(f"roadmaps:{name}", args=[workshop.code, *place])


def test_merging_is_chosen_told_and_then_done(client, workshop, two):
    into, absorbed = two
    make_action(workshop, absorbed, ref="A7")
    into.scoring = "revealed"
    into.save()
    place = url("merge", workshop, 1)
    assert "Which one is merged into it?" in client.get(place).content.decode()

    told = client.get(f"{place}?with=2").content.decode()
    assert "Merge B2 into B1?" in told
    assert "A7" in told
    assert "B1 keeps its published scores" in told
    absorbed.refresh_from_db()
    assert absorbed.state == "kept"

    client.post(f"{place}?with=2", {"title": "Late and partial"})
    absorbed.refresh_from_db()
    assert (absorbed.state, absorbed.merged_into) == ("dropped", into)
    listed = client.get(url("bottlenecks", workshop)).content.decode()
    assert "One merged into another" in listed
    assert "Merged into B1." in listed


@pytest.mark.parametrize("typed", ["1", "9", "x", "", "-1", "9" * 30, "%00"])
def test_merging_with_what_cannot_be_is_asked_again(client, workshop, two, typed):
    page = client.get(f"{url('merge', workshop, 1)}?with={typed}").content.decode()

    assert "Choose one of the bottlenecks below." in page


def test_alone_there_is_nothing_to_merge_with(client, workshop):
    make_bottleneck(workshop)

    page = client.get(url("merge", workshop, 1)).content.decode()

    assert "There is no other bottleneck to merge it with." in page


def test_a_title_that_a_third_one_has_is_refused_and_nothing_is_merged(client, workshop, two):
    make_bottleneck(workshop, "Third")

    page = client.post(f"{url('merge', workshop, 1)}?with=2", {"title": "Third"}).content.decode()

    assert "This bottleneck is already in the list." in page
    assert not workshop.bottlenecks.exclude(state="kept").exists()


def test_splitting_is_filled_in_told_and_then_done(client, workshop, two):
    row, _other = two
    cause, question = make_cause(row, text="No plan"), make_question(workshop)
    row.questions.add(question)
    place, typed = url("split", workshop, 1), {"title": "New", "causes": [cause.pk]}
    assert "Questions that go over" in client.get(place).content.decode()

    told = client.post(place, typed).content.decode()
    assert "Split B1 in two?" in told
    assert "No plan" in told
    assert workshop.bottlenecks.count() == 2

    client.post(place, typed | {"confirmed": "1"})
    part = workshop.bottlenecks.get(number=3)
    assert (part.title, list(part.causes.all())) == ("New", [cause])
    assert "Split off from B1." in client.get(url("bottlenecks", workshop)).content.decode()


@pytest.mark.parametrize("confirmed", [{}, {"confirmed": "1"}])
def test_a_split_without_a_title_is_asked_for_it(client, workshop, two, confirmed):
    page = client.post(url("split", workshop, 1), confirmed).content.decode()

    assert "This field is required." in page
    assert workshop.bottlenecks.count() == 2


def test_another_facilitator_finds_none_of_these_pages(client, workshop, two):
    client.force_login(make_user())

    for name in ("merge", "split", "park", "gates"):
        assert client.get(url(name, workshop, 1)).status_code == 404
