"""What may be shown of one side's answers to one question in one round, and when more may follow.

A *publication* is a sequence of groups. The first group is everything answered at the reveal; a
later press may add a group of answers from people who were not published before. A published group
is frozen: no edit, void, move or deletion ever enters it.

A *reader* knows everything published, every refusal, who has answered and how (own device or
paper), and one own answer. The facilitator is a reader who knows every answer entered from paper.
Every decision here is therefore a function of what readers know once it has been taken, with one
exception, `Verdict.SINGLES_OUT`, and that one closes the publication for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

INDIVIDUAL = "individual"
INSTITUTIONAL = "institutional"

LEVEL_VALUES = ("1", "2", "3", "4")
DONT_KNOW = "dk"
NOT_APPLICABLE = "na"
VALUES = (*LEVEL_VALUES, DONT_KNOW, NOT_APPLICABLE)

Counts = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many people gave each answer, and how many of these answers came in on paper."""

    counts: Counts = (0, 0, 0, 0)  # of levels 1, 2, 3, 4
    dont_know: int = 0
    not_applicable: int = 0
    paper: int = 0  # entered by the facilitator, whatever the answer

    @classmethod
    def of(cls, values: Iterable[str], *, paper: int = 0) -> Tally:
        """Count answers given as "1" to "4", "dk" and "na"."""
        given = list(values)
        return cls._from_numbers([given.count(value) for value in VALUES], paper=paper)

    @classmethod
    def _from_numbers(cls, numbers: Sequence[int], *, paper: int) -> Tally:
        return cls(tuple(numbers[:4]), numbers[4], numbers[5], paper)

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Tally:
        """Back from what `dataclasses.asdict` made of it, by way of JSON."""
        return cls(**{**plain, "counts": tuple(plain["counts"])})

    @property
    def numbers(self) -> tuple[int, ...]:
        """People per answer, in the order of VALUES."""
        return (*self.counts, self.dont_know, self.not_applicable)

    @property
    def levels(self) -> int:
        return sum(self.counts)

    @property
    def answered(self) -> int:
        return sum(self.numbers)

    @property
    def own_device(self) -> int:
        return self.answered - self.paper

    def __add__(self, other: Tally) -> Tally:
        numbers = [mine + theirs for mine, theirs in zip(self.numbers, other.numbers, strict=True)]
        return self._from_numbers(numbers, paper=self.paper + other.paper)

    def without(self, value_index: int) -> Tally:
        """The same tally with one answer (by its place in VALUES) left out."""
        numbers = list(self.numbers)
        numbers[value_index] -= 1
        return self._from_numbers(numbers, paper=self.paper)


@dataclass(frozen=True, slots=True)
class Figures:
    """What everybody may see of a side's answers to a question.

    `answered` is always public. The others are None when withheld; `counts` is also None when
    nobody gave a level. `suppressed` tells the two apart: it is true when anything is withheld.
    """

    answered: int
    levels: int | None = None
    dont_know: int | None = None
    not_applicable: int | None = None
    counts: Counts | None = None
    suppressed: bool = False

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Figures:
        """Back from what `dataclasses.asdict` made of it, by way of JSON."""
        counts = plain["counts"]
        return cls(**{**plain, "counts": None if counts is None else tuple(counts)})


class Verdict(StrEnum):
    """The answer to a press that would add answers to a publication.

    After SINGLES_OUT the caller closes the publication for good. If k = 3, x,y,z are published,
    {x,x,x,x,y} is refused and one person later {x,x,x,x,y,y} published, everybody knows what the
    newcomer answered: {x,x,x,y,y} would not have been refused.
    """

    PUBLISH = "publish"
    NOT_ENOUGH = "not_enough"
    SINGLES_OUT = "singles_out"


def publish(groups: Sequence[Tally], *, mode: str, threshold: int) -> Figures:
    """The figures of all groups together, withheld where they speak for too few people."""
    total = _total(groups)
    if mode == INDIVIDUAL and _speaks_for_too_few(total, threshold):
        return Figures(answered=total.answered, suppressed=True)
    levels_withheld = mode == INDIVIDUAL and too_few(total.levels, threshold)
    return Figures(
        answered=total.answered,
        levels=total.levels,
        dont_know=total.dont_know,
        not_applicable=total.not_applicable,
        counts=None if levels_withheld or not total.levels else total.counts,
        suppressed=levels_withheld,
    )


def is_published(groups: Sequence[Tally], *, mode: str, threshold: int) -> bool:
    """True once any answer has been shown; none at all and all withheld are both False."""
    figures = publish(groups, mode=mode, threshold=threshold)
    return figures.answered > 0 and figures.levels is not None


def extend(
    history: Sequence[Tally], candidate: Tally, *, mode: str, threshold: int
) -> tuple[Tally, ...]:
    """The groups to store when the candidate is published.

    While nothing has been shown, the earlier answers and the candidate form one first group.
    """
    if is_published(history, mode=mode, threshold=threshold):
        return (*history, candidate)
    return (_total([*history, candidate]),)


def decide(history: Sequence[Tally], candidate: Tally, *, mode: str, threshold: int) -> Verdict:
    """Whether a press after the reveal may add the candidate, answers of people not yet published.

    A first publication may always be shown. `history` and `candidate` belong to one question, side
    and round: round 2 is a publication of its own.
    """
    if not candidate.answered:
        return Verdict.NOT_ENOUGH
    if mode == INSTITUTIONAL:
        return Verdict.PUBLISH
    groups = extend(history, candidate, mode=mode, threshold=threshold)
    if _speaks_for_too_few(groups[-1], threshold):
        return Verdict.NOT_ENOUGH
    if len(groups) > 1 and _singles_out(groups, threshold):
        return Verdict.SINGLES_OUT
    return Verdict.PUBLISH


def figures_in_force(
    first: Figures | None, second: Figures | None, *, mode: str, threshold: int
) -> tuple[int, Figures | None]:
    """The round whose figures stand, and these figures; rounds never mix.

    Round 2 replaces round 1 once at least k people (or the delegation) answered it and it may be
    shown. None: that round has not been revealed.
    """
    enough = 1 if mode == INSTITUTIONAL else threshold
    if second is not None and second.answered >= enough and second.levels is not None:
        return 2, second
    return 1, first


def too_few(people: int, threshold: int) -> bool:
    """1 to k-1 people: a crowd too small to be shown. Nobody at all is empty, not withheld."""
    return 0 < people < threshold


def _speaks_for_too_few(tally: Tally, threshold: int) -> bool:
    # The facilitator knows the paper answers, so the others must be a crowd of their own. There is
    # no such rule for levels: how many levels came from own devices is not public, so whether the
    # level figures appear would itself tell who answered "don't know" (k = 3, three phones and
    # three papers, three levels shown: a phone with a level knows that all papers say dk).
    return too_few(tally.answered, threshold) or too_few(tally.own_device, threshold)


def _total(groups: Iterable[Tally]) -> Tally:
    return sum(groups, Tally())


def _singles_out(groups: Sequence[Tally], threshold: int) -> bool:
    """Would some reader then know an answer, though not all published answers are alike?

    People who could be read before count too: x,x,x is harmless alone, because all are alike,
    but not beside y.
    """
    blocks = _level_blocks(groups, threshold)
    if _facilitator_might_learn(groups, blocks) and not _alike(groups):
        return True
    return any(_reveals(rest, blocks) and not _alike(rest) for rest in _unknown_to_readers(groups))


def _level_blocks(groups: Sequence[Tally], threshold: int) -> list[slice | None]:
    """Per group, the groups whose levels were first shown together with its own.

    Differences between two publications tell the levels of a block, never of less. None: withheld.
    """
    blocks: list[slice | None] = []
    levels = 0
    for shown, group in enumerate(groups, start=1):
        levels += group.levels
        if levels >= threshold:
            start = len(blocks)
            blocks += [slice(start, shown)] * (shown - start)
    return blocks + [None] * (len(groups) - len(blocks))


def _unknown_to_readers(groups: Sequence[Tally]) -> Iterator[Sequence[Tally]]:
    """What is left to guess: for nobody in particular, then for each kind of person published."""
    yield groups
    for place, group in enumerate(groups):
        for index, people in enumerate(group.numbers):
            if people:
                yield [*groups[:place], group.without(index), *groups[place + 1 :]]


def _reveals(rest: Sequence[Tally], blocks: Sequence[slice | None]) -> bool:
    """Is there a group in which only one answer is left to guess?"""
    return any(
        _one_answer_left(group, rest, block) for group, block in zip(rest, blocks, strict=True)
    )


def _one_answer_left(group: Tally, rest: Sequence[Tally], block: slice | None) -> bool:
    kinds = (group.levels, group.dont_know, group.not_applicable)
    if sum(map(bool, kinds)) != 1:
        return False
    if not group.levels:
        return True
    return block is not None and sum(map(bool, _total(rest[block]).counts)) == 1


def _facilitator_might_learn(groups: Sequence[Tally], blocks: Sequence[slice | None]) -> bool:
    """Could the answers given on own devices in some group be all alike, whichever those are?

    Asked of the worst case and not of the true split between paper and own devices: that split is
    not public, so a verdict that hung on it would tell other readers something about it.
    """
    return any(
        _own_devices_could_be_alike(group, _total(groups[block]) if block else Tally())
        for group, block in zip(groups, blocks, strict=True)
        if group.own_device
    )


def _own_devices_could_be_alike(group: Tally, block: Tally) -> bool:
    own = group.own_device
    if group.paper and own <= max(group.dont_know, group.not_applicable):
        return True
    return block.paper > 0 and own <= min(group.levels, max(block.counts))


def _alike(groups: Sequence[Tally]) -> bool:
    return sum(map(bool, _total(groups).numbers)) <= 1
