"""Which entries of a catalogue explain what was found. Standard library only."""

from collections.abc import Collection, Sequence
from operator import itemgetter


def fewest(wanted: Collection[str], entries: Sequence[tuple[str, Collection[str]]]) -> list[str]:
    """Keys of as few ``entries`` (key and what it names) as name everything in ``wanted`` that
    any of them names.

    Each time the one that names most of what is left; of equals the first. That is not always
    the fewest possible, but the same every time and easily retraced on paper.
    """
    left, chosen = set(wanted), []
    while True:
        named = [(len(left.intersection(names)), key, names) for key, names in entries]
        most, key, names = max(named, key=itemgetter(0), default=(0, "", ()))
        if not most:
            return chosen
        chosen.append(key)
        left.difference_update(names)
