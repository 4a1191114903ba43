"""Stages around a ring: an extra picture, never the only one, and only with five stages or more.

It shows joint levels and the benchmark. A side has no level for a whole stage in the results, so
none is drawn. A stage without a level keeps its place, and the line stops on both sides of it.
"""

import math
from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from diagnostics import wording
from diagnostics.pictures.canvas import Canvas, cut, wrapped
from diagnostics.results import GroupResult

FEWEST = 5  # with fewer, areas between few spokes mislead
WIDTH, HEIGHT = 400, 360
ACROSS, DOWN = WIDTH / 2, HEIGHT / 2 + 4
RING = 26  # from one level to the next; level 1 is the innermost
NAMES = 4 * RING + 14  # from the centre to the stages' names
ROOM, LETTERS = 92, 12.5

Named = tuple[str, GroupResult]  # a stage's title and its result


def radar_picture(stages: Sequence[Named], benchmark: int) -> SafeString | str:
    """Clockwise from the top. Empty with fewer than five stages that have a level."""
    if sum(stage.level is not None for _title, stage in stages) < FEWEST:
        return ""
    canvas = Canvas(WIDTH)
    turns = [2 * math.pi * number / len(stages) for number in range(len(stages))]
    _grid(canvas, turns)
    _ring(canvas, [_place(turn, benchmark) for turn in turns], "benchmark")
    places = [
        None if stage.level is None else _place(turn, stage.level)
        for turn, (_title, stage) in zip(turns, stages, strict=True)
    ]
    _ring(canvas, places, "axis")
    for turn, place, (title, stage) in zip(turns, places, stages, strict=True):
        _name(canvas, turn, title, _told(stage))
        if place:
            _level(canvas, place, stage.level)
    title = _("Joint levels of the stages around a ring, with the benchmark, level %(level)d") % {
        "level": benchmark
    }
    said = "; ".join(f"{title}: {_told(stage)}" for title, stage in stages)
    return canvas.svg(HEIGHT, title=title, description=f"{said}.")


def _place(turn, level):
    away = RING * float(level)
    return ACROSS + away * math.sin(turn), DOWN - away * math.cos(turn)


def _grid(canvas, turns):
    for turn in turns:
        canvas.line(*_place(turn, 0), *_place(turn, 4))
    for level in (1, 2, 3, 4):
        _ring(canvas, [_place(turn, level) for turn in turns], "line")
        # Between the first two spokes, where no joint level can stand on it.
        x, y = _between(_place(turns[0], level), _place(turns[1], level))
        canvas.words(x, y + 4, level, "quiet", size=11, anchor="middle")


def _between(one, other):
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _ring(canvas, places, look):
    """Each place joined to the next, the last to the first; nothing where one is missing."""
    for here, there in zip(places, [*places[1:], places[0]], strict=True):
        if here and there:
            canvas.line(*here, *there, look)


def _level(canvas, place, level):
    x, y = place
    canvas.box(x - 17, y - 10, 34, 20, "joint", rounded=4)
    number = wording.rounded(level)
    canvas.words(x, y + 5, number, "on-ink", anchor="middle", bold=True, room=32)


def _name(canvas, turn, title, told):
    """The stage and what its level is called, outside of the ring."""
    sideways, upwards = math.sin(turn), math.cos(turn)
    anchor = "middle" if abs(sideways) < 0.2 else "start" if sideways > 0 else "end"
    named = cut(wrapped(title, ROOM, LETTERS), 3)
    lines = [*named, *cut(wrapped(told, ROOM, LETTERS), 2)]
    x = ACROSS + NAMES * sideways
    # Upwards of the ring the last line stands next to it, below it the first.
    y = DOWN - NAMES * upwards - 15 * (len(lines) - 1) * (1 + upwards) / 2 + 4
    for number, line in enumerate(lines):
        look = {"size": LETTERS, "anchor": anchor, "bold": number < len(named), "room": ROOM}
        canvas.words(x, y + 15 * number, line, **look)


def _told(stage) -> str:
    if stage.level is None:
        return _("too few scored")
    return str(wording.BANDS[stage.band])
