"""Why, why, why: causes that stand behind causes, as trees. Standard library only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

# Whoever asked five times why has reached what can be changed, or never will.
DEEPEST = 5


@dataclass(frozen=True, slots=True)
class Why:
    """A cause with those behind it. ``step`` 1 explains the bottleneck itself; ``number`` is
    its place, such as "2.1"."""

    key: Hashable
    step: int
    number: str
    deeper: tuple[Why, ...] = ()

    def walk(self) -> Iterator[Why]:
        """This one, then all that stand behind it."""
        yield self
        for why in self.deeper:
            yield from why.walk()


def chains(parents: Mapping[Hashable, Hashable | None]) -> list[Why]:
    """Trees, in the order of ``parents``, which maps each cause to the one it explains.

    A cause whose parent is not among them begins a chain. So does what a file brought in a loop
    or more than DEEPEST steps down: nothing is ever left out.
    """
    behind = defaultdict(list)
    for key, parent in parents.items():
        behind[parent if parent in parents else None].append(key)
    placed: set[Hashable] = set()
    trees: list[Why] = []
    for key in [*behind[None], *parents]:
        if key not in placed:
            trees.append(_grown(key, 1, str(len(trees) + 1), behind, placed))
    return trees


def trees_of(causes: Iterable) -> list[Why]:
    """Of rows with ``pk`` and ``parent_id``; they are the keys."""
    by_pk = {cause.pk: cause for cause in causes}
    return chains({cause: by_pk.get(cause.parent_id) for cause in by_pk.values()})


def _grown(key, step, number, behind, placed) -> Why:
    placed.add(key)
    found = [other for other in behind[key] if step < DEEPEST and other not in placed]
    deeper = tuple(
        _grown(other, step + 1, f"{number}.{place}", behind, placed)
        for place, other in enumerate(found, start=1)
    )
    return Why(key, step, number, deeper)


def chains_of_steps(steps: Sequence[int]) -> list[Why]:
    """Trees back from ``walk``: keys are places from 0 in ``steps``."""
    parents: dict[int, int | None] = {}
    last: dict[int, int] = {}
    for place, step in enumerate(steps):
        parents[place] = last.get(step - 1)
        last[step] = place
    return chains(parents)


def steps_to(key: Hashable, parents: Mapping[Hashable, Hashable | None]) -> int:
    """How many causes there are from the first of the chain down to this one; in no loop."""
    steps = 1
    while (key := parents.get(key)) is not None:
        steps += 1
    return steps


def steps_from(key: Hashable, parents: Mapping[Hashable, Hashable | None]) -> int:
    """How many causes there are from this one down to the deepest behind it; in no loop."""
    here = steps_to(key, parents)
    return 1 + max(
        (steps_to(other, parents) - here for other in behind(key, parents)),
        default=0,
    )


def behind(key: Hashable, parents: Mapping[Hashable, Hashable | None]) -> list[Hashable]:
    """All that explain ``key``, at whatever depth; in no loop."""
    found = {key}
    grew = True
    while grew:
        more = {child for child, parent in parents.items() if parent in found} - found
        found |= more
        grew = bool(more)
    return [child for child in parents if child in found and child != key]
