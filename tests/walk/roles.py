"""Everybody who may come to a page of the demonstration, each with a device of their own."""

from django.test import Client

from alignment.models import Facilitator, Participant
from alignment.services.pairing import unpair_phone
from alignment.vocabulary import Role
from tests.factories import (
    hold_phone,
    make_paired_phone,
    make_participants,
    make_user,
    make_workshop,
    take_seat,
)

SIGNED_IN = ("facilitator", "co_facilitator", "stranger")
HELD_SEATS = ("respondent", "silent", "observer", "moh_signatory", "mof_signatory")
PHONES = ("paired_phone", "unpaired_phone")
ROLES = ("nobody", *SIGNED_IN, *PHONES, "official_elsewhere", *HELD_SEATS, "voided")

# What may never be read in a log or in an address.
NAMES = {
    "respondent": "Zawadi Ingabire",
    "silent": "Tendai Mbeki-Rusoke",
    "observer": "Oumou Diallo",
    "moh_signatory": "Habiba Nkurunziza",
    "mof_signatory": "Kwame Asante",
    "voided": "Voahangy Rakoto",
}


def people_of(workshop, facilitator) -> dict:
    """Role to user or participant. The demonstration's seats get names, one is withdrawn."""
    people = _seats(workshop)
    for role, name in NAMES.items():
        Participant.objects.filter(pk=people[role].pk).update(name=name)
    Participant.objects.filter(pk=people["voided"].pk).update(voided_at=workshop.created_at)
    people["facilitator"] = facilitator
    people["co_facilitator"] = make_user()
    Facilitator.objects.create(workshop=workshop, user=people["co_facilitator"])
    people["paired_phone"] = make_paired_phone(workshop, by=facilitator)
    people["unpaired_phone"] = make_paired_phone(workshop, by=facilitator)
    unpair_phone(pairing=people["unpaired_phone"])
    people["stranger"] = make_user()
    elsewhere = make_workshop(by=people["stranger"], state="open")
    people["official_elsewhere"] = make_participants(elsewhere)[0]
    return people


def _seats(workshop) -> dict:
    seats = workshop.participants.select_related("workshop", "institution__side")
    health, finance = (seats.filter(institution__side__code=code) for code in ("MOH", "MOF"))
    respondents = health.filter(role=Role.RESPONDENT)
    return {
        "respondent": respondents[0],
        "voided": respondents[1],
        "moh_signatory": health.get(role=Role.SIGNATORY),
        "mof_signatory": finance.get(role=Role.SIGNATORY),
        "silent": finance.exclude(role=Role.SIGNATORY)[0],
        "observer": seats.filter(role=Role.OBSERVER)[0],
    }


def device_of(role, people, **headers) -> Client:
    """A browser as the person left it: signed in, holding a seat, or fresh."""
    client = Client(headers=headers)
    if role in SIGNED_IN:
        client.force_login(people[role])
    elif role in PHONES:
        hold_phone(client, people[role])
    elif role != "nobody":
        take_seat(client, people[role])
    return client
