"""The part of the content that the plenary made: bottlenecks, priorities and actions."""

from roadmaps.chains import trees_of
from roadmaps.queries import (
    IN_THE_ROADMAP,
    actions_of,
    bottlenecks_of,
    priorities_of,
    published_scores,
)
from roadmaps.vocabulary import BottleneckState

ALWAYS_ASKED = ("action", "lead", "due", "indicator", "baseline", "target")


def plan_part(workshop) -> dict:
    rows = [row for row in bottlenecks_of(workshop) if row.state in IN_THE_ROADMAP]
    scores = published_scores(workshop)
    priorities = priorities_of(rows, scores)
    places = _places(priorities)
    bottlenecks = [
        _bottleneck(row) | {"priority": _priority(places.get(row.pk), scores.get(row.pk, {}))}
        for row in rows
    ]
    refs = {row.pk: row.ref for row in rows}
    order = [item.candidate.key for item in (*priorities.in_order, *priorities.apart)]
    actions = [_action(action) for action in actions_of(workshop)]
    return {
        "bottlenecks": bottlenecks,
        "priority_order": [refs[key] for key in order],
        "actions": actions,
        "open_items": open_items(actions, bottlenecks),
    }


def open_items(actions, bottlenecks) -> list[dict]:
    """What somebody still has to fill in: shown, never in the way."""
    items = [{"ref": action["id"], "missing": _missing(action)} for action in actions]
    served = {ref for action in actions for ref in action["bottlenecks"]}
    items += [
        {"ref": row["ref"], "missing": ["action"]}
        for row in bottlenecks
        if row["state"] == BottleneckState.KEPT and row["ref"] not in served
    ]
    return [item for item in items if item["missing"]]


def causes_of(row) -> list[dict]:
    """A bottleneck's causes as plain values, each followed by those behind it."""
    return [_cause(why.key, why.step) for tree in trees_of(row.causes.all()) for why in tree.walk()]


def _missing(action):
    """Money is missing its currency and who pays only where it is there."""
    costs = action["cost"] is not None
    asked = (*ALWAYS_ASKED, *(("currency", "source") if costs else ()))
    return [name for name in asked if not action[name]]


def _bottleneck(row):
    return {
        "ref": row.ref,
        "title": row.title,
        "description": row.description,
        "stage": row.stage.code if row.stage else None,
        "objectives": list(row.objectives),
        "causes": causes_of(row),
        "questions": [question.code for question in row.questions.all()],
        "state": row.state,
        "vetoed": row.vetoed,
        "needs_political_decision": row.needs_political_decision,
    } | _said_of(row)


def _cause(cause, step):
    plain = {"text": cause.text, "type": cause.cause_type, "evidence": cause.evidence}
    return plain | ({"step": step} if step > 1 else {})


def _said_of(row):
    """Only what is filled: a roadmap that says nothing of it keeps the digest it was signed by."""
    apart = row.vetoed or row.needs_political_decision
    gates = {
        "route": row.change_route,
        "first": row.first_actor,
        "depends_on": [
            other.ref for other in row.depends_on.all() if other.state in IN_THE_ROADMAP
        ],
        "condition": row.condition,
    }
    said = {
        "gates": gates if any(gates.values()) else None,
        "apart_reason": row.apart_reason if apart else "",
        "parked_reason": row.parked_reason if row.state == BottleneckState.PARKED else "",
        "reshaped": row.reshaped_after_scoring,
    }
    return {name: value for name, value in said.items() if value}


def _places(priorities):
    """By bottleneck id: the ranked item, its rank (None when unscored or apart), and if apart."""
    places = {}
    for rank, item in enumerate(priorities.in_order, start=1):
        places[item.candidate.key] = (item, rank if item.is_scored else None, False)
    for item in priorities.apart:
        places[item.candidate.key] = (item, None, True)
    return places


def _priority(place, scores):
    item, rank, apart = place or (None, None, False)
    return {
        "rank": rank,
        "product": _number(item and item.product),
        "urgency": _number(item and item.urgency),
        "spread": _number(item and item.spread),
        "unscored": item is None or not item.is_scored,
        "apart": apart,
        "scores": [_side_score(side, score) for side, score in scores.items()],
    }


def _side_score(side, score):
    return {
        "side": side,
        "scores": score.scores,
        "impact": _number(score.impact),
        "feasibility": _number(score.feasibility),
        "urgency": _number(score.urgency),
        "product": _number(score.product),
        "suppressed": score.suppressed,
    }


def _number(value):
    """An exact value for JSON: whole numbers without a point; None stays None."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _action(action):
    served = action.bottlenecks.all()
    stage = action.stage or next((row.stage for row in served if row.stage), None)
    aims = action.objectives or next((row.objectives for row in served if row.objectives), [])
    plain = (
        "change_route",
        "legal_instrument",
        "lead",
        "co_lead",
        "timeframe",
        "indicator",
        "baseline",
        "target",
        "currency",
        "source",
        "risk",
        "mitigation",
        "status",
    )
    return {
        "id": action.ref,
        "bottlenecks": [row.ref for row in served],
        "stage": stage.code if stage else None,
        "objectives": list(aims),
        "causes": [{"text": cause.text, "type": cause.cause_type} for cause in action.causes.all()],
        "action": action.text,
        "support": list(action.support),
        "start": action.start and action.start.isoformat(),
        "due": action.due and action.due.isoformat(),
        "budget_date": _budget_date(action.budget_date),
        "cost": None if action.cost is None else str(action.cost),
        "depends_on": [other.ref for other in action.depends_on.all()],
    } | {name: getattr(action, name) for name in plain}


def _budget_date(entry):
    return entry and {"title": entry.title, "date": entry.date.isoformat()}
