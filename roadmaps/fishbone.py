"""A bottleneck's causes as a fishbone: one bone for each kind of cause, drawn as SVG.

The bottleneck is the head, where reading ends. A cause hangs on the bone of its kind, the causes
behind it hang below it; whatever kind these are is said in words. Every text is whole: lines
break, and the picture grows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from diagnostics.pictures.canvas import Canvas
from diagnostics.vocabulary import CauseType
from roadmaps.chains import Why, chains_of_steps
from roadmaps.lettering import width, wrapped
from roadmaps.typography import NONE, direction

WIDE = 1000
HEAD, PAD = 200, 12  # the head's box, and the room around its words
LETTER, LINE = 15, 20
BOLD = 1.1  # how much broader bold letters are
SLANT, BEFORE_WORDS, INDENT = 34, 12, 20
LABEL, GAP = 28, 10  # a bone's name; room between causes
MIDDLE = 5  # from a line's foot up to half the height of its letters

Cause = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Twig:
    """A cause in its place: ``top`` is counted from the top of its bone's words."""

    step: int
    lines: list[str]
    top: float
    parent: int | None  # its place among the bone's twigs

    @property
    def bottom(self) -> float:
        return self.top + LINE * len(self.lines)


@dataclass(frozen=True, slots=True)
class _Bone:
    name: str
    twigs: list[_Twig]

    @property
    def height(self) -> float:
        return LABEL + GAP + self.twigs[-1].bottom + GAP


def fishbone(row: Mapping[str, Any], *, tallest: int | None = None) -> SafeString | str:
    """``row``: a bottleneck of the content. Empty without causes, and where the picture would be
    taller than ``tallest`` for WIDE units of width: then the list below has to do.
    """
    bones, column = _bones(row["causes"])
    head = wrapped(f"{row['ref']} {row['title']}", (HEAD - 2 * PAD) / LETTER / BOLD)
    upper, lower = bones[::2], bones[1::2]
    half = len(head) * LINE / 2 + PAD
    spine = max([half, *(bone.height for bone in upper)])
    height = spine + max([half, *(bone.height for bone in lower)])
    if not bones or (tallest and height > tallest):
        return ""
    canvas = Canvas(WIDE)
    canvas.box(0, spine - 2, WIDE - HEAD, 4, "joint")
    for place, bone in enumerate(bones):
        _draw(canvas, bone, column, place // 2 * column, spine, above=place % 2 == 0)
    _draw_head(canvas, head, spine, half)
    title = _("%(ref)s: why it is there") % {"ref": row["ref"]}
    return canvas.svg(height, title=title, description=in_a_sentence(row["causes"]))


def in_a_sentence(causes: Sequence[Cause]) -> str:
    """The whole chain in words, numbered."""
    said = []
    for tree in chains_of_steps([cause.get("step", 1) for cause in causes]):
        for why in tree.walk():
            cause = causes[why.key]
            kind, text = kind_of(cause), cause["text"] or NONE
            said.append(f"{why.number} {kind}: {text}" if kind else f"{why.number} {text}")
    return "; ".join(said)


def kind_of(cause: Cause) -> str:
    """In words; empty for none."""
    return str(CauseType(cause["type"]).label) if cause["type"] else ""


def _bones(causes) -> tuple[list[_Bone], float]:
    """In the order of the kinds, those of no kind last; and how wide each may be."""
    trees: dict[str, list[Why]] = {kind: [] for kind in [*CauseType.values, ""]}
    for tree in chains_of_steps([cause.get("step", 1) for cause in causes]):
        trees[causes[tree.key]["type"]].append(tree)
    found = {kind: own for kind, own in trees.items() if own}
    column = (WIDE - HEAD - PAD) / max((len(found) + 1) // 2, 1)
    return [_bone(kind, own, causes, column) for kind, own in found.items()], column


def _bone(kind, trees, causes, column):
    name = str(CauseType(kind).label) if kind else _("kind not chosen")
    twigs: list[_Twig] = []
    for tree in trees:
        ends: dict[int, int] = {}  # the last twig of each step
        for why in tree.walk():
            top = twigs[-1].bottom + GAP if twigs else 0
            lines = _told(causes[why.key], why.step, kind, column)
            twigs.append(_Twig(why.step, lines, top, ends.get(why.step - 1)))
            ends[why.step] = len(twigs) - 1
    return _Bone(name, twigs)


def _told(cause, step, kind, column) -> list[str]:
    text = cause["text"] or NONE
    if cause["type"] != kind and cause["type"]:
        text = f"{text} ({kind_of(cause)})"
    room = column - SLANT - BEFORE_WORDS - INDENT * (step - 1) - GAP
    return wrapped(text, room / LETTER / (BOLD if step == 1 else 1))


def _draw(canvas, bone, column, start, spine, *, above):
    """Its end lies further from the head than where it meets the spine."""
    end = spine - bone.height + LABEL if above else spine + bone.height - LABEL
    first = end + GAP if above else spine + GAP
    canvas.line(start + PAD, end, start + PAD + SLANT, spine, "moved")
    _draw_name(canvas, bone.name, start, end - LABEL if above else end, column)
    for twig in bone.twigs:
        _draw_twig(canvas, bone, twig, start, first, (end, spine))


def _draw_name(canvas, name, start, top, column):
    broad = min(width(name) * LETTER * BOLD + 2 * PAD, column - GAP)
    canvas.box(start, top, broad, LABEL, "joint", rounded=4)
    canvas.words(start + PAD, top + LABEL - 9, name, "on-ink", size=LETTER, bold=True)


def _draw_twig(canvas, bone, twig, start, first, ends):
    words = start + PAD + SLANT + BEFORE_WORDS
    x = words + INDENT * (twig.step - 1)
    middle = first + twig.top + LINE - MIDDLE
    if twig.parent is None:
        end, spine = ends
        bone_x = start + PAD + SLANT * (middle - end) / ((spine - end) or 1)
        canvas.line(bone_x, middle, x - 4, middle, "axis")
    else:
        stem = x - INDENT + 4
        canvas.line(stem, first + bone.twigs[twig.parent].bottom + 4, stem, middle, "axis")
        canvas.line(stem, middle, x - 4, middle, "axis")
    for number, line in enumerate(twig.lines):
        foot = first + twig.top + LINE * (number + 1)
        canvas.words(x, foot, _turned(line), size=LETTER, bold=twig.step == 1)


def _draw_head(canvas, lines, spine, half):
    start = WIDE - HEAD
    canvas.box(start, spine - half, HEAD - 2, 2 * half, "hollow", rounded=6)
    for number, line in enumerate(lines):
        foot = spine - half + PAD + LINE * (number + 1) - MIDDLE
        canvas.words(start + PAD, foot, _turned(line), size=LETTER, bold=True)


def _turned(line: str) -> str:
    """A picture is set from left to right; a line may have to be read the other way."""
    return f"\u202b{line}\u202c" if direction(line) == "rtl" else line
