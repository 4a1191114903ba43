"""Somebody else's action matrix, turned into a roadmap table once its columns are known.

Only what means one thing is put into our form: words of a list become its codes, dates and
amounts become ours. Whatever is in doubt stays as it was typed, and the import says what to mend.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alignment.names import folded
from alignment.tables import guard, read_cells
from roadmaps.amounts import NoAmount, TwoAmounts, read_money
from roadmaps.currencies import CURRENCIES

LEFT_OUT = "-"
# Fields that may take the texts of several columns, and what then stands between these.
JOINED = dict.fromkeys(
    ("action", "cause", "risk", "mitigation", "indicator", "baseline", "target", "source"), "\n"
) | dict.fromkeys(("objectives", "support", "depends_on", "bottleneck"), "; ")
_LISTS = ("objectives", "support", "depends_on")
_CODE = re.compile(r"\b[A-Z]{3}\b")
_SCALE = re.compile(r"mil+i|mill?e|mil\b|thousand|bil+i|000|\bmn?\b|\bbn\b|\bk\b", re.IGNORECASE)
LOOKED_THROUGH = 15  # rows among which the one with the column names is sought


class NoMatrix(ValueError):
    """A text that holds no carried matrix."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """``number``: the row of the ``names``. ``above``: texts of the rows before it. ``rows``:
    (number, cells), each as long as the names.
    """

    number: int
    names: tuple[str, ...]
    above: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def filled(self, place: int) -> int:
        """How many cells of the column hold something."""
        return sum(bool(cells[place].strip()) for _number, cells in self.rows)

    def samples(self, place: int, count: int = 3) -> list[str]:
        texts = (cells[place].strip() for _number, cells in self.rows)
        return list(dict.fromkeys(filter(None, texts)))[:count]


def read_matrix(source: bytes | str) -> Matrix:
    """Raises TableFaults where it cannot be read."""
    return _matrix(read_cells(source))


def carried(matrix: Matrix) -> str:
    """The matrix as text that travels through a form and comes back as it was."""
    records = [(matrix.number, matrix.names), *matrix.rows]
    return json.dumps({"above": matrix.above, "records": records}, ensure_ascii=False)


def brought_back(text: str) -> Matrix:
    """Raises NoMatrix for anything that `carried` did not make."""
    try:
        plain = json.loads(text)
        (number, names), *rows = plain["records"]
        return Matrix(
            number=int(number),
            names=tuple(map(str, names)),
            above=tuple(map(str, plain["above"])),
            rows=tuple((int(n), tuple(map(str, cells))) for n, cells in rows),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise NoMatrix(text[:60]) from error


def as_table(
    matrix: Matrix,
    fields: Sequence[str],
    words: Mapping[str, Mapping[str, str]],
    *,
    fill_down: bool = False,
) -> str:
    """CSV with our columns. ``fields``: for each column of the matrix ours, or LEFT_OUT.

    ``words``: for each of our coded columns the code by word, in lower case. ``fill_down``: an
    empty bottleneck is the one above. Rows keep their numbers, so that faults name the right one.
    """
    used = list(dict.fromkeys(field for field in fields if field != LEFT_OUT))
    if "cost" in used and "currency" not in used:
        used.append("currency")
    heads = [name for name, field in zip(matrix.names, fields, strict=True) if field == "cost"]
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([] for _line in range(matrix.number - 1))
    writer.writerow(used)
    last, above = matrix.number, ""
    for number, cells in matrix.rows:
        writer.writerows([] for _line in range(number - last - 1))
        row = _row(fields, cells, words)
        _settle_cost(row, heads)
        if fill_down and any(row.values()):
            above = row["bottleneck"] = row.get("bottleneck") or above
        writer.writerow([guard(row.get(name, "")) for name in used])
        last = number
    return out.getvalue()


def _matrix(records) -> Matrix:
    at = _header(records)
    number, header = records[at]
    body = records[at + 1 :]
    width = max(len(cells) for _number, cells in records[at:])
    names = [cell.strip() for cell in _wide(header, width)]
    places = [n for n in range(width) if names[n] or any(_at(c, n).strip() for _n, c in body)]
    return Matrix(
        number=number,
        names=tuple(" ".join(names[place].split()) for place in places),
        above=tuple(" ".join(filter(None, map(str.strip, cells))) for _n, cells in records[:at]),
        rows=tuple((n, tuple(_at(cells, place) for place in places)) for n, cells in body),
    )


def _header(records) -> int:
    """The first row that is nearly as full as the fullest: titles above a table are short."""
    head = records[:LOOKED_THROUGH]
    counts = [sum(bool(cell.strip()) for cell in cells) for _number, cells in head]
    return next(n for n, count in enumerate(counts) if 5 * count >= 3 * max(counts))


def _wide(cells, width):
    return [*cells, *[""] * (width - len(cells))]


def _at(cells, place):
    return cells[place] if place < len(cells) else ""


def _row(fields, cells, words) -> dict[str, str]:
    row: dict[str, str] = {}
    for field, cell in zip(fields, cells, strict=True):
        text = cell.strip()
        if field == LEFT_OUT or not text:
            continue
        told = _ours(field, text, words)
        row[field] = JOINED[field].join((row[field], told)) if row.get(field) else told
    return row


def _ours(field, text, words) -> str:
    if field in _LISTS:
        items = (item.strip() for item in re.split(r"[;\n]", text))
        return "; ".join(_coded(item, words.get(field, {})) for item in items if item)
    if field == "bottleneck":
        return " ".join(text.split())
    return _coded(text, words.get(field, {}))


def _coded(text, codes) -> str:
    return codes.get(folded(text), text)


def _settle_cost(row, heads):
    """An amount that means one thing; its currency, where the row names no other.

    ``heads``: what stands above the costs, such as "Cost (USD)". One that says millions or
    thousands goes with the amount, so that the import asks for the whole of it.
    """
    head = " ".join(heads)
    if row.get("cost") and _SCALE.search(head):
        row["cost"] = f"{row['cost']} ({head})"
        return
    try:
        money = read_money(row.get("cost", ""), CURRENCIES)
    except (NoAmount, TwoAmounts):
        return
    named = row.get("currency", "") or ("" if money.currency else _currency_in(head))
    contradicted = money.currency and named and named.upper() != money.currency
    if contradicted or (money.sign and not named):
        return
    row["cost"] = str(money.amount)
    row["currency"] = named or money.currency


def _currency_in(head) -> str:
    """The one currency that a column's name says; empty for none or several."""
    found = {code for code in _CODE.findall(head) if code in CURRENCIES}
    return found.pop() if len(found) == 1 else ""
