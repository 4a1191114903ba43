"""Reasons and evidence as they are published: in an order that betrays nothing."""

import hashlib
from collections.abc import Iterable

REASON, EVIDENCE = "reason", "evidence"


def remark(kind: str, text: str, *, side: str = "") -> dict:
    """``side`` is empty unless a delegation speaks in its own name."""
    return {"kind": kind, "text": text, "side": side}


def shuffled(remarks: Iterable[dict]) -> list[dict]:
    """The same remarks ordered by a digest of their words.

    The order depends on nothing else, so it tells nothing of time, side, seat or device, and two
    databases give the same one.
    """
    return sorted(remarks, key=_digest)


def _digest(entry: dict) -> str:
    return hashlib.sha256(f"{entry['kind']}\n{entry['text']}".encode()).hexdigest()
