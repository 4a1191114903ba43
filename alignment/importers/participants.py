"""The table of participants: one row for a person, or for several seats without names.

Bringing the same table twice changes nothing: people are known by their name within the
institution, and seats without names are counted.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from alignment.findings import isolated
from alignment.importers.everyday import everyday_participants
from alignment.importers.sums import without_sums
from alignment.importing import Importer, ImportPlan
from alignment.models import Institution, Participant, Workshop
from alignment.names import folded
from alignment.services.people import (
    add_institution,
    add_people,
    change_institution,
    settle_speaker,
    side_named,
)
from alignment.tables import CellError, Column, Row, choice, raise_faults, text, whole_number
from alignment.vocabulary import WORKSHOP_LANGUAGES, Role, SideCode

MOST_SEATS = 500
PERSON = ("post", "role", "language", "email")


def line(longest: int):
    """Text on one line: a break inside a cell becomes a space."""
    parse_text = text(longest)
    return lambda cell: parse_text(" ".join(cell.splitlines()))


def email_address(cell: str) -> str:
    try:
        validate_email(cell)
    except ValidationError:
        message = _("“%(cell)s” is not an e-mail address. Write one such as name@example.org.")
        raise CellError(message % {"cell": cell[:60]}) from None
    return cell


def language(cell: str) -> str:
    """Its code; or its name, as its speakers or the reader call it, or in English."""
    for code, _name in WORKSHOP_LANGUAGES:
        known = get_language_info(code)
        names = (known["name_local"], known["name_translated"], known["name"])
        if cell.casefold() in (name.casefold() for name in names):
            return code
    return choice(code for code, _name in WORKSHOP_LANGUAGES)(cell)


COLUMNS = [
    Column("institution", line(200), required=True),
    Column("side", choice(SideCode.values)),
    Column("seats", whole_number(0, MOST_SEATS), empty=None),
    Column("name", line(150)),
    Column("post", line(150)),
    Column("role", choice(Role.values)),
    Column("language", language),
    Column("email", email_address),
]


@dataclass(slots=True)
class Delegation:
    """What the table says about one institution, beside what is stored.

    ``spare`` counts stored seats by (post, role) that a row without a name may mean.
    """

    name: str
    stored: Institution | None
    side: str = ""
    side_row: int = 0
    named: dict[str, list[Participant]] = field(default_factory=dict)
    spare: Counter = field(default_factory=Counter)
    rows: dict[str, int] = field(default_factory=dict)
    people: list[dict] = field(default_factory=list)
    changes: list[tuple[Participant, dict]] = field(default_factory=list)
    present: int = 0


def plan_participants(workshop: Workshop, rows: list[Row], by=None) -> ImportPlan:
    workshop.ensure_not_over()
    rows, sums = without_sums(rows)
    delegations = _stored(workshop, {folded(row["name"]) for row in rows})
    for row in rows:
        key = folded(row["institution"])
        delegation = delegations.setdefault(key, Delegation(row["institution"], None))
        _read_side(row, delegation)
        _read_person(row, delegation)
    raise_faults(rows)
    touched = [delegations[key] for key in {folded(row["institution"]): None for row in rows}]
    return ImportPlan(_lines(workshop, touched) + sums, partial(_apply, workshop, touched))


def _stored(workshop, names_in_table) -> dict[str, Delegation]:
    delegations = {
        folded(institution.name): Delegation(
            institution.name,
            institution,
            side=institution.side.code if institution.side else "",
        )
        for institution in workshop.institutions.select_related("side").order_by("-pk")
    }
    for seat in workshop.participants.select_related("institution"):
        delegation = delegations[folded(seat.institution.name)]
        if seat.name:
            delegation.named.setdefault(folded(seat.name), []).append(seat)
        if not seat.name or (seat.joined_at and folded(seat.name) not in names_in_table):
            delegation.spare[seat.post, seat.role] += 1
    return delegations


def _read_side(row, delegation):
    if not row["side"]:
        return
    if not delegation.side:
        delegation.side, delegation.side_row = row["side"], row.number
    elif delegation.side != row["side"]:
        message = (
            _("Row %(row)d says %(side)s for the same institution. Correct one of the two.")
            if delegation.side_row
            else _("This institution is on side %(side)s. Correct the row, or move it first.")
        )
        row.fault("side", message % {"row": delegation.side_row, "side": delegation.side})


def _read_person(row, delegation):
    if {"seats", "name"} & row.unread:
        return
    if row["name"] and row["seats"] is not None:
        row.fault("seats", _("Leave this empty where a name is given: one row, one person."))
    elif row["name"]:
        _read_named(row, delegation)
    elif row["seats"] is None:
        row.fault("name", _("Write a name, or the number of seats without names."))
    else:
        _read_unnamed(row, delegation)


def _read_named(row, delegation):
    key = folded(row["name"])
    first = delegation.rows.setdefault(key, row.number)
    stored = delegation.named.get(key, [])
    if first != row.number:
        message = _("This person is already in row %(row)d. Remove one row, or tell them apart.")
        row.fault("name", message % {"row": first})
    elif len(stored) > 1:
        row.fault("name", _("Two people here have this name. Tell them apart in the list first."))
    elif stored:
        _compare(row, delegation, stored[0])
    else:
        delegation.people.append({"name": row["name"]} | _person(row))


def _compare(row, delegation, seat):
    """An empty cell leaves what is stored."""
    given = {name: row[name] for name in PERSON if row[name]}
    changed = {name: value for name, value in given.items() if getattr(seat, name) != value}
    if changed:
        delegation.changes.append((seat, changed))
    else:
        delegation.present += 1


def _read_unnamed(row, delegation):
    person = _person(row)
    key = person["post"], person["role"]
    there = min(delegation.spare[key], row["seats"])
    delegation.spare[key] -= there
    delegation.present += there
    delegation.people += [person] * (row["seats"] - there)


def _person(row):
    return {name: row[name] for name in PERSON} | {"role": row["role"] or Role.RESPONDENT.value}


def _lines(workshop, delegations) -> list[str]:
    sides = set(workshop.sides.values_list("code", flat=True))
    added = {d.side: None for d in delegations if d.side and d.side not in sides}
    lines = [_("The side “%(side)s” is added.") % {"side": SideCode(code).label} for code in added]
    return lines + [_line(delegation) for delegation in delegations]


def _line(delegation):
    parts = [] if delegation.stored else [_("a new institution")]
    counts = [
        (
            ngettext("%(n)d seat is added", "%(n)d seats are added", len(delegation.people)),
            len(delegation.people),
        ),
        (
            ngettext("%(n)d seat is changed", "%(n)d seats are changed", len(delegation.changes)),
            len(delegation.changes),
        ),
        (
            ngettext("%(n)d is already there", "%(n)d are already there", delegation.present),
            delegation.present,
        ),
    ]
    parts += [sentence % {"n": n} for sentence, n in counts if n]
    said = ", ".join(parts) or _("nothing changes")
    words = {"institution": isolated(delegation.name), "what": said}
    return _("%(institution)s: %(what)s") % words


def _apply(workshop, delegations):
    for delegation in delegations:
        institution = _institution(workshop, delegation)
        for seat, values in delegation.changes:
            for name, value in values.items():
                setattr(seat, name, value)
            seat.save(update_fields=list(values))
        add_people(institution=institution, people=delegation.people)
        settle_speaker(institution.side)


def _institution(workshop, delegation) -> Institution:
    side = side_named(workshop, delegation.side) if delegation.side else None
    if delegation.stored is None:
        return add_institution(workshop=workshop, name=delegation.name, side=side)
    if side is not None and delegation.stored.side is None:
        return change_institution(institution=delegation.stored, name=delegation.name, side=side)
    return delegation.stored


def participant_rows(workshop: Workshop) -> list[dict]:
    """The table as the import reads it: runs of like seats without names make one row.

    Withdrawn seats are left out.
    """
    rows = []
    for institution in workshop.institutions.select_related("side").prefetch_related(
        "participants"
    ):
        place = {
            "institution": institution.name,
            "side": institution.side.code if institution.side else "",
        }
        seats = [seat for seat in institution.participants.all() if not seat.voided_at]
        rows += [place | row for row in _seat_rows(seats)] or [place | {"seats": 0}]
    return rows


def _seat_rows(seats):
    for (name, *person), alike in groupby(seats, key=_table_values):
        run = list(alike)
        values = dict(zip(PERSON, person, strict=True))
        if name:
            yield from ({"name": name} | values for _seat in run)
        else:
            yield {"seats": len(run)} | values


def _table_values(seat):
    return [seat.name, *(getattr(seat, column) for column in PERSON)]


PARTICIPANTS = Importer("participants", COLUMNS, plan_participants, everyday_participants)
