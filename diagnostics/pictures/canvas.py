"""Lines, boxes, words and marks of a picture.

Each element has its colours twice: as attributes, which paper and PNG read, and as a class, by
which the page's style sheet turns them with its scheme.
"""

import math
import textwrap

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi

FONT = "Noto Sans, Noto Sans Arabic, Noto Sans Lao, Noto Sans Ethiopic, DejaVu Sans, sans-serif"
INK, PAPER, QUIET, LINE = "#17222a", "#ffffff", "#4d5a63", "#c9d2d3"
MOH, MOF, MOF_EDGE, OTHER = "#00696b", "#d98a00", "#8a5200", "#56616a"
LEVEL_EDGE = "#7459b6"
LETTER = 0.56  # its width, in parts of its height

_LOOKS = {
    "words": {"fill": INK},
    "quiet": {"fill": QUIET},
    "on-ink": {"fill": PAPER},
    "line": {"stroke": LINE, "fill": "none"},
    "axis": {"stroke": QUIET, "stroke-width": 1.5, "fill": "none"},
    "benchmark": {"stroke": INK, "stroke-width": 2, "stroke-dasharray": "5 4", "fill": "none"},
    "moved": {"stroke": QUIET, "stroke-width": 2, "fill": "none"},
    "texture": {"stroke": PAPER, "stroke-width": 1.5, "fill": "none"},
    "withheld": {"stroke": QUIET, "stroke-width": 1.5, "stroke-dasharray": "4 4", "fill": "none"},
    "joint": {"fill": INK, "stroke": INK},
    "hollow": {"fill": PAPER, "stroke": INK, "stroke-width": 1.5},
    "none": {"fill": "#f3f6f6", "stroke": LINE},
    "MOH": {"fill": MOH, "stroke": MOH},
    "MOF": {"fill": MOF, "stroke": MOF_EDGE},
    "other": {"fill": OTHER, "stroke": OTHER},
    "mark-MOH": {"fill": MOH, "stroke": PAPER, "stroke-width": 2},
    "mark-MOF": {"fill": MOF, "stroke": PAPER, "stroke-width": 2},
    "mark-other": {"fill": OTHER, "stroke": PAPER, "stroke-width": 2},
    "before-MOH": {"fill": PAPER, "stroke": MOH, "stroke-width": 2},
    "before-MOF": {"fill": PAPER, "stroke": MOF_EDGE, "stroke-width": 2},
    "before-other": {"fill": PAPER, "stroke": OTHER, "stroke-width": 2},
    "dot-MOH": {"fill": MOH, "fill-opacity": 0.35, "stroke": MOH},
    "dot-MOF": {"fill": MOF, "fill-opacity": 0.35, "stroke": MOF_EDGE},
    "dot-other": {"fill": OTHER, "fill-opacity": 0.35, "stroke": OTHER},
    "level-1": {"fill": "#ece7f6", "stroke": LEVEL_EDGE},
    "level-2": {"fill": "#c4b8e3", "stroke": LEVEL_EDGE},
    "level-3": {"fill": "#7459b6", "stroke": LEVEL_EDGE},
    "level-4": {"fill": "#3b2878", "stroke": LEVEL_EDGE},
    "on-level-1": {"fill": INK},
    "on-level-2": {"fill": INK},
    "on-level-3": {"fill": PAPER},
    "on-level-4": {"fill": PAPER},
}
_ATTRIBUTES = {
    look: " ".join(f'{name}="{value}"' for name, value in [("class", f"p-{look}"), *looks.items()])
    for look, looks in _LOOKS.items()
}


def of_side(code: str) -> str:
    """The look of a side: each ministry has its own, all others share one."""
    return code if code in ("MOH", "MOF") else "other"


def width_of(text, size) -> float:
    """About: a letter is taken to be a little more than half as wide as it is high."""
    return len(str(text)) * size * LETTER


def fitting(text, size, room) -> float:
    """The size at which all of a text has room, at most the one asked for."""
    most = room / max(len(str(text)) * LETTER, 1)
    return min(size, math.floor(most * 10) / 10)


def wrapped(text, width, size) -> list[str]:
    """Lines of a text; a picture breaks none by itself."""
    return textwrap.wrap(str(text), max(int(width / (size * LETTER)), 4)) or [""]


def cut(lines: list[str], most: int) -> list[str]:
    """At most so many lines, the last one ending in an ellipsis where more follow."""
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]}…"]


class Canvas:
    """Draws from top to bottom; x counts from the side where reading begins, in units."""

    def __init__(self, width: int):
        self.width = width
        self.mirrored = get_language_bidi()
        self.parts: list[str] = []

    def line(self, x1, y1, x2, y2, look="line") -> None:
        self._add("path", look, d=f"M{self._x(x1)} {_n(y1)}L{self._x(x2)} {_n(y2)}")

    def box(self, x, y, width, height, look, *, rounded=0) -> None:
        start = self.width - x - width if self.mirrored else x
        size = {"x": _n(start), "y": _n(y), "width": _n(width), "height": _n(height)}
        self._add("rect", look, **size, **({"rx": rounded} if rounded else {}))

    def stripes(self, x, y, width, height, *, upright=False) -> None:
        """Light lines over a box, by which one side's bars differ from the other's in grey."""
        size = width if upright else height
        steps = [4 + 5 * step for step in range(int(size // 5))]
        lines = [
            (x + s, y, x + s, y + height) if upright else (x, y + s, x + width, y + s)
            for s in steps
            if s < size - 1
        ]
        d = "".join(f"M{self._x(a)} {_n(b)}L{self._x(c)} {_n(e)}" for a, b, c, e in lines)
        if d:
            self._add("path", "texture", d=d)

    def words(
        self, x, y, text, look="words", *, size=13, anchor="start", bold=False, room=None
    ) -> None:
        """``room``: units there are; in a language of long words the letters are smaller."""
        size = size if room is None else fitting(text, size, room)
        if self.mirrored:
            anchor = {"start": "end", "end": "start"}.get(anchor, anchor)
        weight = {"font_weight": "bold"} if bold else {}
        place = {"x": self._x(x), "y": _n(y), "font_size": size, "text_anchor": anchor}
        self._add("text", look, text, font_family=FONT, **place, **weight)

    def mark(self, side: str, x, y, size, *, look="mark") -> None:
        """Circle, diamond or square: which side it is shows without colour."""
        look = f"{look}-{of_side(side)}"
        if side == "MOH":
            self._circle(x, y, size, look)
        elif side == "MOF":
            tip = size * 1.25
            corners = [(x, y - tip), (x + tip, y), (x, y + tip), (x - tip, y)]
            path = "L".join(f"{self._x(a)} {_n(b)}" for a, b in corners)
            self._add("path", look, d=f"M{path}Z")
        else:
            self.box(x - size * 0.9, y - size * 0.9, size * 1.8, size * 1.8, look)

    def dot(self, side: str, x, y, size) -> None:
        """One of several answers, light, so that the side's mark stands out from it."""
        self._circle(x, y, size, f"dot-{of_side(side)}")

    def svg(self, height, *, title: str, description: str = "") -> SafeString:
        """``title`` is the picture's alternative text, ``description`` its figures in words."""
        return format_html(
            '<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="0 0 {} {}" '
            'role="img"><title>{}</title>{}{}</svg>',
            self.width,
            _n(height),
            title,
            format_html("<desc>{}</desc>", description) if description else "",
            mark_safe("".join(self.parts)),  # every part was escaped when it was made
        )

    def _circle(self, x, y, size, look):
        self._add("circle", look, cx=self._x(x), cy=_n(y), r=_n(size))

    def _x(self, x) -> str:
        return _n(self.width - x if self.mirrored else x)

    def _add(self, name, look, text="", **attributes) -> None:
        told = " ".join(
            f'{key.replace("_", "-")}="{conditional_escape(value)}"'
            for key, value in attributes.items()
        )
        end = f">{conditional_escape(text)}</{name}>" if text != "" else "/>"
        self.parts.append(f"<{name} {_ATTRIBUTES[look]} {told}{end}")


def _n(value) -> str:
    return f"{round(float(value), 2):g}"
