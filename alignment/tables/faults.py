"""What is wrong with a table, and the columns and rows it is made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Fault:
    """``row`` as the spreadsheet numbers it (the header is 1); None: the whole table."""

    row: int | None
    column: str
    message: str

    def __str__(self):
        place = [_("row %(row)d") % {"row": self.row}] if self.row else []
        place += [_("column “%(column)s”") % {"column": self.column}] if self.column else []
        if not place:
            return self.message
        words = {"place": ", ".join(place), "message": self.message}
        return _("%(place)s: %(message)s") % words


class TableFaults(Exception):
    """Everything that is wrong with a table, at once. Nothing of it was stored."""

    def __init__(self, faults: Sequence[Fault]):
        self.faults = list(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class CellError(ValueError):
    """A cell that cannot be read; its text says what to write instead."""


@dataclass(frozen=True, slots=True)
class Column:
    """``parse`` turns a filled cell into a value or raises CellError; ``empty`` stands else."""

    name: str
    parse: Callable[[str], Any]
    required: bool = False
    empty: Any = ""


@dataclass(slots=True)
class Row:
    """``unread``: columns whose cell could not be read; their value is the empty one."""

    number: int
    values: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def fault(self, column: str, message: str) -> None:
        """Note what is wrong. Of a cell that could not be read enough has been said."""
        if column not in self.unread:
            self.faults.append(Fault(self.number, column, message))

    def refuse(self, column: str, message: str) -> None:
        """Note that the cell itself cannot be read."""
        self.fault(column, message)
        self.unread.add(column)


def raise_faults(rows: Sequence[Row]) -> None:
    """Stop when something was noted on any row."""
    faults = [fault for row in rows for fault in row.faults]
    if faults:
        raise TableFaults(faults)
