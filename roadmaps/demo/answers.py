"""Made-up answers of the demonstration: a fixed pattern around the level each side tends to."""

from alignment.models import Institution
from diagnostics.models import Question
from diagnostics.services.agreement import record_dissent, record_outcome, record_verdict
from diagnostics.services.answers import record_answer
from diagnostics.services.facts import record_fact
from diagnostics.services.states import CLOSED, REVEALED, set_state

# How far from their side's level the people of a side answer, in turn; None: "don't know".
_AROUND = (0, 0, 1, 0, -1, 0, None, 0, 1, -1, 0, 0, -2)
_MOSTLY_UNKNOWN = (None, None, 0, None, None, 1, None, 2)


def answer_everything(workshop, script, *, by=None):
    """Answer all questions, fewer in the stages that stay open, then reveal and agree."""
    questions = {q.code: q for q in _questions(workshop)}
    for place, (code, tendencies) in enumerate(script["answers"].items()):
        question = questions[code]
        is_open = question.stage.code in script["open"]
        for side, level in tendencies.items():
            people = _people(workshop, side)
            answering = people[: len(people) * 2 // 3 or 1] if is_open else people
            comments = script["comments"].get(code, {}).get(side, [])
            _answer(question, answering, level, place, comments)
    for fact in script["facts"]:
        fields = {name: value for name, value in fact.items() if name != "question"}
        record_fact(question=questions[fact["question"]], by=by, **fields)
    for stage in script["revealed"]:
        set_state(workshop=workshop, stage=stage, state=CLOSED, by=by)
        set_state(workshop=workshop, stage=stage, state=REVEALED, by=by)
    for entry in script["outcomes"]:
        _agree(workshop, questions[entry["question"]], entry, by)


def _questions(workshop):
    return Question.objects.filter(workshop=workshop).select_related("workshop", "stage")


def _people(workshop, side) -> list:
    """Those of a side who may answer and have taken their seat."""
    people = workshop.participants.who_may_answer().filter(institution__side__code=side)
    joined = people.exclude(joined_at=None).select_related("workshop", "institution__side")
    return [person for person in joined if person.may_answer]


def _answer(question, people, level, place, comments):
    for turn, participant in enumerate(people):
        comment = comments[turn] if turn < len(comments) else ""
        value = _value(level, turn + place) if len(people) > 1 else str(level)
        record_answer(participant=participant, question=question, value=value, comment=comment)


def _value(level: int, turn: int) -> str:
    pattern = _AROUND if level else _MOSTLY_UNKNOWN
    step = pattern[turn % len(pattern)]
    return "dk" if step is None else str(min(max((level or 1) + step, 1), 4))


def _agree(workshop, question, entry, by):
    if "verdict" in entry:
        record_verdict(question=question, verdict=entry["verdict"], by=by)
    record_outcome(
        question=question,
        outcome=entry["outcome"],
        agreed_level=entry.get("level"),
        reason=entry["reason"],
        rule_not_applied=entry.get("rule_not_applied", False),
        by=by,
    )
    if "dissent" in entry:
        institution = Institution.objects.get(
            workshop=workshop, name=entry["dissent"]["institution"]
        )
        record_dissent(
            question=question, institution=institution, text=entry["dissent"]["text"], by=by
        )
