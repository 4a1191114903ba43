"""What the roadmap costs, by who pays and by who leads. Two currencies are never added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from alignment.names import folded


@dataclass(frozen=True, slots=True)
class Part:
    """``name`` is empty where the actions name none."""

    name: str
    actions: int
    total: Decimal


@dataclass(frozen=True, slots=True)
class Purse:
    """All costs in one currency; ``currency`` is empty where the actions name none.

    The parts of ``sources`` and those of ``leads`` each add up to ``total``.
    """

    currency: str
    actions: int
    total: Decimal
    sources: tuple[Part, ...]
    leads: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class RollUp:
    """``uncosted``: ids of the actions without a cost, in the roadmap's order."""

    purses: tuple[Purse, ...]
    uncosted: tuple[str, ...]


def roll_up(actions: Iterable[dict]) -> RollUp:
    """``actions`` as the content holds them. The largest part comes first."""
    by_currency, uncosted = defaultdict(list), []
    for action in actions:
        if action["cost"] is None:
            uncosted.append(action["id"])
        else:
            by_currency[action["currency"]].append(action)
    purses = tuple(_purse(code, rows) for code, rows in sorted(by_currency.items()))
    return RollUp(purses, tuple(uncosted))


def _purse(currency, actions) -> Purse:
    return Purse(
        currency=currency,
        actions=len(actions),
        total=sum(map(_cost, actions), Decimal()),
        sources=_parts(actions, "source"),
        leads=_parts(actions, "lead"),
    )


def _parts(actions, field):
    """Names that differ only in spaces or case are one; the first spelling stands."""
    costs, names = defaultdict(list), {}
    for action in actions:
        name = action[field]
        names.setdefault(folded(name), " ".join(name.split()))
        costs[folded(name)].append(_cost(action))
    parts = [Part(names[key], len(found), sum(found, Decimal())) for key, found in costs.items()]
    return tuple(sorted(parts, key=lambda part: (-part.total, part.name.casefold())))


def _cost(action) -> Decimal:
    return Decimal(action["cost"])
