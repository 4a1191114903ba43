"""How the organiser's checks read on a page, and where each is mended."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from alignment.checks import Finding
from alignment.models import Workshop
from alignment.vocabulary import SideCode

TEXTS = {
    "expected_total": _(
        "You expect %(expected)d participants, but the list has %(seats)d seats. "
        "Correct the list or the expected number."
    ),
    "name_twice": _(
        "%(name)s is in the list more than once. Withdraw one seat, or add what tells the "
        "two people apart."
    ),
    "institution_twice": _(
        "%(institution)s is in the list more than once. Move the seats to one of the two."
    ),
    "side_empty": _("%(side)s: nobody has a seat yet. Add an institution and its seats."),
    "side_silent": _(
        "%(side)s: all its seats are for observers, so nobody answers for it. Give a seat the "
        "role of respondent, if it is to answer."
    ),
    "side_small": _(
        "%(side)s: %(seats)d people answer one by one, but groups under %(threshold)d are never "
        "shown. Add seats, or let the delegation give one answer."
    ),
    "no_signatory": _(
        "%(side)s: nobody is named to sign the roadmap. Give one seat the role of signatory."
    ),
    "lopsided": _(
        "The ministry of health has %(moh)d seats that answer and the ministry of finance "
        "%(mof)d. Invite more people of the smaller one."
    ),
    "no_side": _("%(institution)s belongs to no side yet. Choose its side."),
    "no_seats": _("%(institution)s has no seats. Add them, or remove the institution."),
    "outside_days": _(
        "“%(session)s” is on %(day)s, which is not a day of the workshop. Correct the day, or "
        "the days of the workshop."
    ),
    "session_reversed": _(
        "“%(session)s” on %(day)s begins at %(start)s and ends at %(end)s. Correct the times."
    ),
    "sessions_overlap": _(
        "“%(session)s” on %(day)s begins at %(start)s, before “%(other)s” ends at "
        "%(other_end)s. Move one of them, unless they are meant to run side by side."
    ),
    "agenda_gap": _(
        "Nothing is planned on %(day)s from %(start)s to %(end)s. Add a session or a break."
    ),
}
_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
PLACES = {"sides": "alignment:sides", "people": "alignment:people", "agenda": "alignment:agenda"}
# Findings with a page of their own to mend them on.
OWN_PLACES = {"no_side": "alignment:institution_sides"}


@dataclass(frozen=True, slots=True)
class Advice:
    text: str
    url: str
    where: str


def worded(workshop: Workshop, found: list[Finding]) -> list[Advice]:
    return [
        Advice(_text(finding), reverse(_place(finding), args=[workshop.code]), finding.where)
        for finding in found
    ]


def _place(finding) -> str:
    return OWN_PLACES.get(finding.code, PLACES[finding.where])


def _text(finding):
    return TEXTS[finding.code] % {key: _shown(key, v) for key, v in finding.values.items()}


def _shown(key, value):
    if key == "side":
        return SideCode(value).label
    if key == "day":
        return date_format(value)
    if key in ("start", "end", "other_end"):
        return value.strftime("%H:%M")
    return isolated(value) if isinstance(value, str) else value


def isolated(text: str) -> str:
    """Text that somebody typed, fenced so that its direction cannot reorder the sentence."""
    return f"\u2068{text.translate(_ISOLATES)}\u2069"
