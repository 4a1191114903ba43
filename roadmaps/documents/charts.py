"""The roadmap's own small pictures for print. Results are drawn by `diagnostics.pictures`.

Each stands in a table row beside its numbers, or above its table. Widths are those of the
drawing's own units: the style sheet says how large it appears.
"""

from django.utils.safestring import SafeString

from diagnostics.pictures import BARE, heat_picture, strip_along
from diagnostics.pictures.canvas import Canvas
from diagnostics.pictures.heat import BANDS
from roadmaps.documents.report import words
from roadmaps.fishbone import fishbone
from roadmaps.priority_picture import priority_picture

LEVELS = (1, 2, 3, 4)
TALLEST = 1300  # units of a picture that is as wide as the page


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


def causes_of(row: dict) -> str:
    """A bottleneck's fishbone; empty where a line says as much, or a page could not hold it."""
    return fishbone(row, tallest=TALLEST) if len(row["causes"]) > 1 else ""


def grid_of(report: dict) -> str:
    """Both ministries' views of what was scored, those standing apart as well."""
    rows = [*report["ranked"], *report["unscored"], *report["apart"]]
    return priority_picture({row["ref"]: row["priority"]["scores"] for row in rows})


def legend_mark(side: str) -> SafeString:
    canvas = Canvas(14)
    canvas.mark(side, 7, 7, 5)
    return canvas.svg(14, title=words.word("side", side))
