"""What became different between two contents of one workshop's roadmap, field by field.

Pure: plain values in, plain values out. Rows match on their own names (an action's id, a
bottleneck's reference, a question's code), so that moving a row is no change.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
AGREED = ("verdict", "outcome", "agreed_level", "reason", "dissents")
"""What the plenary records about a question."""
ELSEWHERE = (
    "workshop",
    "benchmark",
    "results",
    "facts",
    "objectives",
    "participants",
    "signatures_expected",
)
"""Parts that are named when they differ, without going into them."""


@dataclass(frozen=True, slots=True)
class Difference:
    """``before`` and ``after`` are values as the content holds them; empty ones are None."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Row:
    """``what``: added, removed or changed. ``fields``: those that differ, only when changed.

    ``row``: as it is now, or as it was when it was removed.
    """

    key: str
    what: str
    row: dict
    fields: list[Difference] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Changes:
    """``elsewhere``: names out of ELSEWHERE."""

    actions: list[Row]
    bottlenecks: list[Row]
    levels: list[Row]
    elsewhere: list[str]

    def __bool__(self) -> bool:
        return bool(self.actions or self.bottlenecks or self.levels or self.elsewhere)


def changes(before: dict, after: dict) -> Changes:
    """From one content to another. Rows in the order of ``after``, those removed last."""
    return Changes(
        actions=_rows(before["actions"], after["actions"], "id"),
        bottlenecks=_rows(before["bottlenecks"], after["bottlenecks"], "ref", _ranked),
        levels=_rows(before["questions"], after["questions"], "code", _agreed),
        elsewhere=[name for name in ELSEWHERE if _part(before, name) != _part(after, name)],
    )


def _rows(before: Iterable[dict], after: Iterable[dict], key: str, told: Callable = dict):
    """``told`` gives of a row what is compared."""
    old, new = ({row[key]: row for row in rows} for rows in (before, after))
    found = [_row(name, old.get(name), new.get(name), key, told) for name in (new | old)]
    return [row for row in found if row]


def _row(name, old, new, key, told) -> Row | None:
    if old is None:
        return Row(name, ADDED, new)
    if new is None:
        return Row(name, REMOVED, old)
    fields = _fields(told(old), told(new), key)
    return Row(name, CHANGED, new, fields) if fields else None


def _fields(old, new, key):
    # An earlier version of Accord knew fewer fields: an absent one is an empty one.
    pairs = [(name, old.get(name) or None, new.get(name) or None) for name in (new | old)]
    return [Difference(*pair) for pair in pairs if pair[0] != key and pair[1] != pair[2]]


def _ranked(bottleneck):
    """Its place in the order, without the scores behind it: those stand in the results."""
    plain = {name: value for name, value in bottleneck.items() if name != "priority"}
    return plain | {"rank": bottleneck["priority"]["rank"]}


def _agreed(question):
    return {name: question.get(name) for name in AGREED}


def _part(content, name):
    if name == "facts":
        return [(question["code"], question["facts"]) for question in content["questions"]]
    if name == "results":
        # What was answered: joint levels differ with every agreed level, which is told apart.
        return [(found["code"], found["sides"]) for found in content["results"]["questions"]]
    return content[name]
