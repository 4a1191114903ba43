"""One question: a lane for each side, the benchmark through all of them, the joint level below.

A lane shows how the side's answers spread, its median, who did not know and how many answered; or,
in words, why it cannot: withheld, nobody answered, nobody chose a level. A delegation's one answer
is a single large mark and never a bar of people.
"""

from collections.abc import Mapping

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from diagnostics import scoring, wording
from diagnostics.disclosure import INSTITUTIONAL
from diagnostics.pictures.canvas import Canvas, of_side, width_of
from diagnostics.results import QuestionResult
from diagnostics.scoring import SideResult

WIDTH = 376
LEVEL_1, STEP = 34, 60
DONT_KNOW, NOT_APPLICABLE = 284, 344
PARTING = 249  # between the levels and the answers that are no level
BAR, TALLEST = 38, 44
TITLE, AREA, UNDER = 22, 62, 14  # of a lane: its name, its bars, room for the median's mark
LANE = TITLE + AREA + UNDER
HEAD, JOINT, AXIS = 4, 54, 46
NAME = 200  # units that a side's name may take at most


def question_picture(
    result: QuestionResult, before: Mapping[str, SideResult] | None = None
) -> SafeString | str:
    """Empty before the reveal and where no side is asked.

    ``before``: what sides were shown to have answered in round 1, of those that moved since.
    """
    if not (result.revealed and result.sides):
        return ""
    canvas = Canvas(WIDTH)
    scale = _scale(result.sides)
    bottom = HEAD
    for side in result.sides:
        _lane(canvas, side, (before or {}).get(side.side), result.benchmark, bottom, scale)
        bottom += LANE
    _joint(canvas, result, bottom)
    _axis(canvas, result.benchmark, bottom + JOINT)
    said = " ".join(wording.side_sentence(side) for side in result.sides)
    title = f"{result.code}: {wording.sentence(result)}"
    return canvas.svg(bottom + JOINT + AXIS, title=title, description=said)


def _along(level) -> float:
    return LEVEL_1 + (float(level) - 1) * STEP


def _scale(sides) -> float:
    """Units for the whole of a side's answers, so that the largest share of all is the tallest."""
    people = [side for side in sides if side.mode != INSTITUTIONAL and side.answered]
    shares = [count / side.answered for side in people for _x, count in _columns(side)]
    return TALLEST / max(shares, default=1)


def _columns(side: SideResult) -> list[tuple[float, int]]:
    """Where a bar stands and how many people it speaks for; only what is shown."""
    levels = [(_along(level), count) for level, count in enumerate(side.counts or (), start=1)]
    others = [(DONT_KNOW, side.dont_know), (NOT_APPLICABLE, side.not_applicable)]
    return [(x, count) for x, count in [*levels, *others] if count]


def _lane(canvas, side, before, benchmark, top, scale):
    base = top + TITLE + AREA
    _name(canvas, side, before, top + 18)
    canvas.line(LEVEL_1 - 28, base, PARTING - 8, base, "axis")
    canvas.line(PARTING + 8, base, WIDTH - 6, base, "axis")
    words = _instead(side)
    alone = side.mode == INSTITUTIONAL
    columns = [] if alone else _columns(side)
    bars = [(x, scale * count / side.answered, count) for x, count in columns]
    if words:
        _words_instead(canvas, words, top + TITLE, base, withheld=side.suppressed)
    else:
        _benchmark(canvas, benchmark, top + TITLE, base, {x: height for x, height, _count in bars})
    for x, height, count in bars:
        _bar(canvas, side.side, x, base, height, count)
    if alone:
        _one_answer(canvas, side, base - 24)
    else:
        _median(canvas, side, before, base)


def _name(canvas, side, before, y):
    """Who it is, and at the end of the line the median and how many people it rests on."""
    name, told = wording.side_name(side.side), _told(side, before)
    canvas.mark(side.side, 14, y - 5, 7)
    canvas.words(28, y, name, size=14, bold=True, room=NAME)
    room = WIDTH - 46 - min(width_of(name, 14), NAME)
    canvas.words(WIDTH - 6, y, told, "quiet", size=12.5, anchor="end", room=room)


def _benchmark(canvas, level, top, base, heights):
    """Down to the axis, or to the number on top of the bar that stands there."""
    x = _along(level)
    end = base - heights[x] - 17 if x in heights else base
    if end > top + 8:  # a bar of full height leaves no room, and the axis names the level anyway
        canvas.line(x, top + 4, x, end, "benchmark")


def _bar(canvas, side, x, base, height, count):
    start, top = x - BAR / 2, base - height
    canvas.box(start, top, BAR, height, of_side(side))
    if side == "MOF":
        canvas.stripes(start, top, BAR, height)
    elif side != "MOH":
        canvas.stripes(start, top, BAR, height, upright=True)
    canvas.words(x, top - 4, count, anchor="middle", bold=True)


def _median(canvas, side, before, base):
    if side.median is None:
        return
    if before is not None and before.median is not None and before.median != side.median:
        canvas.line(_along(before.median), base, _along(side.median), base, "moved")
        canvas.mark(side.side, _along(before.median), base, 7, look="before")
    canvas.mark(side.side, _along(side.median), base, 8)


def _one_answer(canvas, side, y):
    for x, _count in _columns(side):
        canvas.mark(side.side, x, y, 15)


def _instead(side) -> str:
    """Why there are no bars of levels; empty where there are."""
    if side.levels is None:
        return _("Not shown: too few answers")
    if side.suppressed:
        return _("Levels not shown: too few")
    if not side.answered:
        return _("Nobody answered")
    return "" if side.levels else _("Nobody chose a level")


def _words_instead(canvas, words, top, base, *, withheld):
    if withheld:
        canvas.box(LEVEL_1 - 24, top + 10, PARTING - LEVEL_1 + 8, base - top - 18, "withheld")
    x, room = (LEVEL_1 + PARTING) / 2 - 8, PARTING - LEVEL_1
    canvas.words(x, (top + base) / 2 + 5, words, "quiet", anchor="middle", room=room)


def _told(side, before) -> str:
    """The median and how many people it rests on, where the lane's name ends."""
    if side.mode == INSTITUTIONAL and side.answered:
        return _("one answer of the delegation")
    if side.levels is None:
        return ""
    n = _("n = %(n)d") % {"n": side.levels}
    if side.median is None:
        return n
    values = {"median": wording.number(side.median), "n": n}
    if before is not None and before.median is not None:
        values["before"] = wording.number(before.median)
        return _("median %(median)s, first round %(before)s · %(n)s") % values
    return _("median %(median)s · %(n)s") % values


def _joint(canvas, result, top):
    y = top + 36
    canvas.line(LEVEL_1, y, _along(4), y)
    canvas.words(8, top + 14, _joint_words(result), size=12.5, bold=True, room=WIDTH - 12)
    if result.joint is None:
        return
    x = _along(result.joint)
    counts = result.basis != scoring.ONE_SIDED
    canvas.box(x - 18, y - 11, 36, 22, "joint" if counts else "hollow", rounded=4)
    look = "on-ink" if counts else "words"
    canvas.words(x, y + 5, wording.number(result.joint), look, anchor="middle", bold=True)


def _joint_words(result) -> str:
    if not result.applicable:
        return _("Does not apply in this country")
    told = {
        scoring.AGREED: _("Agreed level"),
        scoring.NO_AGREEMENT: _("No joint level: we do not agree"),
        scoring.ONE_SIDED: _("One ministry only: enters no total"),
        scoring.PROVISIONAL: _("Joint level for now"),
    }
    return told.get(result.basis) or _("No joint level")


def _axis(canvas, benchmark, top):
    for level in (1, 2, 3, 4):
        canvas.words(_along(level), top + 12, level, size=14, anchor="middle", bold=True)
    word = _("benchmark")
    canvas.words(_along(benchmark), top + 28, word, size=12, anchor="middle", room=100)
    # On two lines: in many languages these two do not fit beside each other.
    know, apply = _("don’t know"), _("does not apply")
    canvas.words(DONT_KNOW, top + 12, know, "quiet", size=12, anchor="middle", room=76)
    canvas.words(WIDTH - 6, top + 28, apply, "quiet", size=12, anchor="end", room=110)
    canvas.line(NOT_APPLICABLE, top + 4, NOT_APPLICABLE, top + 16)
