"""From disclosed figures to medians, gaps, joint levels, flags, group levels and plenary order.

Values in, values out, exact: levels are `Fraction`, only consensus is a float. None means unknown
(nobody said, or withheld) and never counts as a number.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from diagnostics.disclosure import Counts, Figures

MINISTRIES = ("MOH", "MOF")

AGREE, DIFFER, CONFLICT = "agree", "differ", "conflict"
AGREED, NO_AGREEMENT, NOT_APPLICABLE = "agreed", "no_agreement", "not_applicable"
PROVISIONAL, ONE_SIDED = "provisional", "one_sided"
GATEWAY_AT_1, RULE_NOT_APPLIED = "gateway_at_1", "rule_not_applied"

_PLENARY_FIRST = (CONFLICT, DIFFER, AGREE, None)
_BANDS = (
    (Fraction(7, 4), "misaligned"),
    (Fraction(5, 2), "emerging"),
    (Fraction(13, 4), "mostly_aligned"),
)


def median(counts: Counts) -> Fraction | None:
    """The middle level, or the mean of the two middle ones; None without levels."""
    total = sum(counts)
    if not total:
        return None
    return Fraction(_level_at(counts, (total - 1) // 2) + _level_at(counts, total // 2), 2)


def _level_at(counts: Counts, place: int) -> int:
    """The level at a place (from 0) when all levels are put in order."""
    passed = 0
    for level, people in enumerate(counts, start=1):
        passed += people
        if place < passed:
            return level
    raise IndexError(place)


def mean(counts: Counts) -> Fraction | None:
    total = sum(counts)
    if not total:
        return None
    return Fraction(sum(level * people for level, people in enumerate(counts, start=1)), total)


def consensus(counts: Counts) -> float | None:
    """Agreement after Tastle and Wierman (2007), 0 to 1, rounded to 9 decimals.

    1: all gave the same level; 0: half gave 1 and half gave 4. None under two levels, because one
    answer is not agreement.
    """
    total = sum(counts)
    if total < 2:
        return None
    centre = float(mean(counts))
    spread = math.fsum(
        people / total * math.log2(1 - abs(level - centre) / 3)
        for level, people in enumerate(counts, start=1)
        if people
    )
    return round(1 + spread, 9)


@dataclass(frozen=True, slots=True)
class SideResult:
    """A side's disclosed figures for one question.

    `respondents`, `answered` and `blank` are public and always numbers. The rest is None when
    withheld (`suppressed` is then true) or, for the level figures, when nobody gave a level.
    """

    side: str
    mode: str
    round: int
    respondents: int
    answered: int
    levels: int | None
    dont_know: int | None
    not_applicable: int | None
    blank: int
    median: Fraction | None
    mean: Fraction | None
    counts: Counts | None
    consensus: float | None
    suppressed: bool

    @property
    def share_of_dont_know(self) -> Fraction | None:
        """Don't know among levels and don't know, 0 to 1; None when withheld or when neither."""
        if self.levels is None or not self.levels + self.dont_know:
            return None
        return Fraction(self.dont_know, self.levels + self.dont_know)


def side_result(
    figures: Figures, *, side: str, mode: str, round: int, respondents: int
) -> SideResult:
    counts = figures.counts
    return SideResult(
        side=side,
        mode=mode,
        round=round,
        respondents=respondents,
        answered=figures.answered,
        levels=figures.levels,
        dont_know=figures.dont_know,
        not_applicable=figures.not_applicable,
        # A published answer stays when its author is voided and is no respondent any more.
        blank=max(respondents - figures.answered, 0),
        median=median(counts) if counts else None,
        mean=mean(counts) if counts else None,
        counts=counts,
        consensus=consensus(counts) if counts else None,
        suppressed=figures.suppressed,
    )


def gap(sides: Mapping[str, SideResult]) -> Fraction | None:
    """MOH median minus MOF median, signed, in levels; None unless both have one."""
    medians = [sides[name].median if name in sides else None for name in MINISTRIES]
    if None in medians:
        return None
    return medians[0] - medians[1]


def reading(gap: Fraction | None) -> str | None:
    """How far apart the ministries are: agree, differ or conflict; None without a gap."""
    if gap is None:
        return None
    if abs(gap) <= Fraction(1, 2):
        return AGREE
    return DIFFER if abs(gap) < Fraction(3, 2) else CONFLICT


Joint = tuple[Fraction | None, str | None]


def joint_and_basis(
    sides: Mapping[str, SideResult],
    named_sides: Sequence[str],
    *,
    outcome: str = "",
    agreed_level: int | None = None,
) -> Joint:
    """The level the question stands at, 1 to 4, and what it rests on.

    `outcome` is what the plenary recorded: "" (nothing yet), "agreed", "no_agreement" or
    "not_applicable". Without an outcome the level is provisional; one-sided when two ministries
    are named and one of them gave no level. (None, None) while unknown.
    """
    if outcome == AGREED:
        return Fraction(agreed_level), AGREED
    if outcome == NO_AGREEMENT:
        return None, NO_AGREEMENT
    if outcome == NOT_APPLICABLE:
        return None, None
    return _provisional(sides, named_sides)


def _provisional(sides: Mapping[str, SideResult], named_sides: Sequence[str]) -> Joint:
    """Ministries decide where any is named, each with one voice, so that head-count does not."""
    ministries = [name for name in MINISTRIES if name in named_sides]
    deciding = [sides.get(name) for name in ministries or named_sides]
    if any(side is None or side.suppressed for side in deciding):
        return None, None
    medians = [side.median for side in deciding if side.median is not None]
    if not medians:
        return None, None
    one_sided = len(ministries) == 2 and len(medians) == 1
    return sum(medians) / len(medians), ONE_SIDED if one_sided else PROVISIONAL


def short_of_benchmark(joint: Fraction | None, benchmark: int) -> Fraction | None:
    """Levels still missing, 0 at or above the benchmark; None without a joint level."""
    return None if joint is None else max(benchmark - joint, Fraction(0))


def flags(
    sides: Iterable[SideResult],
    *,
    joint: Fraction | None,
    gateway: bool,
    rule_not_applied: bool,
) -> tuple[str, ...]:
    """What needs a word beside the number, from disclosed figures only."""
    found = [f"information_gap:{side.side}" for side in sides if _lacks_information(side)]
    if gateway and joint is not None and joint < Fraction(3, 2):
        found.append(GATEWAY_AT_1)
    if rule_not_applied:
        found.append(RULE_NOT_APPLIED)
    return tuple(found)


def _lacks_information(side: SideResult) -> bool:
    share = side.share_of_dont_know
    return share is not None and share >= Fraction(1, 2)


def group_level(
    scored: Sequence[tuple[Fraction, Fraction | int]], *, applicable: int
) -> Fraction | None:
    """Weighted mean of (joint level, weight) pairs.

    None under three scored questions, or under two thirds of the applicable ones.
    """
    weight = sum(Fraction(weight) for _, weight in scored)
    if len(scored) < 3 or 3 * len(scored) < 2 * applicable or not weight:
        return None
    return sum(joint * Fraction(weight) for joint, weight in scored) / weight


def band(level: Fraction | None) -> str | None:
    """The word for a group level, decided on the exact value."""
    if level is None:
        return None
    return next((name for below, name in _BANDS if level < below), "aligned")


def plenary_key(
    reading: str | None, joint: Fraction | None, sides: Sequence[SideResult], position: int
) -> tuple:
    """Sort key: what the plenary should discuss first comes first; None sorts last everywhere."""
    agreement = [side.consensus for side in sides if side.consensus is not None]
    unsure = [s.share_of_dont_know for s in sides if s.share_of_dont_know is not None]
    return (
        _PLENARY_FIRST.index(reading),
        _none_last(min(agreement, default=None)),
        _none_last(-max(unsure) if unsure else None),
        _none_last(joint),
        position,
    )


def _none_last(value: Fraction | float | None) -> tuple:
    return (value is None, 0 if value is None else value)
