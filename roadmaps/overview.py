"""The follow-up at a glance: which actions are shown, and how many there are of each kind."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alignment.names import folded
from roadmaps.follow_up import Followed, Owner, owners
from roadmaps.progress import DONE, LATER, OVERDUE, SOON, STALLED, counts

ALL = "all"
ON_A_PAGE = 100
LABELS = {
    ALL: gettext_lazy("All"),
    OVERDUE: gettext_lazy("Overdue"),
    SOON: gettext_lazy("Due within 30 days"),
    LATER: gettext_lazy("Due within 90 days"),
    STALLED: gettext_lazy("No news for 90 days"),
    DONE: gettext_lazy("Done"),
}


@dataclass(frozen=True, slots=True)
class Tab:
    key: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class OwnerLine:
    """How the actions stand that one name leads or co-leads."""

    owner: Owner
    overdue: int
    done: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """``rows``: a page of the actions to show. ``owner``: whose, None for everybody's."""

    rows: Page
    tabs: list[Tab]
    owners: list[OwnerLine]
    owner: Owner | None
    sentence: str

    @property
    def chosen(self) -> Tab:
        return next(tab for tab in self.tabs if tab.is_chosen)


def overview(
    rows: list[Followed], *, show: str = ALL, owner_key: str = "", page: str = ""
) -> Overview:
    """Unknown choices show everything."""
    names = owners(row.action for row in rows)
    owner = next((name for name in names if name.key == owner_key), None)
    led = _by_lead(rows)
    mine = led[folded(owner.name)] if owner else rows
    found = counts(row.progress for row in mine)
    show = show if show in LABELS else ALL
    return Overview(
        rows=Paginator(_shown(mine, show), ON_A_PAGE).get_page(page),
        tabs=[Tab(key, str(LABELS[key]), found[key], key == show) for key in LABELS],
        owners=[_owner_line(name, led[folded(name.name)], name == owner) for name in names],
        owner=owner,
        sentence=sentence(found),
    )


def _shown(rows, show):
    return [row for row in rows if show in (ALL, *row.progress.groups)]


def sentence(found: dict[str, int]) -> str:
    """The counts in words."""
    total = found["all"]
    parts = [
        ngettext("Done: %(done)d of %(n)d action.", "Done: %(done)d of %(n)d actions.", total)
        % {"done": found[DONE], "n": total},
        _told(found[OVERDUE], _("Nothing is overdue."), _overdue),
        _told(found[SOON], "", _soon),
        _told(found[STALLED], "", _silent),
    ]
    return " ".join(filter(None, parts)) if total else ""


def _told(number, none, some):
    return some(number) if number else none


def _overdue(n):
    return ngettext("%(n)d is overdue.", "%(n)d are overdue.", n) % {"n": n}


def _soon(n):
    return ngettext("%(n)d is due within 30 days.", "%(n)d are due within 30 days.", n) % {"n": n}


def _silent(n):
    return ngettext(
        "Of %(n)d there has been no news for 90 days.",
        "Of %(n)d there has been no news for 90 days.",
        n,
    ) % {"n": n}


def _by_lead(rows: Iterable[Followed]) -> dict[str, list[Followed]]:
    found = defaultdict(list)
    for row in rows:
        for name in dict.fromkeys(map(folded, row.leads)):
            found[name].append(row)
    return found


def _owner_line(owner: Owner, rows: list[Followed], is_chosen: bool) -> OwnerLine:
    found = counts(row.progress for row in rows)
    return OwnerLine(owner, found[OVERDUE], found[DONE], is_chosen)
