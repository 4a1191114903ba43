"""Which action waits for which. A loop would let nobody begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def find_loop(waits_for: Mapping[str, Iterable[str]]) -> list[str] | None:
    """The first loop met, as [a, b, a]; None without one. Follows the order of the mapping."""
    finished: set[str] = set()
    for start in waits_for:
        loop = _loop_from(start, waits_for, finished)
        if loop:
            return loop
    return None


def _loop_from(start, waits_for, finished) -> list[str] | None:
    """Walks without recursion: a table may hold a chain of thousands."""
    path = {start: iter(waits_for.get(start, ()))}
    while path:
        here = next(reversed(path))
        step = next(path[here], None)
        if step is None:
            finished.add(here)
            del path[here]
        elif step in path:
            visited = list(path)
            return [*visited[visited.index(step) :], step]
        elif step not in finished:
            path[step] = iter(waits_for.get(step, ()))
    return None
