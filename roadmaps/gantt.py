"""The roadmap's timeline as pictures: a head with the quarters, and a bar for each action.

Each bar is a picture of its own in a table row, so that titles of any length and script wrap
beside it and the rows flow over pages; `whole_picture` stacks them for files that want one. What
a bar shows stands in words in its title. Colours are attributes, which paper reads; classes let
the page's style sheet turn them with its scheme.
"""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from roadmaps.quarters import Scale
from roadmaps.timeline import Mark, Row, Timeline

WIDTH, ROW = 480, 24
TOP, THICK = 6, 12  # of a bar in its row
LABELS, LEVELS, APART = 13, 3, 13  # the numbers of budget dates stand on up to three lines
YEAR = 45  # room that a year's name takes
HATCH = 7
NAMES = 90  # room for ids beside the bars of a whole picture
FONT = "Noto Sans, Noto Sans Arabic, Noto Sans Lao, Noto Sans Ethiopic, DejaVu Sans, sans-serif"
ROOM_FOR_QUARTERS = 26

_INK, _QUIET, _LINE, _BLUE, _RED, _PAPER = (
    "#17222a",
    "#4d5a63",
    "#c9d2d3",
    "#1a4f8b",
    "#b3261e",
    "#ffffff",
)
_LOOKS = {
    "quarter": f'fill="none" stroke="{_LINE}"',
    "year": f'fill="none" stroke="{_QUIET}"',
    "mark": f'fill="none" stroke="{_BLUE}" stroke-dasharray="2 3"',
    "target": f'fill="none" stroke="{_BLUE}" stroke-width="3"',
    "late": f'fill="none" stroke="{_RED}" stroke-width="3"',
    "bar": f'fill="{_PAPER}" stroke="{_BLUE}" stroke-width="1.5"',
    "done": f'fill="{_BLUE}" stroke="{_BLUE}" stroke-width="1.5"',
    "open": f'fill="{_PAPER}" stroke="{_BLUE}" stroke-width="1.5" stroke-dasharray="4 3"',
    "hatch": f'fill="none" stroke="{_BLUE}" stroke-width="1.5"',
    "words": f'fill="{_INK}"',
    "number": f'fill="{_BLUE}"',
}


def bar_picture(timeline: Timeline, row: Row, title: str) -> SafeString:
    """``title`` tells in words what is drawn."""
    return _svg(WIDTH, ROW, title, [*_grid(timeline, 0, ROW), *_bar(timeline.scale, row, 0)])


def head_picture(timeline: Timeline, title: str) -> SafeString:
    """Fiscal years, quarters where there is room, and the numbers of the budget dates."""
    height, parts = _head(timeline)
    return _svg(WIDTH, height, title, parts)


def whole_picture(timeline: Timeline, rows: list[Row], title: str) -> SafeString:
    """The head and ``rows`` in one, with their ids: for a file that takes one picture."""
    top, parts = _head(timeline)
    for number, row in enumerate(rows):
        above = top + number * ROW
        parts += [*_grid(timeline, above, ROW), *_bar(timeline.scale, row, above)]
        parts.append(_words(-6, above + 16, _short(row.id), anchor="end"))
    return _svg(WIDTH, top + len(rows) * ROW, title, parts, names=NAMES)


def legend_picture(status: str, title: str) -> SafeString:
    """A small bar as an action of this status has it."""
    return _svg(32, ROW, title, _box(status, 2, 28, 0))


def _short(ref: str) -> str:
    """What fits beside a bar; the whole id stands in the table under the picture."""
    return ref if len(ref) <= 12 else f"{ref[:11]}…"


def _svg(width, height, title, parts, *, names=0) -> SafeString:
    left = 0 if get_language_bidi() else -names
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="{} 0 {} {}" role="img"><title>{}</title>'
        "{}</svg>",
        left,
        width + names,
        height,
        title,
        mark_safe("".join(parts)),
    )


def _at(share: float) -> float:
    """Where a share of the time stands; time runs the way one reads."""
    return round((1 - share if get_language_bidi() else share) * WIDTH, 1)


def _path(look, d) -> SafeString:
    return format_html('<path class="g-{}" {} d="{}"/>', look, mark_safe(_LOOKS[look]), d)


def _words(x, y, text, look="words", anchor="middle") -> SafeString:
    if get_language_bidi() and anchor == "end":
        x, anchor = WIDTH - x, "start"
    return format_html(
        '<text class="g-{}" {} x="{}" y="{}" font-family="{}" font-size="11" '
        'text-anchor="{}" direction="ltr">{}</text>',
        look,
        mark_safe(_LOOKS[look]),
        x,
        y,
        FONT,
        anchor,
        text,
    )


def _grid(timeline, top, height):
    comes = [day for mark in timeline.marks for day in mark.days]
    marks = _lines("mark", timeline.scale, comes, top, height)
    return [*_quarters(timeline.scale, top, height), *marks]


def _quarters(scale, top, height):
    years = [quarter.starts for quarter in scale.quarters if quarter.number == 1]
    others = [quarter.starts for quarter in scale.quarters if quarter.number != 1]
    return [
        *_lines("quarter", scale, others, top, height),
        *_lines("year", scale, years, top, height),
    ]


def _lines(look, scale, days, top, height):
    d = "".join(f"M{_at(scale.place(day))} {top}V{top + height}" for day in days)
    return [_path(look, d)] if d else []


def _bar(scale: Scale, row: Row, top):
    parts = []
    if row.bar:
        start, end = sorted((_at(row.bar.start), _at(row.bar.end)))
        is_open = row.bar.open_start or row.bar.open_end
        parts += _box(row.status, start, max(end - start, 4), top, is_open=is_open)
    if row.target:
        x = _at(scale.place(row.target.day))
        look = "late" if row.target.verdict else "target"
        parts.append(_path(look, f"M{x} {top + 1}V{top + ROW - 1}M{x - 5} {top + 2}H{x + 5}"))
    return parts


def _box(status, x, width, top, *, is_open=False):
    """A status has a pattern of its own, so that it is read without colour."""
    look = "done" if status == "done" else "open" if is_open or status == "dropped" else "bar"
    box = format_html(
        '<rect class="g-{}" {} x="{}" y="{}" width="{}" height="{}"/>',
        look,
        mark_safe(_LOOKS[look]),
        x,
        top + TOP,
        round(width, 1),
        THICK,
    )
    lines = _pattern(status, x, width, top + TOP)
    return [box, _path("hatch", lines)] if lines else [box]


def _pattern(status, x, width, top) -> str:
    bottom, steps = top + THICK, int((width - THICK) // HATCH) + 1
    places = [round(x + HATCH * step, 1) for step in range(max(steps, 0))]
    rising = "".join(f"M{place} {bottom}L{place + THICK} {top}" for place in places)
    falling = "".join(f"M{place} {top}L{place + THICK} {bottom}" for place in places)
    middle = top + THICK / 2
    return {
        "under_way": rising,
        "delayed": rising + falling,
        "dropped": f"M{x} {middle}H{round(x + width, 1)}",
    }.get(status, "")


def _head(timeline):
    """Its height and its parts: years above, quarters, then the numbers of budget dates."""
    scale = timeline.scale
    numbers, lines = _numbers(timeline.marks, scale)
    room = WIDTH / len(scale.quarters) >= ROOM_FOR_QUARTERS
    top = 2 * LABELS + 2 if room else LABELS + 2
    height = top + lines * LABELS + 3
    parts = _quarters(scale, LABELS + 2, height - LABELS - 2)
    parts += [_words(_inside(_middle(scale, group)), LABELS - 2, y) for y, group in _years(scale)]
    if room:
        parts += [
            _words(
                _middle(scale, [quarter]), 2 * LABELS, _("Q%(number)d") % {"number": quarter.number}
            )
            for quarter in scale.quarters
        ]
    parts += [
        _words(x, top + line * LABELS + LABELS - 2, number, "number") for x, line, number in numbers
    ]
    return height, parts


def _years(scale):
    groups: dict[str, list] = {}
    for quarter in scale.quarters:
        groups.setdefault(quarter.fiscal_year, []).append(quarter)
    # Every year is named while each has room; else every second, third, ...
    step = max(1, -(-YEAR * len(groups) // WIDTH))
    return list(groups.items())[::step]


def _inside(x) -> float:
    """Where a year's name is not cut off, when only a quarter of the year is drawn."""
    return min(max(x, YEAR / 2), WIDTH - YEAR / 2)


def _middle(scale, quarters) -> float:
    share = (scale.place(quarters[0].starts) + scale.place(quarters[-1].ends)) / 2
    return _at(share)


def _numbers(marks: tuple[Mark, ...], scale):
    """(x, line, number) of those that find room on a line, and how many lines there are."""
    free = [-APART] * LEVELS
    found = []
    for day, number in sorted((day, mark.number) for mark in marks for day in mark.days):
        place = scale.place(day) * WIDTH
        line = next((n for n, last in enumerate(free) if place - last >= APART), None)
        if line is not None:
            free[line] = place
            found.append((_at(scale.place(day)), line, number))
    return found, max((line for _x, line, _number in found), default=-1) + 1
