"""Parsers of a filled cell: the value, or CellError that says what to write instead."""

import datetime
import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from alignment.tables.faults import CellError

_OTHER_ORDER = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")


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


def clear_date(cell: str) -> datetime.date:
    """Year-month-day, or another order of numbers in which day and month cannot be confused."""
    try:
        return datetime.date.fromisoformat(_in_iso_order(cell))
    except ValueError:
        message = _("“%(cell)s” is not a date. Write it as year-month-day, such as 2026-03-21.")
        raise CellError(message % {"cell": cell[:60]}) from None


def _in_iso_order(cell):
    if not (found := _OTHER_ORDER.fullmatch(cell)):
        return cell
    one, other, year = map(int, found.groups())
    if one <= 12 and other <= 12 and one != other:
        return cell
    day, month = (one, other) if other <= 12 else (other, one)
    return f"{year}-{month:02}-{day:02}"


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
