"""One question in a row of a table: a line for each side, a dot for each level, large where many.

The side's own shape is its median, a dashed upright line the benchmark, a dark one the joint level.
"""

from collections.abc import Mapping

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from diagnostics import scoring, wording
from diagnostics.disclosure import INSTITUTIONAL
from diagnostics.pictures.canvas import Canvas
from diagnostics.results import QuestionResult
from diagnostics.scoring import SideResult

LEVEL_1, STEP = 16, 44
DONT_KNOW = 192
BARE, WITH_WORDS = 208, 340
LANE, AXIS = 24, 18
LARGEST = 9


def strip_picture(
    result: QuestionResult, before: Mapping[str, SideResult] | None = None, *, bare: bool = False
) -> SafeString | str:
    """Empty before the reveal and where no side is asked. ``before`` as for a question's picture.

    ``bare``: without words and axis, for a column that has `strip_axis` above it.
    """
    if not (result.revealed and result.sides):
        return ""
    canvas = Canvas(BARE if bare else WITH_WORDS)
    height = LANE * len(result.sides)
    _uprights(canvas, result, height)
    for row, side in enumerate(result.sides):
        _lane(canvas, side, (before or {}).get(side.side), LANE * row + LANE / 2)
        if not bare:
            _words(canvas, side, LANE * row + LANE / 2)
    if not bare:
        _axis(canvas, height + 13)
    title = f"{result.code}: {wording.sentence(result)}"
    return canvas.svg(height if bare else height + AXIS, title=title)


def strip_axis(*, levels_only: bool = False) -> SafeString:
    """The levels, for the head of a column of bare strips, or of bars that stand like them."""
    canvas = Canvas(BARE)
    _axis(canvas, 13, levels_only=levels_only)
    title = _("Levels 1 to 4") if levels_only else _("Levels 1 to 4; under “?” don’t know")
    return canvas.svg(AXIS, title=title)


def strip_along(level) -> float:
    """Where a level 1 to 4 stands, in units from where reading begins."""
    return LEVEL_1 + (float(level) - 1) * STEP


def _uprights(canvas, result, height):
    x = strip_along(result.benchmark)
    canvas.line(x, 0, x, height, "benchmark")
    if result.joint is not None:
        look = "hollow" if result.basis == scoring.ONE_SIDED else "joint"
        canvas.box(strip_along(result.joint) - 2, 0, 4, height, look)


def _lane(canvas, side, before, y):
    if side.suppressed:
        canvas.line(LEVEL_1, y, strip_along(4), y, "withheld")
    else:
        canvas.line(LEVEL_1, y, strip_along(4), y)
    if side.answered and side.mode != INSTITUTIONAL:
        for x, count in _dots(side):
            size = LARGEST * (count / side.answered) ** 0.5
            canvas.dot(side.side, x, y, size)
    if side.median is not None:
        _median(canvas, side, before, y)


def _median(canvas, side, before, y):
    if before is not None and before.median not in (None, side.median):
        canvas.line(strip_along(before.median), y, strip_along(side.median), y, "moved")
        canvas.mark(side.side, strip_along(before.median), y, 5, look="before")
    canvas.mark(side.side, strip_along(side.median), y, 6)


def _dots(side):
    counts = enumerate(side.counts or (), start=1)
    found = [*((strip_along(level), count) for level, count in counts), (DONT_KNOW, side.dont_know)]
    return [(x, count) for x, count in found if count]


def _words(canvas, side, y):
    told = f"{side.side}: {_told(side)}"
    canvas.words(BARE + 6, y + 4, told, "quiet", size=12, room=WITH_WORDS - BARE - 6)


def _told(side) -> str:
    if side.levels is None:
        return _("withheld")
    if not side.answered:
        return _("no answer")
    if side.mode == INSTITUTIONAL:
        return _("delegation")
    return _("n = %(n)d") % {"n": side.levels}


def _axis(canvas, y, *, levels_only=False):
    for level in (1, 2, 3, 4):
        canvas.words(strip_along(level), y, level, "quiet", size=13, anchor="middle")
    if not levels_only:
        canvas.words(DONT_KNOW, y, "?", "quiet", size=13, anchor="middle")
