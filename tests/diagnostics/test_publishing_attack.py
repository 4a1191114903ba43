"""Late answers, edits, withdrawn, deleted and moved seats, rounds and presses, in any order.

Two halves: through the services everybody is shown exactly what the model shows; and from all that
the model shows nobody can work out anybody's answer.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diagnostics.disclosure import VALUES
from tests.diagnostics.rooms import Answer, Leave, Model, Move, Press, Room, SecondRound, Story


@st.composite
def stories(draw):
    """Three presses; before each, people answer or change their answer, leave and move."""
    crowd = draw(st.integers(3, 4))
    arriving = [crowd + draw(st.integers(0, 1)), crowd + draw(st.integers(-1, 1)), 1]
    arrivals = [press for press, number in enumerate(arriving) for _ in range(number)]
    people = range(len(arrivals))
    strangers = draw(st.sets(st.sampled_from(people), max_size=1))
    second_round = draw(st.sampled_from([None, None, None, 1]))
    steps = []
    for press in range(len(arriving)):
        if press == second_round:
            steps.append(SecondRound())
        again = draw(st.sets(st.sampled_from(people), max_size=3)) if press else ()
        answering = [p for p in people if arrivals[p] == press or p in again]
        steps += [Answer(person, 100 * press + person) for person in answering]
        steps += draw(changes(people))
        steps.append(Press())
        steps += draw(changes(people))
    paper = draw(st.sampled_from([(), (), people[:1], people[:crowd], people[-3:]]))
    sides = ["MOF" if person in strangers else "MOH" for person in people]
    return Story(tuple(sides), frozenset(paper), tuple(steps), crowd)


def changes(people):
    someone = st.sampled_from(people)
    how = st.sampled_from(["withdraw", "delete", "demote"])
    change = st.one_of(st.builds(Move, someone), st.builds(Leave, someone, how))
    return st.just([]) | st.lists(change, max_size=1)


@st.composite
def told_stories(draw):
    story = draw(stories())
    kinds = draw(st.sampled_from([VALUES, ("1", "2"), ("3", "dk"), ("1", "2", "dk")]))
    numbers = [step.number for step in story.steps if isinstance(step, Answer)]
    return story, {number: draw(st.sampled_from(kinds)) for number in numbers}


@pytest.mark.usefixtures("db")
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(told_stories())
def test_everybody_is_shown_what_the_rule_says_and_nothing_changes_between_presses(told):
    story, values = told
    model, room = Model(story, values), Room(story, values)
    revealed = False
    for step in story.steps:
        before = room.seen() if revealed else None
        model.do(step)
        room.do(step)
        if isinstance(step, Press):
            revealed = True
            assert room.seen() == model.seen()
        elif revealed:
            assert room.seen() == before


def moments(story, values):
    """After each press: all that was seen by then, and the publications as they stand."""
    model, seen, after = Model(story, values), (), []
    for step in story.steps:
        model.do(step)
        if isinstance(step, Press):
            refused = tuple(p.final for _, p in sorted(model.publications.items()))
            seen += ((model.seen(), refused),)
            shown = {key: tuple(p.numbers) for key, p in model.publications.items()}
            after.append((seen, shown))
    return after


def readers(story):
    """For each reader the people whose answers it knows: nobody's, all paper, or one's own."""
    return [frozenset(), story.paper, *(frozenset({p}) for p in range(len(story.sides)))]


def are_alike(numbers, values, hidden, least):
    """The answers shown together that the reader does not know: all the same, and of a crowd."""
    rest = [values[number] for number in numbers if number in hidden]
    return len(rest) >= least and len(set(rest)) <= 1


def other_values(values, target, hidden):
    """The story told with another answer at ``target``; what the reader knows stays."""
    for other in hidden:
        if values[other] != values[target]:
            yield values | {target: values[other], other: values[target]}
    for value in set(VALUES) - {values[target]}:
        yield values | {target: value}


@settings(max_examples=100)
@given(told_stories())
def test_for_everybody_another_answer_fits_all_that_a_reader_saw(told):
    story, values = told
    person_of = {s.number: s.person for s in story.steps if isinstance(s, Answer)}
    for known in readers(story):
        hidden = [number for number in values if person_of[number] not in known]
        own = known != story.paper and len(known)
        for moment, (seen, publications) in enumerate(moments(story, values)):
            shown = {number for numbers in publications.values() for number in numbers}
            excused = {
                number
                for numbers in publications.values()
                if are_alike(numbers, values, hidden, story.threshold - own)
                for number in numbers
            }
            for target in set(hidden) & shown - excused:
                assert any(
                    moments(story, other)[moment][0] == seen
                    for other in other_values(values, target, hidden)
                ), (known, target, moment)
