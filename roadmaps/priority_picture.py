"""Impact by feasibility with both ministries' marks on one grid, drawn once for page and paper.

Bottlenecks that share a place share a mark: it bears a letter, and the letters are spelt out
below, so that a crowd stays legible.
"""

from collections.abc import Mapping, Sequence
from string import ascii_lowercase
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from diagnostics.pictures.canvas import Canvas
from roadmaps.grid import MINISTRIES, Dot, dots, links
from roadmaps.lettering import wrapped

WIDTH = 440
START, TOP = 20, 450  # where the grid's own units begin
FIRST, LAST = 75, 425
SMALL, LINE, GAP = 15, 20, 26

Scores = Mapping[str, Sequence[Mapping[str, Any]]]


def priority_picture(scores: Scores) -> SafeString | str:
    """``scores`` maps each bottleneck's ref to its sides' disclosed scores. Empty without any."""
    placed = dots(scores)
    if not placed:
        return ""
    canvas = Canvas(WIDTH)
    _grid(canvas)
    for link in links(scores):
        canvas.line(_x(link.x1), _y(link.y1), _x(link.x2), _y(link.y2), "moved")
    names = marks_named(placed)
    for dot, name in zip(placed, names, strict=True):
        _mark(canvas, dot, name)
    bottom = _legend(canvas, placed, names)
    title = _("How much each bottleneck would bring and how easily, as each ministry sees it")
    return canvas.svg(bottom, title=title, description=_in_words(scores))


def marks_named(placed: Sequence[Dot]) -> list[str]:
    """Beside each mark: its bottleneck's ref, or a letter where there are several."""
    letters = iter([*ascii_lowercase, *(a + b for a in ascii_lowercase for b in ascii_lowercase)])
    return [dot.refs[0] if len(dot.refs) == 1 else next(letters) for dot in placed]


def _x(value):
    return value - START


def _y(value):
    return TOP - value


def _grid(canvas):
    for step in (1, 2, 3, 4):
        place = step * 100
        canvas.line(_x(place), _y(FIRST), _x(place), _y(LAST))
        canvas.line(_x(FIRST), _y(place), _x(LAST), _y(place))
        canvas.words(_x(place), _y(52), step, "quiet", size=15, anchor="middle")
        canvas.words(_x(55), _y(place) + 5, step, "quiet", size=15, anchor="middle")
    canvas.line(_x(FIRST), _y(FIRST), _x(LAST), _y(FIRST), "axis")
    canvas.line(_x(FIRST), _y(FIRST), _x(FIRST), _y(LAST), "axis")
    canvas.words(_x(250), _y(30), _("Feasibility"), "quiet", size=SMALL, anchor="middle")
    canvas.words(_x(FIRST), _y(434), _("Impact"), "quiet", size=SMALL, anchor="middle")


def _mark(canvas, dot, name):
    """Health's name above and before its mark, finance's below and behind it, so that neither
    hides the other nor what stands half a score away."""
    x, y = _x(dot.x), _y(dot.y)
    canvas.mark(dot.side, x, y, 9)
    if dot.side == "MOH":
        canvas.words(x - 7, y - 9, name, size=17, anchor="end", bold=True)
    else:
        canvas.words(x + 7, y + 20, name, size=17, bold=True)


def _legend(canvas, placed, names) -> int:
    """What shapes, lines and letters mean; gives where it ends."""
    foot = _y(0)
    for number, side in enumerate(MINISTRIES):
        x = _x(FIRST) + number * 100
        canvas.mark(side, x, foot - 5, 7)
        canvas.words(x + 15, foot, side, size=SMALL, bold=True)
    lines = [_("A line joins the two ministries’ views of one bottleneck.")]
    for dot, name in zip(placed, names, strict=True):
        if len(dot.refs) > 1:
            lines.append(f"{name} = {', '.join(dot.refs)} ({dot.side})")
    foot += GAP - LINE
    for line in lines:
        for part in wrapped(line, (WIDTH - 10) / SMALL):
            foot += LINE
            canvas.words(10, foot, part, "quiet", size=SMALL)
    return foot + 8


def _in_words(scores) -> str:
    said = []
    for ref, row in scores.items():
        for score in row:
            if score["side"] in MINISTRIES and score["impact"] is not None:
                views = {name: score[name] for name in ("side", "impact", "feasibility")}
                told = _("%(ref)s, %(side)s: impact %(impact)s, feasibility %(feasibility)s.")
                said.append(told % ({"ref": ref} | views))
    return " ".join(said)
