"""The content object in words, for people to read on a page: codes become labels."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from diagnostics.vocabulary import CauseType
from roadmaps.content import content_digest
from roadmaps.queries import latest_version, open_signatures
from roadmaps.schedule import schedule
from roadmaps.vocabulary import ActionStatus, BottleneckState, ChangeRoute, Timeframe

MISSING = {
    "action": _("an action"),
    "lead": _("a lead"),
    "due": _("a date"),
    "indicator": _("an indicator"),
    "baseline": _("a baseline"),
    "target": _("a target"),
    "currency": _("a currency"),
    "source": _("a source of funds"),
}
# The form's field in which the open item is filled, where it is named otherwise.
_FIELDS = {"action": "text"}


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """``state``: signed (under what is shown now), void (changed since) or missing.

    ``institutions``: where the ministry's signatories sit; none when it has no signatory.
    """

    side: str
    state: str
    signature: object = None
    institutions: tuple[str, ...] = ()


def actions_in_words(content: dict) -> list[dict]:
    """The actions with titles, labels and dates in place of codes, and, as of today, ``when``,
    ``to_hit`` and ``warning`` of their schedule.
    """
    labels = content["labels"][content["language"]]
    titles = {row["ref"]: row["title"] for row in content["bottlenecks"]}
    missing = {item["ref"]: _missing(item) for item in content["open_items"]}
    rows = schedule(content, timezone.localdate())["rows"]
    return [
        _action(action, labels, titles, missing)
        | {name: told[name] for name in ("when", "to_hit", "warning")}
        for action, told in zip(content["actions"], rows, strict=True)
    ]


def bottlenecks_in_words(content: dict) -> list[dict]:
    """In order of priority, parked ones last."""
    labels = content["labels"][content["language"]]
    rows = {row["ref"]: row for row in content["bottlenecks"]}
    order = dict.fromkeys([*content["priority_order"], *rows])
    return [
        rows[ref]
        | {
            "stage": labels["stages"].get(rows[ref]["stage"], ""),
            "objectives": _titles(rows[ref]["objectives"], labels),
            "causes": [_cause(cause) for cause in rows[ref]["causes"]],
            "gates": _gates(rows[ref], rows),
        }
        for ref in order
    ]


def open_items_in_words(content: dict) -> list[dict]:
    """``needs``: pairs of what is missing and the field of the action's form that takes it."""
    return [
        {
            "ref": item["ref"],
            "missing": _missing(item),
            "needs": [(MISSING[name], _FIELDS.get(name, name)) for name in item["missing"]],
        }
        for item in content["open_items"]
    ]


def signature_lines(workshop, content: dict) -> list[SignatureLine]:
    """How each ministry stands to this content, whether signed already or being signed."""
    digest = content_digest(content)
    version = latest_version(workshop)
    if version and version.digest == digest:
        signatures = {row.side.code: row for row in version.signatures.all()}
    else:
        signatures = open_signatures(workshop)
    return [
        SignatureLine(
            side=expected["side"],
            state=_state(signatures.get(expected["side"]), digest),
            signature=signatures.get(expected["side"]),
            institutions=tuple(expected["institutions"]),
        )
        for expected in content["signatures_expected"]
    ]


def _state(signature, digest):
    if signature is None:
        return "missing"
    return "signed" if signature.digest == digest else "void"


def _action(action, labels, titles, missing):
    return action | {
        "bottlenecks": [(ref, titles.get(ref, "")) for ref in action["bottlenecks"]],
        "stage": labels["stages"].get(action["stage"], ""),
        "objectives": _titles(action["objectives"], labels),
        "causes": [_cause(cause) for cause in action["causes"]],
        "change_route": _label(ChangeRoute, action["change_route"]),
        "timeframe": _label(Timeframe, action["timeframe"]),
        "status": _label(ActionStatus, action["status"]),
        "start": _date(action["start"]),
        "due": _date(action["due"]),
        "budget_date": action["budget_date"]
        and action["budget_date"] | {"date": _date(action["budget_date"]["date"])},
        "missing": missing.get(action["id"], []),
    }


def _gates(row, rows):
    """The answers in words; ``waits``: each bottleneck it waits for, with what speaks against
    the order. None when nobody has answered."""
    gates = row.get("gates")
    return gates and gates | {
        "route": _label(ChangeRoute, gates["route"]),
        "waits": [
            (ref, rows[ref]["title"], _out_of_order(row, rows[ref]))
            for ref in gates["depends_on"]
            if ref in rows
        ],
    }


def _out_of_order(row, awaited) -> str:
    rank, before = row["priority"]["rank"], awaited["priority"]["rank"]
    if awaited["state"] == BottleneckState.PARKED:
        return _("it is parked")
    if awaited["priority"]["apart"]:
        return _("it stands apart")
    return _("it comes later in the order") if rank and before and before > rank else ""


def _missing(item):
    return [MISSING[name] for name in item["missing"]]


def _titles(codes, labels):
    return [(code, labels["objectives"].get(code, "")) for code in codes]


def _cause(cause):
    return cause | {"type": _label(CauseType, cause["type"])}


def _label(codes, code):
    return codes(code).label if code else ""


def _date(text):
    return text and datetime.date.fromisoformat(text)
