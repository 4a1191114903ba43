"""Everything a reader could ever work out, by trying all answers that people might have given.

A schedule says who answers, edits, is voided and when the facilitator presses. People who do
exactly the same form a role and are exchangeable, so it is enough to try every *multiset* of
answers per role: a permutation within a role gives the same transcript. Roles of one person turn
this into plain brute force.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache, reduce
from itertools import combinations_with_replacement, count, product
from operator import or_

from diagnostics import disclosure
from diagnostics.disclosure import INDIVIDUAL, VALUES, Tally, Verdict


@dataclass(frozen=True)
class Answers:
    """A role answers; when it has answered in this round before, this is an edit."""

    role: str
    round: int = 1


@dataclass(frozen=True)
class Voided:
    role: str


@dataclass(frozen=True)
class Press:
    """The reveal of a round, and later the press for a new snapshot."""

    round: int = 1


@dataclass(frozen=True)
class Schedule:
    people: dict[str, int]  # role: number of people
    steps: tuple
    paper: frozenset[str] = frozenset()
    values: tuple[str, ...] = VALUES
    threshold: int = 3

    def answers(self):
        """All answers that are ever given, as (role, slot), with their round."""
        slots = Counter()
        rounds = {}
        for step in self.steps:
            if isinstance(step, Answers):
                rounds[step.role, slots[step.role]] = step.round
                slots[step.role] += 1
        return rounds

    def assignments(self):
        """Every way to answer: per role one tuple of answers for each of its people."""
        slots = Counter(role for role, _ in self.answers())
        choices = [
            combinations_with_replacement(list(product(self.values, repeat=slots[role])), people)
            for role, people in self.people.items()
        ]
        return (dict(zip(self.people, chosen, strict=True)) for chosen in product(*choices))


@cache
def rule(history, candidate, threshold):
    return disclosure.decide(history, candidate, mode=INDIVIDUAL, threshold=threshold)


@cache
def shown(groups, threshold):
    return disclosure.publish(groups, mode=INDIVIDUAL, threshold=threshold)


@cache
def tally_of(values, on_paper):
    return Tally.of(values, paper=len(values) if on_paper else 0)


@dataclass
class Publication:
    """One round of one side, as the application keeps it."""

    groups: tuple[Tally, ...] | None = None
    closed: bool = False
    sealed: list = field(default_factory=list)  # (role, slot) frozen in a group
    waiting: dict = field(default_factory=dict)  # role: slot

    def press(self, schedule, assignment, decide, reopens):
        """What everybody sees of it: the verdict and the figures."""
        verdict = "closed"
        if reopens or not self.closed:
            verdict = self._add(self._candidate(schedule, assignment), decide, schedule.threshold)
        return verdict, shown(self.groups, schedule.threshold)

    def _candidate(self, schedule, assignment):
        tallies = (
            tally_of(tuple(person[slot] for person in assignment[role]), role in schedule.paper)
            for role, slot in self.waiting.items()
        )
        return sum(tallies, Tally())

    def _add(self, candidate, decide, threshold):
        if self.groups is None:
            verdict, self.groups = "revealed", (candidate,)
        else:
            verdict = decide(self.groups, candidate, threshold)
            self.closed = verdict == Verdict.SINGLES_OUT
        if verdict == Verdict.PUBLISH:
            self.groups = disclosure.extend(
                self.groups, candidate, mode=INDIVIDUAL, threshold=threshold
            )
        if verdict in ("revealed", Verdict.PUBLISH):
            self.sealed += self.waiting.items()
            self.waiting = {}
        return verdict

    def published(self, threshold):
        """The (role, slot) whose answers are in figures that everybody sees."""
        is_open = self.groups and shown(self.groups, threshold).levels is not None
        return tuple(self.sealed) if is_open else ()


def moments(schedule, assignment, decide=rule, *, reopens=False):
    """After each press: everything seen so far, and per round the answers published by then."""
    rounds = defaultdict(Publication)
    slots = Counter()
    seen, after = (), []
    for step in schedule.steps:
        if isinstance(step, Answers):
            publication = rounds[step.round]
            if step.role not in dict(publication.sealed):
                publication.waiting[step.role] = slots[step.role]
            slots[step.role] += 1
        elif isinstance(step, Voided):
            for publication in rounds.values():
                publication.waiting.pop(step.role, None)
        else:
            seen += (rounds[step.round].press(schedule, assignment, decide, reopens),)
            open_now = {n: p.published(schedule.threshold) for n, p in rounds.items()}
            after.append((seen, open_now))
    return after


def readers(schedule, assignment):
    """For each reader what is known beforehand and the people who are left to guess."""
    yield ("nobody",), assignment
    if schedule.paper:
        known = tuple(assignment[role] for role in sorted(schedule.paper))
        unknown = {r: () if r in schedule.paper else people for r, people in assignment.items()}
        yield ("facilitator", known), unknown
    for role, people in assignment.items():
        for own in set(people):
            others = list(people)
            others.remove(own)
            yield (role, own), {**assignment, role: tuple(others)}


@cache
def values_given(people, slot):
    """The different answers of some people, one bit each."""
    return reduce(or_, (1 << VALUES.index(person[slot]) for person in people), 0)


def several(bits):
    return bits & (bits - 1) != 0


def is_excused(published, rest, *, crowd):
    """Are the published answers that the reader does not know alike, and those of a crowd?"""
    people = sum(len(rest[role]) for role, _ in published)
    values = reduce(or_, (values_given(rest[role], slot) for role, slot in published), 0)
    return people >= crowd and not several(values)


def leaks(schedule, decide=rule, *, reopens=False):
    """(reader, what was seen, whose answer) wherever only one answer is left for somebody."""
    answers = schedule.answers()
    possible = defaultdict(int)
    unexcused = set()
    numbers = defaultdict(count().__next__)  # short names for what was seen: quicker to compare
    for assignment in schedule.assignments():
        after = [
            (numbers[seen], rounds)
            for seen, rounds in moments(schedule, assignment, decide, reopens=reopens)
        ]
        for known, rest in readers(schedule, assignment):
            crowd = schedule.threshold - (known[0] in rest)
            for seen, rounds in after:
                watched = {n for n in rounds if not is_excused(rounds[n], rest, crowd=crowd)}
                for answer, number in answers.items():
                    where = (known, seen, answer)
                    possible[where] |= values_given(rest[answer[0]], answer[1])
                    if number in watched or number not in rounds:
                        unexcused.add(where)
    return [where for where in unexcused if possible[where] and not several(possible[where])]
