"""The list of participants and the agenda under the column names that ministries give them."""

import re
from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alignment.importers.days import days_as_written, parts_of
from alignment.models import Workshop
from alignment.tables import Everyday, Words, read_everyday

Source = bytes | str
Read = tuple[Source, list[str]]  # the table, and sentences that say how it was read

PARTICIPANTS = {
    "institution": Words.of(
        "institution institutions organisation organisations organization organizations ministry "
        "agency affiliation entity structure structures organisme organismes administration "
        "administrations ministère instituição institución",
        "name of the and or nom de la l d ou et",
    ),
    "seats": Words.of(
        "seats places number participants people persons delegates effectif effectifs nombre nb "
        "nbre personnes",
        "no of the total expected invited de d représentants attendus attendues invités",
    ),
    "name": Words.of(
        "name names surname nom noms prénom prénoms prenom prenoms",
        "full first last family of the participant participants person and et s complet",
    ),
    "post": Words.of(
        "post position title function designation fonction poste titre qualité cargo puesto",
        "job of the and",
    ),
    "side": Words.of("side"),
    "role": Words.of("role rôle rol"),
    "language": Words.of("language langue idioma língua", "preferred working"),
    "email": Words.of("email mail courriel correo électronique", "e address adresse"),
}
AGENDA = {
    "title": Words.of(
        "title session sessions topic topics activity activities item subject agenda theme thème "
        "sujet tema activité activités séance séances intitulé actividad atividade",
        "of the and or",
    ),
    "day": Words.of("day date jour fecha día dia data", "of the"),
    "time": Words.of(
        "time times hour hours heure heures hora horas horaire horaires horario horário"
    ),
    "start": Words.of("start starts begin begins from début inicio início", "time hour at"),
    "end": Words.of("end ends until fin fim", "time hour at"),
    "responsible": Words.of(
        "responsible responsable responsables responsável speaker speakers facilitator "
        "facilitators lead presenter presenters moderator chair intervenant intervenants animateur",
        "person persons institution session of the and or",
    ),
}
_FROM_TO = re.compile(r"\s*[–—‒-]\s*|\s+(?:to|à|a|às|al)\s+")
_HOURS = re.compile(r"(\d{1,2})\s?h\s?(\d{2})?$")


def everyday_participants(workshop: Workshop, source: Source, names: Sequence[str]) -> Read:
    """A list whose institution may stand in one cell for all of its people."""
    found = read_everyday(source, names, PARTICIPANTS)
    if found is None:
        return source, []
    if "name" in found.columns:
        _fill_down(found)
    return found.as_text(), found.notes


def _fill_down(found: Everyday):
    above, filled = "", False
    for _number, cells in found.rows:
        if cells["name"] and not cells["institution"] and above:
            cells["institution"], filled = above, True
        above = cells["institution"] or above
    if filled:
        found.notes.append(_("Where the institution is empty it is the one in the row above."))


def everyday_agenda(workshop: Workshop, source: Source, names: Sequence[str]) -> Read:
    """An agenda as a concept note has it: "08:00 – 08:30" in one cell, no day where it is one."""
    found = read_everyday(source, names, AGENDA)
    if found is None:
        return source, []
    # Beside a start or an end of its own it means something else, and is refused by its name.
    if "time" in found.columns and not {"start", "end"} & {*found.columns}:
        _part_times(found)
    for name in {"start", "end"} & {*found.columns}:
        for _number, cells in found.rows:
            cells[name] = _with_colon(cells[name])
    if "day" in found.columns:
        _read_days(found, days_as_written(workshop))
    elif workshop.starts_on == workshop.ends_on:
        _set_day(found, workshop.starts_on)
    return found.as_text(), found.notes


def _part_times(found: Everyday):
    found.columns.remove("time")
    found.columns += ["start", "end"]
    for _number, cells in found.rows:
        start, *end = _FROM_TO.split(cells.pop("time"), maxsplit=1)
        cells |= {"start": start, "end": "".join(end)}


def _with_colon(hours: str) -> str:
    return _HOURS.sub(lambda found: f"{found[1]}:{found[2] or '00'}", hours.strip())


def _read_days(found: Everyday, days: dict[tuple, date]):
    """A day stands for the rows below it that name none. What is not clear stays, and is refused
    as it was written."""
    read, above, filled = {}, "", False
    for _number, cells in found.rows:
        if day := days.get(parts_of(cells["day"])):
            if cells["day"] != day.isoformat():
                read[cells["day"]] = day
            cells["day"] = day.isoformat()
        elif not cells["day"] and above:
            cells["day"], filled = above, True
        above = cells["day"]
    for written, day in read.items():
        words = {"theirs": written, "ours": date_format(day)}
        found.notes.append(_("“%(theirs)s” is read as %(ours)s.") % words)
    if filled:
        found.notes.append(_("Where the day is empty it is the one in the row above."))


def _set_day(found: Everyday, day):
    found.columns.append("day")
    found.notes.append(_("Every session is on %(day)s.") % {"day": date_format(day)})
    for _number, cells in found.rows:
        cells["day"] = day.isoformat()
