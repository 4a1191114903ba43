"""Plain text for a terminal: tables, and lists of what an editor should look at."""

import re
import textwrap
from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.translation import gettext as _

WIDTH = 100
_FIGURE = re.compile(r"[\d·%]*")


def table(rows: Iterable[list[str]]) -> list[str]:
    """The first row is the head. Columns of figures stand to the right, others to the left."""
    columns = [_aligned(column) for column in zip(*rows, strict=True)]
    return ["  " + "  ".join(row).rstrip() for row in zip(*columns, strict=True)]


def _aligned(column):
    width = max(map(len, column))
    is_of_figures = all(_FIGURE.fullmatch(cell) for cell in column[1:])
    return [cell.rjust(width) if is_of_figures else cell.ljust(width) for cell in column]


def named(sentence: str, things: Iterable[object]) -> list[str]:
    """``sentence``, how many, and which, over as many lines as that needs."""
    listed = list(map(str, things))
    return _wrapped(sentence, len(listed), listed)


def named_in_order(sentence: str, codes: Iterable[str], order: list[str]) -> list[str]:
    """As `named`, with neighbours in ``order`` drawn together: "F-01 to F-05"."""
    wanted = set(codes)
    return _wrapped(sentence, len(wanted), list(_runs(wanted, order)))


def _runs(wanted, order) -> Iterator[str]:
    for is_wanted, run in groupby(order, key=wanted.__contains__):
        codes = list(run)
        if is_wanted and len(codes) > 2:
            yield _("%(first)s to %(last)s") % {"first": codes[0], "last": codes[-1]}
        elif is_wanted:
            yield from codes


def _wrapped(sentence, count, listed):
    which = f" ({count}): {', '.join(listed)}" if count else ": " + _("none")
    return textwrap.wrap(
        f"  {sentence}{which}",
        WIDTH,
        subsequent_indent="    ",
        break_on_hyphens=False,
        break_long_words=False,
    )
