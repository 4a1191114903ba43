"""Tables as ministries keep them, put into our columns where each of theirs means one thing.

A page reads so what was pasted from Word or Excel, and says how it read it before anything is
stored. What it does not know stays under its own name, and is then refused by that name.
"""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from alignment.tables.reading import read_cells
from alignment.tables.writing import guard

LOOKED_THROUGH = 10  # rows among which the one with the column names is sought
_WORD = re.compile(r"[^\W\d_]+")
_NUMBERING = {"", "n", "no", "nr", "num", "number", "item", "s n", "sn", "ser"}


@dataclass(frozen=True, slots=True)
class Words:
    """Of which a column's everyday names are made: one of ``main`` at least, and ``beside``."""

    main: frozenset[str]
    beside: frozenset[str]

    @classmethod
    def of(cls, main: str, beside: str = "") -> "Words":
        return cls(frozenset(main.split()), frozenset(beside.split()))

    def name(self, header: str) -> bool:
        found = {*_words(header)}
        return bool(found & self.main) and found <= self.main | self.beside


@dataclass(slots=True)
class Everyday:
    """A table in our columns. ``rows`` are (number, {column: cell}); ``notes`` say how it was
    read, in sentences."""

    number: int
    columns: list[str]
    rows: list[tuple[int, dict[str, str]]]
    notes: list[str] = field(default_factory=list)

    def as_text(self) -> str:
        """CSV in which every row keeps its number."""
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        written = 0
        for number, cells in [(self.number, dict.fromkeys(self.columns)), *self.rows]:
            writer.writerows([[]] * (number - written - 1))
            line = [cells[column] for column in self.columns] if written else self.columns
            writer.writerow([guard(cell) for cell in line])
            written = number
        return out.getvalue()


def read_everyday(
    source: bytes | str, names: Sequence[str], words: Mapping[str, Words]
) -> Everyday | None:
    """``names``: our columns; the first of ``words`` is one without which no row is the header.

    None where the names are ours already, or where no header is found. Raises TableFaults where
    the table cannot be read at all.
    """
    records = read_cells(source)
    for place, (number, cells) in enumerate(records[:LOOKED_THROUGH]):
        header = [cell.strip() for cell in cells]
        if {*filter(None, header)} <= {*names}:
            return None
        header, rows = _squared(header, records[place + 1 :])
        kept = _kept(header, rows)
        columns = _columns(header, kept, words)
        if next(iter(words)) in columns and sum(name in words for name in columns) > 1:
            return _translated(number, header, columns, kept, rows, bool(place))
    return None


def _squared(header, records) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """All as wide as the widest row, so that no cell is lost and one too many can be refused."""
    width = max(len(cells) for cells in (header, *(cells for _number, cells in records)))
    rows = [(n, [c.strip() for c in cells + [""] * (width - len(cells))]) for n, cells in records]
    return header + [""] * (width - len(header)), rows


def _kept(header, rows) -> list[int]:
    """Places of columns that say something: not of empty ones, nor of one that numbers the rows.

    Only the first can do that: "Number" further on may be how many people there are.
    """
    kept: list[int] = []
    for place, title in enumerate(header):
        filled = [cells[place] for _number, cells in rows if cells[place]]
        counted = [str(n) for n in range(1, len(filled) + 1)]
        counts = not kept and [cell.rstrip(".)") for cell in filled] == counted
        if " ".join(_words(title)) not in _NUMBERING or (filled and not counts):
            kept.append(place)
    return kept


def _columns(header, kept, words) -> list[str]:
    """Our name for each header that is kept, or its own; ours once only."""
    columns: list[str] = []
    for place, title in enumerate(header):
        meant = [name for name, made_of in words.items() if made_of.name(title)]
        clear = place in kept and len(meant) == 1 and meant[0] not in columns
        columns.append(meant[0] if clear else title)
    return columns


def _translated(number, header, columns, kept, rows, has_rows_above) -> Everyday:
    notes = [
        _("“%(theirs)s” is read as %(ours)s.") % {"theirs": header[place], "ours": columns[place]}
        for place in kept
        if columns[place] != header[place].casefold()
    ]
    if has_rows_above:
        notes.append(_("What stands above row %(row)d is left out.") % {"row": number})
    return Everyday(
        number,
        [columns[place] for place in kept],
        [(n, {columns[place]: cells[place] for place in kept}) for n, cells in rows],
        notes,
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
