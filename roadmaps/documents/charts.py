"""The roadmap's own small pictures for print. Results are drawn by `diagnostics.pictures`.

Each stands in a table row beside its numbers, or above its table. Widths are those of the
drawing's own units: the style sheet says how large it appears.
"""

from django.utils.safestring import SafeString

from diagnostics.pictures import BARE, heat_picture, strip_along
from diagnostics.pictures.canvas import Canvas
from diagnostics.pictures.heat import BANDS
from roadmaps.documents.report import words

LEVELS = (1, 2, 3, 4)
GRID_WIDTH, GRID_HEIGHT, GRID_MARGIN = 260, 230, 36


def heat_of(report: dict) -> str:
    """The headline picture: stages by functions. Empty without a stage."""
    heat = report["heat_map"]
    rows = [(row["title"], row["groups"]) for row in heat["rows"]]
    return heat_picture(heat["functions"], rows) if heat["functions"] else ""


def bar(group: dict, benchmark: int) -> SafeString:
    """A group's level as a bar in its band's shade; single marks for a group too small."""
    canvas, height = Canvas(BARE), 26
    for level in LEVELS:
        canvas.line(strip_along(level), 0, strip_along(level), height)
    if group["level"] is not None:
        width = max(strip_along(group["level"]) - strip_along(1), 2)
        look = f"level-{BANDS.index(group['band']) + 1}"
        canvas.box(strip_along(1), 5, width, 16, look)
    for _code, joint in group["marks"]:
        canvas.mark("", strip_along(joint), height / 2, 6)
    canvas.line(strip_along(benchmark), 0, strip_along(benchmark), height, "benchmark")
    return canvas.svg(height, title=f"{group['title']}: {_level(group)}")


def _level(group):
    if group["level"] is not None:
        return group["band_word"]
    return ", ".join(code for code, _joint in group["marks"]) or "–"


def priority_grid(side: str, points: list[tuple[str, float, float]], axes: dict) -> SafeString:
    """``points``: (ref, feasibility, impact). Bottlenecks that share a place share a mark."""
    canvas = Canvas(GRID_WIDTH)
    _grid(canvas, axes)
    places: dict[tuple, list[str]] = {}
    for ref, feasibility, impact in points:
        places.setdefault((feasibility, impact), []).append(ref)
    for (feasibility, impact), refs in places.items():
        x, y = _across(feasibility), _up(impact)
        canvas.mark(side, x, y, 6)
        canvas.words(x, y - 10, _refs(refs), size=10, anchor="middle", bold=True)
    title = f"{words.word('side', side)}: {axes['impact']}, {axes['feasibility']}"
    said = "; ".join(f"{_refs(refs)}: {i:g}, {f:g}" for (f, i), refs in places.items())
    return canvas.svg(GRID_HEIGHT, title=title, description=said)


def _across(value):
    return GRID_MARGIN + (float(value) - 1) * (GRID_WIDTH - 2 * GRID_MARGIN) / 3


def _up(value):
    return GRID_HEIGHT - _grid_place(value)


def _grid_place(value):
    return GRID_MARGIN + (float(value) - 1) * (GRID_HEIGHT - 2 * GRID_MARGIN) / 3


def _grid(canvas, axes):
    end, bottom = GRID_WIDTH - GRID_MARGIN, GRID_HEIGHT - GRID_MARGIN
    for level in LEVELS:
        x, y = _across(level), _up(level)
        canvas.line(x, GRID_MARGIN, x, bottom)
        canvas.line(GRID_MARGIN, y, end, y)
        canvas.words(x, bottom + 16, level, size=11, anchor="middle")
        canvas.words(_across(0.6), y + 4, level, size=11, anchor="middle")
    middle = GRID_WIDTH / 2
    canvas.words(middle, GRID_HEIGHT - 4, axes["feasibility"], "quiet", size=11, anchor="middle")
    canvas.words(middle, 14, axes["impact"], "quiet", size=11, anchor="middle")


def _refs(refs):
    shown = " ".join(refs[:3])
    return f"{shown} +{len(refs) - 3}" if len(refs) > 3 else shown


def legend_mark(side: str) -> SafeString:
    canvas = Canvas(14)
    canvas.mark(side, 7, 7, 5)
    return canvas.svg(14, title=words.word("side", side))
