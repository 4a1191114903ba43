"""The demonstration workshops: one with everything filled in, one to play with.

Everything goes through the services that people's presses go through, so a demonstration can
show nothing that a real workshop could not hold.
"""

import datetime
from pathlib import Path

import yaml
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from alignment.importers import AGENDA, PARTICIPANTS
from alignment.importing import run_import
from alignment.models import BudgetDate, Participant, Workshop
from alignment.services.joining import claim_seat
from alignment.services.objectives import change_objectives
from alignment.services.sides import set_side_mode
from alignment.services.workshops import create_workshop
from alignment.tables import to_csv
from alignment.vocabulary import AnswerMode, Role
from diagnostics.services.freeze import open_workshop
from diagnostics.services.questions import pick_short_form
from diagnostics.services.states import ALL, OPEN, set_state
from roadmaps.demo.answers import answer_everything
from roadmaps.demo.plan import make_plan

SCRIPT = settings.BASE_DIR / "fixtures" / "demo" / "rwanda.yaml"
PIN = "135790"


@transaction.atomic
def create_full_demo(*, by=None) -> Workshop:
    """The illustrative Rwanda workshop: three stages revealed, two open, a roadmap unsigned."""
    script = _read(SCRIPT)
    workshop = create_workshop(by=by, illustrative=True, **script["workshop"])
    _seat_people(workshop, script)
    _keep_objectives(workshop, script["dropped_objectives"])
    pick_short_form(workshop=workshop)
    open_workshop(workshop=workshop, by=by)
    set_state(workshop=workshop, stage=ALL, state=OPEN, by=by)
    _claim_seats(workshop)
    answer_everything(workshop, script, by=by)
    make_plan(workshop, script, by=by)
    return Workshop.objects.get(pk=workshop.pk)


@transaction.atomic
def create_blank_demo(*, by=None) -> Workshop:
    """The short form with every stage open; no institutions, participants or answers yet."""
    today = datetime.date.today()
    workshop = create_workshop(
        by=by,
        title=_("Practice workshop"),
        country="RW",
        time_zone="Africa/Kigali",
        starts_on=today,
        ends_on=today,
        languages=["en"],
        illustrative=True,
    )
    pick_short_form(workshop=workshop)
    open_workshop(workshop=workshop, by=by)
    set_state(workshop=workshop, stage=ALL, state=OPEN, by=by)
    return Workshop.objects.get(pk=workshop.pk)


def _read(path: Path) -> dict:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _seat_people(workshop, script):
    names = ["institution", "side", "seats", "role"]
    rows = [row | {"institution": row["name"]} for row in script["institutions"]]
    run_import(PARTICIPANTS, workshop, to_csv(names, rows))
    for entry in script["institutions"]:
        seats = workshop.participants.filter(institution__name=entry["name"])
        for seat, post in enumerate(entry.get("posts", []), start=1):
            seats.filter(seat=seat).update(post=post)
    for entry in script["signatories"]:
        seats = workshop.participants.filter(institution__name=entry["institution"])
        seats.filter(seat=entry["seat"]).update(role=Role.SIGNATORY, post=entry["post"])
    for side in workshop.sides.filter(code__in=script["institutional"]):
        set_side_mode(side=side, mode=AnswerMode.INSTITUTIONAL)
    day = script["workshop"]["starts_on"]
    sessions = [dict(zip(("start", "end", "title"), row, strict=True)) for row in script["agenda"]]
    table = to_csv(["day", "start", "end", "title"], [{"day": day} | row for row in sessions])
    run_import(AGENDA, workshop, table)
    for row in script["budget_dates"]:
        BudgetDate.objects.create(workshop=workshop, **row)


def _keep_objectives(workshop, dropped):
    objectives = workshop.objectives.filter(code__in=dropped)
    changes = {o: {"kept": False, "title": o.title, "meaning": o.meaning} for o in objectives}
    change_objectives(workshop=workshop, changes=changes)


def _claim_seats(workshop):
    """The last seat of each larger institution stays free for whoever tries the demonstration."""
    for institution in workshop.institutions.all():
        seats = list(Participant.objects.filter(institution=institution).select_related("workshop"))
        for participant in seats if len(seats) < 3 else seats[:-1]:
            claim_seat(participant=participant, pin=PIN)
