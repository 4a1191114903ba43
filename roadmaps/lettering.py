"""Where lines of a picture break, in every script. Standard library only.

A picture does not break its lines itself, and the server knows no font. Widths are guesses on the
wide side, in ems: a line may end early, but never runs into what stands beside it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

NARROW, CAPITAL, BROAD, SPACE, OTHER = 0.36, 0.72, 0.98, 0.3, 0.6
_NARROW = frozenset("iljtfrI.,:;'’‘!|()[]{}-/\\")
_BROAD = frozenset("mwMWQ@%&—…")
# First and last character of a script, and how broad its letters are.
_SCRIPTS = (
    ("\u0590", "\u08ff", 0.62),  # Hebrew, Arabic
    ("\u0e00", "\u0eff", 0.68),  # Thai, Lao
    ("\u1000", "\u109f", 1.0),  # Myanmar
    ("\u1200", "\u139f", 0.88),  # Ethiopic
    ("\u1780", "\u17ff", 0.9),  # Khmer
)
# Scripts that put no space between words; their lines may break after any syllable.
_UNSPACED = (("\u0e00", "\u0eff"), ("\u1000", "\u109f"), ("\u1780", "\u17ff"), ("\u2e80", "\u9fff"))
_BEFORE_ITS_CONSONANT = frozenset("เแโใไເແໂໃໄ")
_AFTER_ITS_CONSONANT = frozenset("ะาำๅะາຳະຽຯฯๆໆ")
_BREAK_AFTER = frozenset("-‐–—/፡።፣፤\u200b")
_JOINER = "\u200d"


def width(text: str) -> float:
    return sum(map(_width_of, text))


def wrapped(text: str, most: float) -> list[str]:
    """Lines of at most ``most`` ems; line breaks in the text stay. Nothing is left out but the
    spaces at which it breaks. One character alone may be broader than a line."""
    return [line for part in text.split("\n") for line in _lines(part, most)]


def _lines(text, most) -> list[str]:
    lines, line = [], ""
    for piece in _pieces(text):
        if width((line + piece).rstrip()) <= most:
            line += piece
            continue
        if line.strip():
            lines.append(line.rstrip())
        *full, line = _cut(piece, most)
        lines += full
    return [*lines, line.rstrip()]


def _cut(piece, most) -> list[str]:
    """A word that is longer than a line, between any two characters."""
    parts, part = [], ""
    for cluster in _clusters(piece):
        if part and width((part + cluster).rstrip()) > most:
            parts.append(part)
            part = ""
        part += cluster
    return [*parts, part]


def _pieces(text) -> Iterator[str]:
    """What stays together, with the spaces after it."""
    piece = ""
    for cluster in _clusters(text):
        if piece and _parts(piece, cluster):
            yield piece
            piece = ""
        piece += cluster
    if piece:
        yield piece


def _parts(piece, cluster) -> bool:
    """Whether a line may end between them."""
    last, first = piece[-1], cluster[0]
    if first.isspace():
        return False
    if last.isspace() or last in _BREAK_AFTER:
        return True
    return _is_unspaced(last) and _is_unspaced(first)


def _clusters(text) -> Iterator[str]:
    """Letters with the marks that stand on them."""
    cluster = ""
    for character in text:
        if cluster and not _belongs(cluster[-1], character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def _belongs(before, character) -> bool:
    if before.isspace() or character.isspace():
        return False
    return (
        unicodedata.category(character) in ("Mn", "Me", "Mc", "Cf", "Sk")
        or character in _AFTER_ITS_CONSONANT
        or before in _BEFORE_ITS_CONSONANT
        or before == _JOINER
    )


def _is_unspaced(character) -> bool:
    return any(first <= character <= last for first, last in _UNSPACED)


def _width_of(character) -> float:
    if unicodedata.category(character) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    if character.isspace():
        return SPACE
    if character in _NARROW:
        return NARROW
    if character in _BROAD or unicodedata.east_asian_width(character) in "WF":
        return BROAD if character in _BROAD else 1.05
    for first, last, em in _SCRIPTS:
        if first <= character <= last:
            return em
    return CAPITAL if character.isupper() else OTHER
