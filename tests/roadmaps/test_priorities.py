"""Scores: blind while open, published once, under the disclosure rule."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from roadmaps.content import roadmap_content
from roadmaps.models import PriorityScore, PrioritySnapshot
from roadmaps.queries import own_scores, score_counts
from roadmaps.services.priorities import open_scoring, reveal_scores, save_scores
from tests.factories import make_bottleneck, make_workshop
from tests.roadmaps.people import make_officials

pytestmark = pytest.mark.django_db

SCORED = {"impact": 4, "feasibility": 3, "urgency": 2}


@pytest.fixture
def workshop():
    return make_workshop(state="open", disclosure_threshold=3)


@pytest.fixture
def bottleneck(workshop):
    return make_bottleneck(workshop)


def score(people, bottleneck, **marks):
    for person in people:
        save_scores(participant=person, scores={bottleneck: SCORED | marks})


def priority_of(workshop, place=0):
    return roadmap_content(workshop, "en")["bottlenecks"][place]["priority"]


def test_both_sides_medians_make_the_joint_product(workshop, bottleneck):
    open_scoring(workshop=workshop)
    score(make_officials(workshop, "MOH", 3), bottleneck, impact=4, feasibility=3)
    score(make_officials(workshop, "MOF", 3), bottleneck, impact=2, feasibility=2)

    reveal_scores(workshop=workshop)

    priority = priority_of(workshop)
    assert [(row["side"], row["product"]) for row in priority["scores"]] == [
        ("MOH", 12),
        ("MOF", 4),
    ]
    assert (priority["rank"], priority["product"], priority["spread"]) == (1, 8, 8)


def test_nothing_is_shown_before_the_reveal(workshop, bottleneck):
    open_scoring(workshop=workshop)
    score(make_officials(workshop, "MOH", 3), bottleneck)

    priority = priority_of(workshop)
    assert (priority["scores"], priority["unscored"]) == ([], True)
    assert list(score_counts(workshop).values()) == [3]


def test_too_few_scores_are_withheld_and_leave_the_bottleneck_unscored(workshop, bottleneck):
    open_scoring(workshop=workshop)
    score(make_officials(workshop, "MOH", 3), bottleneck)
    score(make_officials(workshop, "MOF", 2), bottleneck)

    reveal_scores(workshop=workshop)

    priority = priority_of(workshop)
    finance = priority["scores"][1]
    assert (finance["scores"], finance["impact"], finance["suppressed"]) == (2, None, True)
    assert (priority["unscored"], priority["rank"]) == (True, None)


def test_a_delegation_scores_through_its_one_seat(workshop, bottleneck):
    first, second = make_officials(workshop, "MOF", 2)
    side = first.institution.side
    side.mode = "institutional"
    side.save()
    type(first).objects.filter(pk=first.pk).update(speaks_for_side=True)
    for person in (first, second):
        person.refresh_from_db()
    open_scoring(workshop=workshop)

    score([first], bottleneck)
    with pytest.raises(ValidationError, match="from another seat"):
        score([second], bottleneck)
    reveal_scores(workshop=workshop)

    shown = next(row for row in priority_of(workshop)["scores"] if row["side"] == "MOF")
    assert (shown["scores"], shown["impact"], shown["suppressed"]) == (1, 4, False)


def test_scores_given_in_confidence_are_set_aside_when_the_side_answers_as_one(
    workshop, bottleneck
):
    (person,) = make_officials(workshop, "MOF", 1)
    open_scoring(workshop=workshop)
    score([person], bottleneck)
    side = person.institution.side
    side.mode = "institutional"
    side.save()
    type(person).objects.filter(pk=person.pk).update(speaks_for_side=True)

    reveal_scores(workshop=workshop)

    assert [row["scores"] for row in priority_of(workshop)["scores"]] == [0, 0]


def test_incomplete_scores_do_not_count(workshop, bottleneck):
    people = make_officials(workshop, "MOH", 3)
    open_scoring(workshop=workshop)
    for person in people:
        save_scores(participant=person, scores={bottleneck: {"impact": 4, "urgency": 1}})

    assert score_counts(workshop) == {}


def test_what_was_left_out_stays_as_it_was(workshop, bottleneck):
    (person,) = make_officials(workshop, "MOH", 1)
    open_scoring(workshop=workshop)
    save_scores(participant=person, scores={bottleneck: {"impact": 4, "urgency": 1}})
    save_scores(participant=person, scores={bottleneck: {"feasibility": 2, "urgency": 3}})

    assert own_scores(person) == {bottleneck.pk: {"impact": 4, "feasibility": 2, "urgency": 3}}


def test_whoever_claims_a_freed_seat_sees_and_keeps_nothing_of_the_earlier_person(
    workshop, bottleneck
):
    (person,) = make_officials(workshop, "MOH", 1)
    open_scoring(workshop=workshop)
    score([person], bottleneck)
    person.joined_at = timezone.now()
    person.save()

    assert own_scores(person) == {}

    save_scores(participant=person, scores={bottleneck: {"impact": 1}})
    stored = PriorityScore.objects.get()
    assert (stored.impact, stored.feasibility, stored.urgency) == (1, None, None)


def test_a_published_score_never_moves_again(workshop, bottleneck):
    people = make_officials(workshop, "MOH", 3)
    open_scoring(workshop=workshop)
    score(people, bottleneck)
    reveal_scores(workshop=workshop)
    before = PrioritySnapshot.objects.get(side__code="MOH").figures

    with pytest.raises(ValidationError, match="revealed meanwhile"):
        score(people, bottleneck, impact=1)
    PriorityScore.objects.all().delete()

    assert PrioritySnapshot.objects.get(side__code="MOH").figures == before
    assert priority_of(workshop)["scores"][0]["impact"] == 4


def test_a_bottleneck_added_later_is_scored_in_a_round_of_its_own(workshop, bottleneck):
    open_scoring(workshop=workshop)
    reveal_scores(workshop=workshop)
    later = make_bottleneck(workshop)

    assert open_scoring(workshop=workshop) == 1
    assert reveal_scores(workshop=workshop) == 1
    assert later.snapshots.count() == bottleneck.snapshots.count() == 2


@pytest.mark.parametrize("press", [open_scoring, reveal_scores])
def test_a_press_that_does_nothing_says_what_to_do_first(press):
    with pytest.raises(ValidationError, match="first"):
        press(workshop=make_workshop(state="open"))


def test_a_veto_stands_apart_whatever_its_score(workshop, bottleneck):
    vetoed = make_bottleneck(workshop, vetoed=True)

    content = roadmap_content(workshop, "en")

    assert content["priority_order"] == [bottleneck.ref, vetoed.ref]
    assert content["bottlenecks"][1]["priority"]["apart"] is True


def test_saving_costs_the_same_for_one_bottleneck_and_for_three(workshop, queries_of):
    (person,) = make_officials(workshop, "MOH", 1)
    bottlenecks = [make_bottleneck(workshop) for _ in range(3)]
    open_scoring(workshop=workshop)
    score([person], bottlenecks[0])

    def save(count):
        scores = dict.fromkeys(bottlenecks[:count], SCORED)
        return lambda: save_scores(participant=person, scores=scores)

    assert queries_of(save(1)) == queries_of(save(3))
