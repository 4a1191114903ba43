"""Made-up bottlenecks, scores and actions of the demonstration."""

from roadmaps.services.actions import add_action
from roadmaps.services.bottlenecks import add_bottleneck, answer_gates
from roadmaps.services.causes import add_cause
from roadmaps.services.priorities import open_scoring, reveal_scores, save_scores

_AROUND = (0, 0, 1, 0, -1, 0)
_CRITERIA = ("impact", "feasibility", "urgency")


def make_plan(workshop, script, *, by=None):
    bottlenecks = {}
    for entry in script["bottlenecks"]:
        bottlenecks[entry["title"]] = _bottleneck(workshop, entry, by)
    open_scoring(workshop=workshop, by=by)
    _score(workshop, script["bottlenecks"], bottlenecks)
    reveal_scores(workshop=workshop, by=by)
    actions = {}
    for entry in script["actions"]:
        action = _action(workshop, entry, bottlenecks, actions, by)
        actions[action.ref] = action


def _bottleneck(workshop, entry, by):
    bottleneck = add_bottleneck(
        workshop=workshop,
        questions=workshop.questions.filter(code__in=entry["questions"]),
        by=by,
        title=entry["title"],
        description=entry.get("description", ""),
        stage=workshop.stages.get(code=entry["stage"]),
        bank_code=entry["bank_code"],
        objectives=entry["objectives"],
        needs_political_decision=entry.get("needs_political_decision", False),
        apart_reason=entry.get("apart_reason", ""),
    )
    _add_causes(bottleneck, entry["causes"])
    if "gates" in entry:
        answer_gates(bottleneck=bottleneck, depends_on=[], by=by, **entry["gates"])
    return bottleneck


def _add_causes(bottleneck, entries, parent=None):
    for entry in entries:
        fields = {name: value for name, value in entry.items() if name != "why"}
        cause = add_cause(bottlenecks=[bottleneck], parent=parent, **fields)
        _add_causes(bottleneck, entry.get("why", []), cause)


def _score(workshop, entries, bottlenecks):
    people = workshop.participants.who_may_answer().exclude(joined_at=None)
    people = people.select_related("workshop", "institution__side")
    for turn, participant in enumerate(person for person in people if person.may_answer):
        side = participant.side.code
        scores = {
            bottlenecks[entry["title"]]: _triple(entry["scores"][side], turn)
            for entry in entries
            if side in entry["scores"]
        }
        if scores:
            save_scores(participant=participant, scores=scores, mode=participant.side.mode)


def _triple(around, turn) -> dict[str, int]:
    return {
        criterion: min(max(middle + _AROUND[(turn + place) % len(_AROUND)], 1), 4)
        for place, (criterion, middle) in enumerate(zip(_CRITERIA, around, strict=True))
    }


def _action(workshop, entry, bottlenecks, actions, by):
    fields = {k: v for k, v in entry.items() if k not in ("bottleneck", "depends_on", "action")}
    if "budget_date" in fields:
        fields["budget_date"] = workshop.budget_dates.get(title=fields["budget_date"])
    bottleneck = bottlenecks[entry["bottleneck"]]
    return add_action(
        workshop=workshop,
        bottlenecks=[bottleneck],
        causes=bottleneck.causes.all(),
        depends_on=[actions[ref] for ref in entry.get("depends_on", [])],
        by=by,
        text=entry["action"],
        **fields,
    )
