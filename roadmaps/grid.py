"""Where the ministries' dots stand on the grid of impact by feasibility.

One unit is a hundredth of a score, so that halves are whole numbers and no template writes a
decimal comma into a picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

MINISTRIES = ("MOH", "MOF")
UNIT = 100
# The two ministries' dots stand beside each other where they agree.
BESIDE = {"MOH": -11, "MOF": 11}


@dataclass(frozen=True, slots=True)
class Dot:
    """One ministry's view of the bottlenecks in ``refs``."""

    side: str
    x: int  # feasibility
    y: int  # impact, upwards
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """From one ministry's dot to the other's, for one bottleneck."""

    x1: int
    y1: int
    x2: int
    y2: int


def dots(priorities: Mapping[str, Iterable[Mapping[str, Any]]]) -> list[Dot]:
    """``priorities`` maps each bottleneck's ref to its sides' disclosed scores."""
    found = defaultdict(list)
    for ref, scores in priorities.items():
        for side, x, y in _placed(scores):
            found[side, x, y].append(ref)
    return [Dot(side, x, y, tuple(refs)) for (side, x, y), refs in found.items()]


def links(priorities: Mapping[str, Iterable[Mapping[str, Any]]]) -> list[Link]:
    """Only where both ministries' scores are shown."""
    pairs = [list(_placed(scores)) for scores in priorities.values()]
    return [
        Link(*(place for _side, x, y in pair for place in (x, y)))
        for pair in pairs
        if len(pair) == len(MINISTRIES)
    ]


def _placed(scores):
    by_side = {score["side"]: score for score in scores}
    for side in MINISTRIES:
        score = by_side.get(side)
        if score and score["impact"] is not None:
            yield (
                side,
                round(score["feasibility"] * UNIT) + BESIDE[side],
                round(score["impact"] * UNIT),
            )
