"""Tables that people bring: read from CSV, XLSX or a pasted range, written so that they read back.

A table is a header row with the exact column names, in any order, and rows beneath. Every
fault is collected with its row, its column and what to do; nothing is decided here about what
a row means. Cells that a spreadsheet could take for a formula get one leading ``'`` in CSV,
and reading removes exactly one.
"""

from alignment.tables.cells import amount, choice, clear_date, clock, list_of, text, whole_number
from alignment.tables.everyday import Everyday, Words, read_everyday
from alignment.tables.faults import CellError, Column, Fault, Row, TableFaults, raise_faults
from alignment.tables.reading import (
    LARGEST_FILE,
    MOST_ROWS,
    read_cells,
    read_rows,
    read_table,
)
from alignment.tables.writing import cell_of, guard, to_csv, to_xlsx

__all__ = [
    "LARGEST_FILE",
    "MOST_ROWS",
    "CellError",
    "Column",
    "Everyday",
    "Fault",
    "Row",
    "TableFaults",
    "Words",
    "amount",
    "cell_of",
    "choice",
    "clear_date",
    "clock",
    "guard",
    "list_of",
    "raise_faults",
    "read_cells",
    "read_everyday",
    "read_rows",
    "read_table",
    "text",
    "to_csv",
    "to_xlsx",
    "whole_number",
]
