"""A workshop that is set up with something prepared, and one of everything done in it."""

import datetime

from alignment.models import BudgetDate
from alignment.services.joining import claim_seat
from diagnostics.services.agreement import record_dissent, record_outcome, record_verdict
from diagnostics.services.answers import record_answer
from diagnostics.services.facts import record_fact
from diagnostics.services.notes import write_note
from diagnostics.services.parking import park, tick_off
from diagnostics.services.room import show_results, start_timer
from diagnostics.services.states import set_state
from roadmaps.services.actions import change_action
from roadmaps.services.bottlenecks import decide_bottleneck
from roadmaps.services.priorities import open_scoring, reveal_scores, save_scores
from tests.factories import (
    PIN,
    make_action,
    make_bottleneck,
    make_cause,
    make_participants,
    make_question,
    make_workshop,
)
from tests.roadmaps.people import anew

FIGURES = [{"code": "outturn", "label": "Out-turn", "unit": "percent"}]


def make_prepared_workshop(facilitator):
    """Set up, with seats of both ministries and something of a roadmap prepared."""
    workshop = make_workshop(by=facilitator)
    make_question(workshop, facts=FIGURES)
    for side in ("MOH", "MOF"):
        make_participants(workshop, side, 5, role="signatory")
    date = BudgetDate.objects.create(
        workshop=workshop, title="Call circular", date=datetime.date(2026, 9, 1)
    )
    bottleneck = make_bottleneck(workshop, "Prepared")
    bottleneck.questions.set(workshop.questions.all())
    cause = make_cause(bottleneck)
    first = make_action(workshop, bottleneck, text="Publish", cost="12.50", budget_date=date)
    second = make_action(workshop, bottleneck, text="Train")
    first.causes.set([cause])
    first.depends_on.set([second])
    figure = {"code": "outturn", "value": "80", "year": "2025"}
    record_fact(question=workshop.questions.get(), by=facilitator, **figure)
    write_note(question=workshop.questions.get(), text="Prepared", replaces=0, by=facilitator)
    park(workshop=workshop, text="Prepared")
    return workshop


def play(workshop):
    """One of everything that people do in a workshop."""
    question = workshop.questions.get()
    set_state(workshop=workshop, stage="all", state="open")
    people = [
        claim_seat(participant=anew(seat), pin=PIN) for seat in workshop.participants.all()[:10]
    ]
    question.refresh_from_db()
    for person in people:
        record_answer(participant=person, question=question, value="2", comment="Only a trial")
    for state in ("closed", "revealed"):
        set_state(workshop=workshop, stage="all", state=state)
    record_verdict(question=question, verdict="differ")
    record_outcome(question=question, outcome="no_agreement", reason="A trial")
    record_dissent(question=question, institution=people[0].institution, text="A trial")
    record_fact(question=question, code="outturn", value="1", participant=people[0])
    prepared = workshop.bottlenecks.get()
    made = make_bottleneck(workshop, "Made up")
    make_action(workshop, made, text="Made up")
    open_scoring(workshop=workshop)
    marks = {"impact": 4, "feasibility": 2, "urgency": 1}
    save_scores(participant=people[0], scores={prepared: marks, made: marks})
    reveal_scores(workshop=workshop)
    decide_bottleneck(bottleneck=prepared, state="parked")
    action = workshop.actions.get(text="Publish")
    change_action(action=action, bottlenecks=[made], text="Changed")
    write_note(question=question, text="A trial", replaces=1)
    tick_off(item=workshop.parked.get(), done=True)
    park(workshop=workshop, text="A trial")
    start_timer(workshop=workshop, minutes=10)
    show_results(workshop=workshop, shown=False)
    return people
