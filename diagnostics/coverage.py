"""What a choice of questions covers, and what it asks of each side.

Pure: plain values in, plain values out. An objective is scored from three questions on.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """One picked question: ``who`` holds side codes, ``minutes`` the time to answer it."""

    code: str
    stage: str
    objectives: tuple[str, ...]
    who: tuple[str, ...]
    minutes: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """``objectives`` and ``stages`` count questions by code, zeros included; ``minutes`` is
    the time each side needs; ``unanswerable`` lists questions that name no declared side."""

    total: int
    objectives: dict[str, int]
    stages: dict[str, int]
    minutes: dict[str, int]
    unanswerable: tuple[str, ...]

    @property
    def thin_objectives(self) -> list[str]:
        """Codes of objectives with too few questions for a score."""
        return [code for code, count in self.objectives.items() if count < ENOUGH]


def coverage(
    choices: Sequence[Choice],
    *,
    objectives: Iterable[str],
    stages: Iterable[str],
    sides: Collection[str],
) -> Coverage:
    """``objectives``: the kept ones; ``sides``: those the workshop has declared."""
    by_objective = Counter(code for choice in choices for code in set(choice.objectives))
    by_stage = Counter(choice.stage for choice in choices)
    return Coverage(
        total=len(choices),
        objectives={code: by_objective[code] for code in objectives},
        stages={code: by_stage[code] for code in stages},
        minutes={side: sum(c.minutes for c in choices if side in c.who) for side in sides},
        unanswerable=tuple(c.code for c in choices if not set(c.who) & set(sides)),
    )
