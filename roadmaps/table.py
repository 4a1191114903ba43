"""The roadmap table: its columns, and the rows of a content object.

A row is an action, or, without an id and any cell of an action, only a bottleneck with a cause.
An action's second cause stands in a further row with its id, in which only the bottleneck and the
cause are filled. Read into an empty workshop, the rows give the same rows again.
"""

from collections import defaultdict
from decimal import Decimal

OF_BOTTLENECK = ("bottleneck", "stage", "objectives", "cause", "cause_type")
OF_ACTION = (
    "action",
    "change_route",
    "legal_instrument",
    "lead",
    "co_lead",
    "support",
    "timeframe",
    "start",
    "due",
    "indicator",
    "baseline",
    "target",
    "cost",
    "currency",
    "source",
    "risk",
    "mitigation",
    "depends_on",
    "status",
)
COLUMNS = ("id", *OF_BOTTLENECK, *OF_ACTION)


def roadmap_rows(content: dict) -> list[dict]:
    """Actions in order, then what of the bottlenecks no action's row says."""
    actions, refs, causes = _in_order_of_appearance(content)
    titles = {row["ref"]: row["title"] for row in content["bottlenecks"]}
    return [
        *(row for action in actions for row in _action_rows(action, titles)),
        *_bottleneck_rows([_by_ref(content)[ref] for ref in refs.ranks], actions, causes),
    ]


def _in_order_of_appearance(content):
    """Actions with what they name reordered, and the order of bottlenecks and of causes.

    What was named first comes first: it is the order in which an import creates them.
    """
    refs, causes = _Appearance(), _Appearance()
    known = _by_ref(content)
    actions = [
        action
        | {
            "bottlenecks": refs.sort(ref for ref in action["bottlenecks"] if ref in known),
            "causes": [_cause(*key) for key in causes.sort(map(_key, action["causes"]))],
        }
        for action in content["actions"]
    ]
    refs.sort(known)
    return actions, refs, causes


class _Appearance:
    """Remembers in which order things were named first."""

    def __init__(self):
        self.ranks = {}

    def sort(self, things):
        """Each once: those named before in their order, then new ones as they come."""
        once = sorted(
            dict.fromkeys(things), key=lambda thing: self.ranks.get(thing, len(self.ranks))
        )
        for thing in once:
            self.ranks.setdefault(thing, len(self.ranks))
        return once


def _by_ref(content):
    return {row["ref"]: row for row in content["bottlenecks"]}


def _action_rows(action, titles):
    first, *further = action["causes"] or [_cause("", "")]
    named = {"id": action["id"], "bottleneck": [titles[ref] for ref in action["bottlenecks"]]}
    yield {
        **named,
        "stage": action["stage"],
        "objectives": action["objectives"],
        **first,
        **{name: action[name] for name in OF_ACTION},
        "cost": action["cost"] and Decimal(action["cost"]),
    }
    for cause in further:
        yield named | cause


def _bottleneck_rows(bottlenecks, actions, order):
    serving = _naming_actions(actions)
    for row in bottlenecks:
        own = serving.get(row["ref"], [])
        causes = _causes_left(row, own, order)
        if causes or not own or _place(row) != _place(own[0]):
            for cause in causes or [_cause("", "")]:
                yield {
                    "bottleneck": [row["title"]],
                    "stage": row["stage"],
                    "objectives": row["objectives"],
                    **cause,
                }


def _naming_actions(actions):
    """The actions that serve each bottleneck."""
    found = defaultdict(list)
    for action in actions:
        for ref in action["bottlenecks"]:
            found[ref].append(action)
    return found


def _causes_left(row, actions, order):
    """Causes of a bottleneck that stand beside it in no action's row, each once."""
    said = [cause for action in actions for cause in action["causes"]]
    left = [key for key in map(_key, row["causes"]) if _cause(*key) not in said]
    return [_cause(*key) for key in order.sort(left)]


def _place(row):
    return row["stage"], row["objectives"]


def _key(cause):
    return cause["text"], cause["type"]


def _cause(words, kind):
    return {"cause": words, "cause_type": kind}
