"""Two people on one row: whose value stands in which field.

A form carries a mark of each field's value as it was when the form was opened. With these, one
sees later which fields its author changed, and which somebody else changed meanwhile.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LENGTH = 10  # characters of a mark


@dataclass(frozen=True, slots=True)
class Merged:
    """``values``: what to store. ``theirs``: fields that somebody else changed and that are kept
    as they are now. ``clashes``: fields that both changed, each to something else.
    """

    values: dict[str, Any]
    theirs: tuple[str, ...]
    clashes: tuple[str, ...]


def mark(value: Any) -> str:
    """Names a plain value; line ends and spaces around a text make no difference."""
    text = json.dumps(_even(value), default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def marks(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: mark(value) for name, value in values.items()}


def merge(seen: Mapping[str, str], typed: Mapping[str, Any], now: Mapping[str, Any]) -> Merged:
    """``seen``: marks of the values when the form was opened; a field without one is its author's.

    ``typed`` and ``now`` hold the same fields.
    """
    values, theirs, clashes = {}, [], []
    for name, value in typed.items():
        mine, stored = mark(value), mark(now[name])
        moved = stored != seen.get(name, stored)
        if moved and mine == seen[name]:
            theirs.append(name)
            value = now[name]
        elif moved and mine != stored:
            clashes.append(name)
        values[name] = value
    return Merged(values, tuple(theirs), tuple(clashes))


def _even(value):
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, (list, tuple)):
        return [_even(item) for item in value]
    return value
