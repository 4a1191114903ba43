"""The set-up at a glance: what is there, what is missing, where to go next."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alignment.checks import MINISTRIES, Plan
from alignment.models import Workshop


@dataclass(frozen=True, slots=True)
class Task:
    """One part of the set-up; ``done`` when it holds enough to run the workshop."""

    title: str
    summary: str
    url: str
    done: bool


def setup_tasks(workshop: Workshop, plan: Plan, budget_dates: int) -> list[Task]:
    seats = sum(institution.seats for institution in plan.institutions)
    peopled = {side.code for side in plan.sides if side.answering}
    lines = [
        (_("The workshop"), "workshop_edit", _when_and_where(workshop), True),
        (_("Budget calendar"), "budget_dates", _dates(budget_dates), budget_dates > 0),
        (_("Sides"), "sides", _sides(len(plan.sides)), True),
        (
            _("Institutions and seats"),
            "people",
            _people(len(plan.institutions), seats),
            peopled.issuperset(MINISTRIES),
        ),
        (_("Agenda"), "agenda", _sessions(len(plan.sessions)), bool(plan.sessions)),
    ]
    return [
        Task(title, summary, reverse(f"alignment:{name}", args=[workshop.code]), done)
        for title, name, summary, done in lines
    ]


def _when_and_where(workshop):
    days = date_format(workshop.starts_on)
    if workshop.ends_on != workshop.starts_on:
        days = f"{days} – {date_format(workshop.ends_on)}"
    return ", ".join(part for part in (workshop.country_name, days, workshop.venue) if part)


def _dates(number):
    return ngettext("%(n)d date", "%(n)d dates", number) % {"n": number}


def _sides(number):
    return ngettext("%(n)d side", "%(n)d sides", number) % {"n": number}


def _people(institutions, seats):
    first = ngettext("%(n)d institution", "%(n)d institutions", institutions)
    second = ngettext("%(n)d seat", "%(n)d seats", seats)
    return f"{first % {'n': institutions}}, {second % {'n': seats}}"


def _sessions(number):
    return ngettext("%(n)d session", "%(n)d sessions", number) % {"n": number}
