"""Stages of the budget cycle by functions of health financing: the headline picture.

A cell has its level, the level's name and "n of N": how many of its questions are scored. In a
group too small for a mean each question's level stands alone.
"""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from diagnostics import wording
from diagnostics.pictures.canvas import Canvas, cut, wrapped
from diagnostics.results import GroupResult

BANDS = ("misaligned", "emerging", "mostly_aligned", "aligned")
WIDE, NARROW = 760, 400
STAGE = 210  # across, where stages stand beside their cells
CELL, GUTTER, HEAD = 56, 4, 44
TITLE = 24  # of a stage that stands above its cells

Row = tuple[str, Sequence[GroupResult]]


def heat_picture(columns: Sequence[str], rows: Sequence[Row], *, narrow=False) -> SafeString | str:
    """``rows``: a stage's title and one cell for each column. Empty without rows.

    ``narrow``: for a phone, with each stage's title above its cells.
    """
    if not rows:
        return ""
    canvas = Canvas(NARROW if narrow else WIDE)
    start = 0 if narrow else STAGE
    width = (canvas.width - start) / len(columns)
    for number, column in enumerate(columns):
        _column(
            canvas, start + width * (number + 0.5), wrapped(column, width, 12.5), width - GUTTER
        )
    top = HEAD
    for title, cells in rows:
        top = _stage(canvas, title, top, narrow=narrow)
        for number, cell in enumerate(cells):
            _cell(canvas, cell, start + width * number, top, width - GUTTER)
        top += CELL + GUTTER
    told = _("Joint levels by stage of the budget cycle and health-financing function")
    return canvas.svg(top, title=told, description=_in_words(columns, rows))


def _stage(canvas, title, top, *, narrow):
    """Writes it beside or above its cells and tells where the cells begin."""
    if narrow:
        [line] = cut(wrapped(title, canvas.width, 13.5), 1)
        canvas.words(0, top + 17, line, size=13.5, bold=True)
        return top + TITLE
    lines = cut(wrapped(title, STAGE - 12, 13.5), 3)
    first = top + CELL / 2 + 5 - 8 * (len(lines) - 1)
    for number, line in enumerate(lines):
        canvas.words(0, first + 16 * number, line, size=13.5, bold=True)
    return top


def _cell(canvas, cell, x, top, width):
    look = f"level-{BANDS.index(cell.band) + 1}" if cell.level is not None else "none"
    ink = f"on-{look}" if cell.level is not None else "words"
    canvas.box(x, top, width, CELL, look, rounded=3)
    middle = x + width / 2
    strong, *notes = _told(cell)
    canvas.words(middle, top + 22, strong, ink, size=17, anchor="middle", bold=True, room=width - 4)
    for number, note in enumerate(notes):
        y = top + 36 + 13 * number
        canvas.words(middle, y, note, ink, size=11.5, anchor="middle", room=width - 4)


def _told(cell) -> list[str]:
    """What stands in a cell, from top to bottom; the first line is large."""
    if not cell.applicable:
        return ["", _("no question")]
    count = _("%(scored)d of %(applicable)d") % {
        "scored": cell.scored,
        "applicable": cell.applicable,
    }
    if cell.level is not None:
        return [wording.rounded(cell.level), str(wording.BANDS[cell.band]), count]
    marks = " · ".join(wording.number(mark.joint) for mark in cell.marks)
    alone = " · ".join(mark.code for mark in cell.marks)
    return [marks or "–", alone or _unscored(cell), count]


def _unscored(cell) -> str:
    """Before a reveal there is nothing yet of which there could be too little."""
    return _("too few scored") if cell.scored else _("none scored")


def _in_words(columns, rows) -> str:
    """Every stage with the cells that hold a question."""
    said = []
    for title, cells in rows:
        found = [
            f"{column} {', '.join(filter(None, _told(cell)))}"
            for column, cell in zip(columns, cells, strict=True)
            if cell.applicable
        ]
        said.append(f"{title}: {'; '.join(found)}.")
    return " ".join(said)


def _column(canvas, x, lines, room):
    """Centred above the cells, from the lowest line upwards."""
    for number, line in enumerate(reversed(cut(lines, 2))):
        y = HEAD - 10 - 15 * number
        canvas.words(x, y, line, "quiet", size=12.5, anchor="middle", bold=True, room=room)
