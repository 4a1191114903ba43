"""The order of bottlenecks, from the scores that each side gave them.

A *triple* is one person's impact on the agreed objectives, feasibility and urgency, each 1 to 4.
Exact; None means nobody scored, or too few did to show it. Once a side's score of a bottleneck has
been shown it stands: a median shown again over a growing crowd could be subtracted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median
from typing import Any

from diagnostics.disclosure import INDIVIDUAL, too_few
from diagnostics.scoring import MINISTRIES

FEWEST_FOLLOWED, MOST_FOLLOWED = 5, 8
_MEDIANS = ("impact", "feasibility", "urgency")

Triple = tuple[int, int, int]  # impact, feasibility, urgency


@dataclass(frozen=True, slots=True)
class SideScore:
    """A side's disclosed score: medians, 1 to 4 in halves.

    `scores`, the number of complete triples, is public. Medians are None when withheld
    (`suppressed`) or when nobody scored.
    """

    scores: int
    impact: Fraction | None = None
    feasibility: Fraction | None = None
    urgency: Fraction | None = None
    suppressed: bool = False

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> SideScore:
        """Back from `as_plain`; halves survive a float unharmed."""
        medians = {
            name: None if plain[name] is None else Fraction(plain[name]) for name in _MEDIANS
        }
        return cls(scores=plain["scores"], suppressed=plain["suppressed"], **medians)

    def as_plain(self) -> dict[str, Any]:
        """For JSON, medians as numbers."""
        medians = {name: getattr(self, name) for name in _MEDIANS}
        return {
            "scores": self.scores,
            **{name: None if value is None else float(value) for name, value in medians.items()},
            "suppressed": self.suppressed,
        }

    @property
    def product(self) -> Fraction | None:
        """Median impact times median feasibility, 1 to 16."""
        return None if self.impact is None else self.impact * self.feasibility


def side_score(
    triples: Sequence[Sequence[int | None]], *, mode: str, threshold: int, paper: int = 0
) -> SideScore:
    """Medians of the complete triples; incomplete ones (with a None) do not count.

    In individual mode 1 to k-1 triples are withheld, and so are 1 to k-1 of those not entered by
    the facilitator. `paper` says how many complete triples the facilitator entered.
    """
    complete = [triple for triple in triples if None not in triple]
    people = len(complete)
    crowds = (people, people - paper)
    if mode == INDIVIDUAL and any(too_few(crowd, threshold) for crowd in crowds):
        return SideScore(scores=people, suppressed=True)
    if not people:
        return SideScore(scores=0)
    impact, feasibility, urgency = (
        median(map(Fraction, scores)) for scores in zip(*complete, strict=True)
    )
    return SideScore(people, impact, feasibility, urgency)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A bottleneck to be ranked. `position` is its place in the order of creation."""

    key: str | int
    position: int
    scores: Mapping[str, SideScore]  # by side
    vetoed: bool = False
    needs_political_decision: bool = False


@dataclass(frozen=True, slots=True)
class Ranked:
    """A bottleneck with its joint score; all three are None while it is unscored."""

    candidate: Candidate
    product: Fraction | None  # unweighted mean of the sides' products, 1 to 16
    urgency: Fraction | None  # unweighted mean of the sides' urgencies, 1 to 4
    spread: Fraction | None  # highest less lowest product

    @property
    def is_scored(self) -> bool:
        return self.product is not None


@dataclass(frozen=True, slots=True)
class Priorities:
    """`in_order`: scored ones best first, then the unscored. `apart`: vetoed or political."""

    in_order: tuple[Ranked, ...]
    apart: tuple[Ranked, ...]


def prioritise(candidates: Iterable[Candidate]) -> Priorities:
    """Highest product first; then the more urgent, the less disputed, the earlier created."""
    ranked = sorted(map(_joint_score, candidates), key=_order)
    return Priorities(
        in_order=tuple(item for item in ranked if not _stands_apart(item.candidate)),
        apart=tuple(item for item in ranked if _stands_apart(item.candidate)),
    )


def how_many(kept: int) -> str:
    """One of few, right, many: five to eight can be followed through. None at all is right."""
    if kept > MOST_FOLLOWED:
        return "many"
    return "few" if 0 < kept < FEWEST_FOLLOWED else "right"


def _joint_score(candidate: Candidate) -> Ranked:
    """All sides with a disclosed score speak, each with one voice, once both ministries do."""
    shown = {side: score for side, score in candidate.scores.items() if score.product is not None}
    if not shown.keys() >= set(MINISTRIES):
        return Ranked(candidate, None, None, None)
    products = [score.product for score in shown.values()]
    urgencies = [score.urgency for score in shown.values()]
    return Ranked(
        candidate,
        product=sum(products) / len(products),
        urgency=sum(urgencies) / len(urgencies),
        spread=max(products) - min(products),
    )


def _order(item: Ranked) -> tuple:
    position = item.candidate.position
    if not item.is_scored:
        return (True, 0, 0, 0, position)
    return (False, -item.product, -item.urgency, item.spread, position)


def _stands_apart(candidate: Candidate) -> bool:
    return candidate.vetoed or candidate.needs_political_decision
