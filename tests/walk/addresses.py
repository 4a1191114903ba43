"""Every address of the product: its name, its route, and arguments that exist in a workshop."""

import re
import uuid
from urllib.parse import quote

from django.urls import get_resolver, reverse

from alignment.early_links import early_token
from alignment.models import (
    AgendaItem,
    BudgetDate,
    EarlyLink,
    Facilitator,
    Institution,
    Invitation,
    Newcomer,
    PackDocument,
    Pairing,
    Participant,
)
from diagnostics.models import Dissent, EvidenceFile
from diagnostics.wall import wall_token
from roadmaps.models import (
    Action,
    Cause,
    Document,
    FollowUpReport,
    Logo,
    OwnerLink,
    Review,
    Scan,
)

PLACEHOLDER = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")

OWNER_TOKEN = "the-link-of-an-owner"
NOTE = uuid.UUID("00000000-0000-4000-8000-00000000000a")

# What the number in an address counts, by the word before it.
COUNTED = {
    "dates": BudgetDate,
    "agenda": AgendaItem,
    "institutions": Institution,
    "seats": Participant,
    "paper": Participant,
    "dissent": Dissent,
    "actions": Action,
    "causes": Cause,
    "documents": Document,
    "files": EvidenceFile,
    "facilitators": Facilitator,
    "invitations": Invitation,
    "phones": Pairing,
    "pack": PackDocument,
    "before": EarlyLink,
    "newcomers": Newcomer,
    "owners": OwnerLink,
    "report": FollowUpReport,
    "reviews": Review,
    "letterhead": Logo,
    "scans": Scan,
}


def routes() -> dict[str, str]:
    """Namespaced name to route, for every view there is."""
    return dict(_routes(get_resolver()))


def _routes(resolver, route="", namespace=""):
    for entry in resolver.url_patterns:
        here = route + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            prefix = f"{entry.namespace}:" if entry.namespace else ""
            yield from _routes(entry, here, namespace + prefix)
        else:
            yield f"{namespace}{entry.name}", here


def parameters(name) -> list[str]:
    return [match["name"] for match in PLACEHOLDER.finditer(routes()[name])]


def spelt(name, values) -> str:
    """The address with any values, also such as no link of ours would hold."""
    return "/" + PLACEHOLDER.sub(lambda m: quote(str(values[m["name"]]), safe=""), routes()[name])


def address(name, workshop) -> str | None:
    """With values that lead to something in ``workshop``; None where it has no such thing."""
    values = {part: _value(part, name, workshop) for part in parameters(name)}
    return None if None in values.values() else reverse(name, kwargs=values)


def addresses(workshop) -> list[str]:
    found = (address(name, workshop) for name in sorted(routes()))
    return [path for path in found if path]


def _value(part, name, workshop):
    plain = {
        "code": workshop.code,
        "stage": "M",
        "question": "OWN-1" if "own_question" in name else "E-01",
        "question_code": "A-07",
        "side_code": "PARTNER",
        "side": "MOH",
        "language": "en",
        "kind": "csv",
        "key": "1:no-such-key",
        "uidb36": "1",
        "number": 1,
        "token": "no-such-link",
        "claim": "AAAAAAAA",  # on no slip
        "note": NOTE,
    }
    if name == "diagnostics:early" and part == "token":
        link = workshop.early_links.first()
        return link and early_token(link)
    if name in ("diagnostics:wall", "diagnostics:wall_question") and part == "token":
        return wall_token(workshop)
    if name.startswith("roadmaps:owner") and part == "token":
        return OWNER_TOKEN
    if part in plain:
        return plain[part]
    if name.startswith("diagnostics:join_"):
        free = workshop.participants.filter(pin="").first()
        return {"institution": free.institution_id, "seat": free.seat}[part]
    model = COUNTED[_word_before(part, routes()[name])]
    path = "question__workshop" if model in (Dissent, EvidenceFile) else "workshop"
    row = model.objects.filter(**{path: workshop}).first()
    return row and row.pk


def _word_before(part, route) -> str:
    return re.search(rf"(\w+)/<(?:\w+:)?{part}>", route)[1]
