"""Larger crowds than can be tried out: for everybody there must be another story that fits.

A witness is found without asking how the rule works: two answers change places, one answer
changes, or those not yet published change names; and everything that was seen stays the same.
"""

from functools import cache
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from diagnostics.disclosure import INDIVIDUAL, LEVEL_VALUES, VALUES, Tally, decide, publish
from tests.sums.readers import Answers, Press, Schedule, Voided, is_excused, moments

# Answers of one cohort: few kinds, so that many come close to singling somebody out.
PALETTES = [VALUES, ("1", "2"), ("1", "2", "2", "2"), ("3", "dk"), ("1", "2", "dk")]


@st.composite
def stories(draw):
    """A schedule with a cohort before each of three presses, and what its people answered.

    The answers are {(role, slot): value}.
    """
    steps, paper, palettes = [], set(), {}
    for press in range(3):
        cohort = [f"person {press}.{number}" for number in range(draw(st.integers(0, 6)))]
        cohort = cohort[: 12 - len(palettes)]
        on_paper = draw(st.sampled_from([0, 0, 1, 2, 6]))
        changes = [draw(st.sampled_from([None, None, None, Answers, Voided])) for _ in cohort]
        paper.update(cohort[:on_paper])
        palettes |= dict.fromkeys(cohort, draw(st.sampled_from(PALETTES)))
        steps += [*map(Answers, cohort), Press()]
        steps += [change(person) for person, change in zip(cohort, changes, strict=True) if change]
    schedule = Schedule(
        people=dict.fromkeys(palettes, 1),
        steps=tuple(steps),
        paper=frozenset(paper),
        threshold=draw(st.sampled_from([3, 3, 4, 5, 6])),
    )
    return schedule, {
        answer: draw(st.sampled_from(palettes[answer[0]])) for answer in schedule.answers()
    }


def everything_seen(schedule, story):
    people = {
        role: (tuple(value for (who, _), value in story.items() if who == role),)
        for role in schedule.people
    }
    return people, moments(schedule, people)


def other_stories(story, target, known, published):
    """Stories in which the target is different, while the answers of known people stay."""
    free = [answer for answer in story if answer[0] not in known]
    for other in free:
        if story[other] != story[target]:
            yield story | {target: story[other], other: story[target]}
    for value in set(VALUES) - {story[target]}:
        yield story | {target: value}
    waiting = [answer for answer in free if answer not in published]
    for one, two in permutations(VALUES, 2):
        names = {one: two, two: one}
        if target in waiting and story[target] in names:
            yield story | {answer: names.get(story[answer], story[answer]) for answer in waiting}


def readers(schedule):
    """For each reader the people whose answers it knows."""
    return [frozenset(), schedule.paper, *(frozenset({person}) for person in schedule.people)]


@settings(max_examples=150)
@given(stories())
def test_another_story_fits_everything_that_a_reader_saw(told):
    schedule, story = told
    people, after = everything_seen(schedule, story)
    # Many readers are answered by the same stories.
    retold = cache(
        lambda values: everything_seen(schedule, dict(zip(story, values, strict=True)))[1]
    )
    for known in readers(schedule):
        rest = {role: () if role in known else answers for role, answers in people.items()}
        crowd = schedule.threshold - (known != schedule.paper and len(known))
        for moment, (seen, rounds) in enumerate(after):
            published = rounds.get(1, ())
            if is_excused(published, rest, crowd=crowd):
                continue
            for target in story:
                assert target[0] in known or any(
                    retold(tuple(other.values()))[moment][0] == seen
                    for other in other_stories(story, target, known, published)
                ), (known, target)


tallies = st.lists(st.sampled_from(VALUES), max_size=8).map(Tally.of)
thresholds = st.integers(3, 6)


def renamed(tally, order):
    """The same tally with its four levels under other numbers."""
    return Tally(
        tuple(tally.counts[place] for place in order), tally.dont_know, tally.not_applicable
    )


@given(st.lists(tallies, min_size=1, max_size=3), tallies, thresholds, st.permutations(range(4)))
def test_the_rule_treats_all_levels_alike(history, late, threshold, order):
    history_renamed = [renamed(group, order) for group in history]

    assert decide(history, late, mode=INDIVIDUAL, threshold=threshold) == decide(
        history_renamed, renamed(late, order), mode=INDIVIDUAL, threshold=threshold
    )


@given(st.lists(tallies, max_size=3), thresholds)
def test_figures_never_speak_for_one_to_fewer_than_the_threshold(groups, threshold):
    figures = publish(groups, mode=INDIVIDUAL, threshold=threshold)

    assert figures.levels is None or figures.answered == 0 or figures.answered >= threshold
    assert figures.counts is None or sum(figures.counts) >= threshold


@given(st.permutations([*LEVEL_VALUES, "dk", "na", "2", "3"]))
def test_the_order_of_answers_does_not_matter(values):
    assert Tally.of(values) == Tally((1, 2, 2, 1), 1, 1)
