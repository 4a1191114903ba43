"""Tables that people bring: read from CSV, XLSX or a pasted range, written so that they read back.

A table is a header row with the exact column names, in any order, and rows beneath. Every
fault is collected with its row, its column and what to do; nothing is decided here about what
a row means. Cells that a spreadsheet could take for a formula get one leading ``'`` in CSV,
and reading removes exactly one.
"""

import csv
import datetime
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 50 * 1024 * 1024
MOST_ROWS = 5000
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")
_CONTROLS = {chr(code) for code in range(32)} - {"\t", "\n", "\r"}


@dataclass(frozen=True, slots=True)
class Fault:
    """``row`` as the spreadsheet numbers it (the header is 1); None: the whole table."""

    row: int | None
    column: str
    message: str

    def __str__(self):
        place = [_("row %(row)d") % {"row": self.row}] if self.row else []
        place += [_("column “%(column)s”") % {"column": self.column}] if self.column else []
        return f"{', '.join(place)}: {self.message}" if place else self.message


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
    number: int
    values: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def fault(self, column: str, message: str) -> None:
        self.faults.append(Fault(self.number, column, message))


# --- cells -----------------------------------------------------------------------------


def text(longest: int) -> Callable[[str], str]:
    def parse(cell):
        if len(cell) > longest:
            message = _("%(length)d characters are too many. Shorten it to %(longest)d.")
            raise CellError(message % {"length": len(cell), "longest": longest})
        return cell

    return parse


def choice(codes: Iterable[str], *, fold: Callable[[str], str] = str.lower):
    """One of ``codes``; upper and lower case are the same."""
    known = {fold(code): code for code in codes}

    def parse(cell):
        if fold(cell) not in known:
            message = _("“%(cell)s” is not known. Write one of: %(codes)s.")
            raise CellError(message % {"cell": cell[:60], "codes": ", ".join(known.values())})
        return known[fold(cell)]

    return parse


def whole_number(low: int, high: int):
    def parse(cell):
        if not cell.isascii() or not cell.isdecimal() or not low <= int(cell) <= high:
            message = _("“%(cell)s” is not a whole number from %(low)d to %(high)d.")
            raise CellError(message % {"cell": cell[:60], "low": low, "high": high})
        return int(cell)

    return parse


def amount(cell: str) -> Decimal:
    """A number with a point for decimals: no currency sign, no thousands separator."""
    try:
        value = Decimal(cell)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) >= Decimal(10) ** 16 or value.as_tuple().exponent < -2:
        message = _(
            "“%(cell)s” is not an amount. Write digits only, with a point before at most two "
            "decimals, such as 1250000.50."
        )
        raise CellError(message % {"cell": cell[:60]})
    return value


def iso_date(cell: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(cell)
    except ValueError:
        message = _("“%(cell)s” is not a date. Write it as year-month-day, such as 2026-03-21.")
        raise CellError(message % {"cell": cell[:60]}) from None


def clock(cell: str) -> datetime.time:
    try:
        hours, minutes = cell.replace(".", ":").split(":")[:2]
        return datetime.time(int(hours), int(minutes))
    except ValueError:
        message = _("“%(cell)s” is not a time. Write hours and minutes, such as 08:30.")
        raise CellError(message % {"cell": cell[:60]}) from None


def list_of(parse: Callable[[str], Any]):
    """Items separated by ``;``. Empty items are passed over."""

    def parse_list(cell):
        return [parse(item.strip()) for item in cell.split(";") if item.strip()]

    return parse_list


# --- reading ---------------------------------------------------------------------------


def read_table(source: bytes | str, columns: Sequence[Column]) -> list[Row]:
    """Rows with parsed values, one key for each column. Raises TableFaults with every fault."""
    records = _xlsx_records(source) if _is_xlsx(source) else _text_records(source, columns)
    if not records:
        _refuse(_("The table is empty. Its first row must hold the column names."))
    header, *body = records
    places = _places(header, columns)
    if len(body) > MOST_ROWS:
        message = _("The table has %(rows)d rows. Split it: %(most)d can be read at once.")
        _refuse(message % {"rows": len(body), "most": MOST_ROWS})
    rows = [_read_row(number, cells, places, columns) for number, cells in body]
    faults = [fault for row in rows for fault in row.faults]
    if faults:
        raise TableFaults(faults)
    if not rows:
        _refuse(_("The table has column names but no rows beneath them."))
    return rows


def _refuse(message: str, column: str = "", row: int | None = None):
    raise TableFaults([Fault(row, column, message)])


def _is_xlsx(source) -> bool:
    return isinstance(source, bytes) and source[:4] == b"PK\x03\x04"


def _text_records(source, columns):
    if len(source) > LARGEST_FILE:
        _refuse(_("The file is larger than 5 MB. Is it the right one?"))
    content = _decoded(source) if isinstance(source, bytes) else source
    content = content.removeprefix("\ufeff")
    if "\x00" in content:
        _refuse(_("This is not a table of text. Save the sheet as XLSX or as CSV UTF-8."))
    delimiter = _delimiter(content, columns)
    guarded = delimiter != "\t" or isinstance(source, bytes)
    try:
        records = list(csv.reader(io.StringIO(content, newline=""), delimiter=delimiter))
    except csv.Error:
        _refuse(_("The table cannot be read: a quotation mark is open to the end."))
    cells = ([_unguard(c) if guarded else c for c in record] for record in records)
    return _filled(enumerate(cells, start=1))


def _decoded(source: bytes) -> str:
    if source[:4] == b"\xd0\xcf\x11\xe0":
        _refuse(_("This is an old Excel file (.xls). Save it as XLSX and try again."))
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse(_("The file is not in UTF-8. In Excel choose “CSV UTF-8”, or save it as XLSX."))


def _delimiter(content: str, columns) -> str:
    """The separator that finds most of the column names in the first filled line."""
    lines = content.lstrip("\r\n").splitlines()
    first = lines[0] if lines else ""
    names = {column.name for column in columns}

    def found(delimiter):
        return sum(cell.strip().strip('"').lower() in names for cell in first.split(delimiter))

    return max(",;\t", key=found)


def _unguard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") else cell


def _xlsx_records(source: bytes):
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow import

    if len(source) > LARGEST_FILE:
        _refuse(_("The file is larger than 5 MB. Is it the right one?"))
    not_a_workbook = _("This is not a readable Excel workbook. Save it again as XLSX.")
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                _refuse(_("The workbook is too large when unpacked. Keep only the table."))
        sheet = load_workbook(io.BytesIO(source), read_only=True, data_only=True).worksheets[0]
        cells = sheet.iter_rows(max_row=MOST_ROWS + 100, values_only=True)
        return _filled((n, [_cell_text(c) for c in row]) for n, row in enumerate(cells, start=1))
    except TableFaults:
        raise
    except Exception:
        _refuse(not_a_workbook)


def _cell_text(value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _filled(records):
    return [(n, cells) for n, cells in records if any(cell.strip() for cell in cells)]


def _places(header, columns) -> dict[str, int]:
    """Where each column stands. Unknown, doubled and missing names are all reported."""
    number, cells = header
    found = [cell.strip() for cell in cells]
    while found and not found[-1]:
        found.pop()
    known = [column.name for column in columns]
    faults = [Fault(number, name, _unknown(known)) for name in found if name not in known]
    doubled = {name for name in found if found.count(name) > 1 and name in known}
    faults += [Fault(number, name, _("This column is there twice.")) for name in sorted(doubled)]
    missing = [c.name for c in columns if c.required and c.name not in found]
    faults += [Fault(number, name, _("This column is missing.")) for name in missing]
    if faults:
        raise TableFaults(faults)
    return {name: found.index(name) for name in found}


def _unknown(known) -> str:
    return _("This column is not known. The names are: %(names)s.") % {"names": ", ".join(known)}


def _read_row(number, cells, places, columns) -> Row:
    row = Row(number, {})
    for column in columns:
        place = places.get(column.name)
        cell = cells[place].strip() if place is not None and place < len(cells) else ""
        row.values[column.name] = _read_cell(row, column, cell)
    if len(cells) > len(places) and any(cell.strip() for cell in cells[len(places) :]):
        row.fault("", _("This row has more cells than there are column names."))
    return row


def _read_cell(row: Row, column: Column, cell: str):
    if not cell:
        if column.required:
            row.fault(column.name, _("This cell is empty. It must be filled."))
        return column.empty
    if _CONTROLS & set(cell):
        row.fault(column.name, _("This cell holds a control character. Type the text again."))
        return column.empty
    try:
        return column.parse(cell)
    except CellError as error:
        row.fault(column.name, str(error))
        return column.empty


# --- writing ---------------------------------------------------------------------------


def guard(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def cell_of(value) -> str:
    """A value as the import reads it: ISO dates, a point for decimals, lists with ``; ``."""
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return "; ".join(cell_of(item) for item in value)
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M")
    return str(value)


def to_csv(names: Sequence[str], rows: Iterable[dict[str, Any]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(names)
    writer.writerows([guard(cell_of(row.get(name))) for name in names] for row in rows)
    return out.getvalue()


def to_xlsx(sheets: dict[str, tuple[Sequence[str], Iterable[dict[str, Any]]]]) -> bytes:
    """A workbook of sheets ``{title: (names, rows)}``; numbers stay numbers, nothing is a formula."""
    import xlsxwriter  # noqa: PLC0415 -- slow import

    out = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, plain) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for title, (names, rows) in sheets.items():
            _write_sheet(book.add_worksheet(title[:31]), names, rows, head, wrap)
    return out.getvalue()


def _write_sheet(sheet, names, rows, head, wrap):
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(names) - 1, 0), 22)
    sheet.write_row(0, 0, names, head)
    for number, row in enumerate(rows, start=1):
        for place, name in enumerate(names):
            value = row.get(name)
            if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
                sheet.write_number(number, place, value, wrap)
            else:
                sheet.write_string(number, place, cell_of(value), wrap)
