"""Writing a table so that it reads back identically."""

import csv
import datetime
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")


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


NARROWEST, WIDEST = 9, 60  # letters that a column of a workbook is wide


def to_xlsx(
    sheets: dict[str, tuple[Sequence[str], Iterable[dict[str, Any]]]], *, paper_head: str = ""
) -> bytes:
    """A workbook of sheets ``{title: (names, rows)}``; numbers stay numbers, no cell a formula.

    ``paper_head`` is printed at the head of every page.
    """
    import xlsxwriter  # noqa: PLC0415 -- slow import

    out = io.BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, plain) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for title, (names, rows) in sheets.items():
            sheet = book.add_worksheet(title[:31])
            _prepare_print(sheet, paper_head)
            _write_sheet(sheet, names, rows, head, wrap)
    return out.getvalue()


def _prepare_print(sheet, paper_head):
    """Across, all columns on one page, the head repeated on each."""
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    # A head takes 255 characters, and a bare & would begin a command.
    sheet.set_header("&L" + paper_head[:200].replace("&", "&&") if paper_head else "")
    sheet.set_footer("&L&A&R&P / &N")


def _write_sheet(sheet, names, rows, head, wrap):
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, names, head)
    widths = [len(name) for name in names]
    for number, row in enumerate(rows, start=1):
        for place, name in enumerate(names):
            value = row.get(name)
            if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
                sheet.write_number(number, place, value, wrap)
            elif value in (None, ""):
                sheet.write_blank(number, place, None, wrap)
            else:
                text = cell_of(value)
                widths[place] = max(widths[place], *map(len, text.split("\n")))
                sheet.write_string(number, place, text, wrap)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, min(max(width + 2, NARROWEST), WIDEST))
