"""Pictures for print, as SVG. Each stands in a table row beside its numbers, or above its table.

A side keeps its colour and its shape, a level its shade; no figure is read from colour alone.
Widths are those of the drawing's own units: the style sheet says how large it appears.
"""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi

INK, QUIET, LINE = "#17222a", "#4d5a63", "#c9d2d3"
SHADES = ("#ece7f6", "#c4b8e3", "#7459b6", "#3b2878")
SHADE_EDGE = "#7459b6"
FONT = "Noto Sans, Noto Sans Arabic, DejaVu Sans, sans-serif"
FILLS = {"MOH": "#00696b", "MOF": "#d98a00"}
EDGES = {"MOH": "#00696b", "MOF": "#8a5200"}
OTHER = "#56616a"
LEVELS = (1, 2, 3, 4)
BANDS = ("misaligned", "emerging", "mostly_aligned", "aligned")
WIDTH, MARGIN = 150, 12


def _svg(width, height, *parts) -> SafeString:
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}">{}</svg>',
        width,
        height,
        mark_safe("".join(parts)),
    )


def _along(value, *, width=WIDTH, margin=MARGIN) -> float:
    """Where a level 1 to 4 stands, from the side where reading begins."""
    place = margin + (float(value) - 1) * (width - 2 * margin) / 3
    return round(width - place if get_language_bidi() else place, 2)


def mark(side: str, x, y, size=5) -> SafeString:
    """Circle, diamond or square: which side it is shows without colour."""
    paint = format_html(
        'fill="{}" stroke="{}" stroke-width="1"', FILLS.get(side, OTHER), EDGES.get(side, OTHER)
    )
    if side == "MOH":
        return format_html('<circle cx="{}" cy="{}" r="{}" {}/>', x, y, size, paint)
    if side == "MOF":
        tip = size * 1.25
        d = f"M{x} {y - tip}L{x + tip} {y}L{x} {y + tip}L{x - tip} {y}Z"
        return format_html('<path d="{}" {}/>', d, paint)
    corner = size * 0.8
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" {}/>',
        round(x - corner, 2),
        round(y - corner, 2),
        corner * 2,
        corner * 2,
        paint,
    )


def _line(x1, y1, x2, y2, colour=LINE, width=1, dash="") -> SafeString:
    return format_html(
        '<path d="M{} {}L{} {}" stroke="{}" stroke-width="{}"{}/>',
        x1,
        y1,
        x2,
        y2,
        colour,
        width,
        mark_safe(f' stroke-dasharray="{dash}"' if dash else ""),
    )


def _label(x, y, text, size=11, anchor="middle", colour=INK, weight="normal") -> SafeString:
    return format_html(
        '<text x="{}" y="{}" font-family="{}" font-size="{}" font-weight="{}" fill="{}" '
        'text-anchor="{}">{}</text>',
        x,
        y,
        FONT,
        size,
        weight,
        colour,
        anchor,
        text,
    )


def axis() -> SafeString:
    """The levels 1 to 4, for the head of a column of strips or bars."""
    return _svg(WIDTH, 16, *(_label(_along(level), 13, level, 12) for level in LEVELS))


def strip(question: dict) -> SafeString:
    """The sides' medians, the joint level (a dark bar) and the benchmark (a dashed line)."""
    height, middle = 28, 14
    parts = [_line(_along(1), middle, _along(4), middle)]
    parts += [_line(_along(n), middle - 4, _along(n), middle + 4) for n in LEVELS]
    benchmark = _along(question["benchmark"])
    parts.append(_line(benchmark, 0, benchmark, height, INK, 1.2, "3 2"))
    if question["joint"] is not None:
        joint = _along(question["joint"])
        parts.append(_line(joint, 0, joint, height, INK, 4.5))
    parts += [
        mark(side["code"], _along(side["median"]), middle, 4)
        for side in question["others"]
        if side["median"] is not None
    ]
    parts += _ministries(question, 7.5, height - 7.5)
    return _svg(WIDTH, height, *parts)


def _ministries(question, upper, lower):
    """Health above the line and finance below it, so that equal levels hide neither."""
    moh, mof = question["moh"], question["mof"]
    parts = []
    if moh is not None and mof is not None and moh != mof:
        parts.append(_line(_along(moh), upper, _along(mof), lower, QUIET, 1.2))
    if moh is not None:
        parts.append(mark("MOH", _along(moh), upper, 5.5))
    if mof is not None:
        parts.append(mark("MOF", _along(mof), lower, 5.5))
    return parts


def bar(group: dict, benchmark: int) -> SafeString:
    """A group's level as a bar in its band's shade; single marks for a group too small."""
    height, middle = 22, 11
    parts = [_line(_along(n), 0, _along(n), height) for n in LEVELS]
    if group["level"] is not None:
        start, end = sorted((_along(1), _along(group["level"])))
        parts.append(_box(start, 4, max(end - start, 2), 14, _shade(group["band"])))
    parts += [mark("", _along(joint), middle, 5) for _code, joint in group["marks"]]
    goal = _along(benchmark)
    parts.append(_line(goal, 0, goal, height, INK, 1.2, "3 2"))
    return _svg(WIDTH, height, *parts)


def _box(x, y, width, height, fill) -> SafeString:
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}"/>',
        round(x, 2),
        y,
        round(width, 2),
        height,
        fill,
        SHADE_EDGE,
    )


def _shade(band):
    return SHADES[BANDS.index(band)]


def shares(side: dict) -> SafeString:
    """One side's answers as a band of four shades, level 1 first, each with its count."""
    parts, passed = [], 0
    for level, (count, share) in enumerate(side["shares"]):
        if count:
            parts += _segment(level, count, share * WIDTH, passed)
        passed += share * WIDTH
    return _svg(WIDTH, 18, *parts)


def _segment(level, count, width, passed):
    x = WIDTH - passed - width if get_language_bidi() else passed
    ink = INK if level < 2 else "#ffffff"
    return [
        _box(x, 1, width, 16, SHADES[level]),
        _label(round(x + width / 2, 2), 13, count, 11, colour=ink, weight="bold"),
    ]


def priority_grid(side: str, points: list[tuple[str, float, float]], words: dict) -> SafeString:
    """``points``: (ref, feasibility, impact). Bottlenecks that share a place share a mark."""
    width, height, margin = 260, 230, 36
    places: dict[tuple, list[str]] = {}
    for ref, feasibility, impact in points:
        places.setdefault((feasibility, impact), []).append(ref)
    parts = _grid(width, height, margin, words)
    for (feasibility, impact), refs in places.items():
        x = _along(feasibility, width=width, margin=margin)
        y = _up(impact, height, margin)
        parts += [mark(side, x, y, 6), _label(x, y - 10, _refs(refs), 10, weight="bold")]
    return _svg(width, height, *parts)


def _up(value, height, margin):
    return round(height - margin - (float(value) - 1) * (height - 2 * margin) / 3, 2)


def _grid(width, height, margin, words):
    parts = []
    for level in LEVELS:
        x, y = _along(level, width=width, margin=margin), _up(level, height, margin)
        parts += [
            _line(x, margin, x, height - margin),
            _line(margin, y, width - margin, y),
            _label(x, height - margin + 16, level),
            _label(_along(0.6, width=width, margin=margin), y + 4, level),
        ]
    parts.append(_label(width / 2, height - 4, words["feasibility"], 11, colour=QUIET))
    parts.append(_label(width / 2, 14, words["impact"], 11, colour=QUIET))
    return parts


def _refs(refs):
    shown = " ".join(refs[:3])
    return f"{shown} +{len(refs) - 3}" if len(refs) > 3 else shown


def legend_mark(side: str) -> SafeString:
    return _svg(14, 14, mark(side, 7, 7, 5))
