"""Reading a table from CSV, XLSX or a pasted range; every fault is collected."""

import csv
import datetime
import io
import zipfile
from collections.abc import Sequence

from django.utils.translation import gettext as _

from alignment.tables.faults import CellError, Column, Fault, Row, TableFaults, raise_faults

LARGEST_FILE = 5 * 1024 * 1024
LARGEST_UNPACKED = 50 * 1024 * 1024
MOST_ROWS = 5000
_CONTROLS = {chr(code) for code in range(32)} - {"\t", "\n", "\r"}


def read_table(source: bytes | str, columns: Sequence[Column]) -> list[Row]:
    """Rows with parsed values, one key for each column. Raises TableFaults with every fault."""
    rows = read_rows(source, columns)
    raise_faults(rows)
    return rows


def read_rows(source: bytes | str, columns: Sequence[Column]) -> list[Row]:
    """The same, with the faults of cells left in their rows, so that more can be found.

    Raises TableFaults where the table as a whole cannot be read.
    """
    records = _xlsx_records(source) if _is_xlsx(source) else _text_records(source, columns)
    if not records:
        _refuse(_("The table is empty. Its first row must hold the column names."))
    header, *body = records
    places = _places(header, columns)
    if len(body) > MOST_ROWS:
        message = _("The table has %(rows)d rows. Split it: %(most)d can be read at once.")
        _refuse(message % {"rows": len(body), "most": MOST_ROWS})
    rows = [_read_row(number, cells, places, columns) for number, cells in body]
    if not rows:
        _refuse(_("The table has column names but no rows beneath them."))
    return rows


def read_cells(source: bytes | str) -> list[tuple[int, list[str]]]:
    """The filled rows of any table with their numbers, whatever its columns are called.

    Raises TableFaults where it cannot be read.
    """
    records = _xlsx_records(source) if _is_xlsx(source) else _text_records(source, ())
    if not records:
        _refuse(_("The table is empty. Its first row must hold the column names."))
    if len(records) > MOST_ROWS + 1:
        message = _("The table has %(rows)d rows. Split it: %(most)d can be read at once.")
        _refuse(message % {"rows": len(records), "most": MOST_ROWS})
    return records


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
    if source.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff")):
        _refuse(_("This is a PDF or a picture. Ask for the table in Excel, or type its rows."))
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse(_("The file is not in UTF-8. In Excel choose “CSV UTF-8”, or save it as XLSX."))


def _delimiter(content: str, columns) -> str:
    """The separator that finds most of the column names in the first filled line.

    Where it finds none: tabs, which nobody types into a text, else what is there more.
    """
    lines = content.lstrip("\r\n").splitlines()
    first = lines[0] if lines else ""
    names = {column.name for column in columns}

    def found(delimiter):
        return sum(cell.strip().strip('"').lower() in names for cell in first.split(delimiter))

    best = max(",;\t", key=found)
    if found(best):
        return best
    head = "\n".join(lines[:5])
    return "\t" if "\t" in head else max(",;", key=head.count)


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
            if "word/document.xml" in archive.namelist():
                _refuse(_("This is a Word file. Open it, copy the table, and paste it here."))
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
    faults = [Fault(number, name, _unknown(name, known)) for name in found if name not in known]
    doubled = {name for name in found if found.count(name) > 1 and name in known}
    faults += [Fault(number, name, _("This column is there twice.")) for name in sorted(doubled)]
    missing = [c.name for c in columns if c.required and c.name not in found]
    faults += [Fault(number, name, _("This column is missing.")) for name in missing]
    if faults:
        raise TableFaults(faults)
    return {name: found.index(name) for name in found}


def _unknown(name, known) -> str:
    if not name:
        return _("A column before the last has no name. Name it, or take it out.")
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
            row.refuse(column.name, _("This cell is empty. It must be filled."))
        return column.empty
    if _CONTROLS & set(cell):
        row.refuse(column.name, _("This cell holds a control character. Type the text again."))
        return column.empty
    try:
        return column.parse(cell)
    except CellError as error:
        row.refuse(column.name, str(error))
        return column.empty
