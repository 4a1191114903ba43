import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from alignment.models import Event
from alignment.vocabulary import WorkshopState
from diagnostics.services.states import set_state
from tests.factories import make_answers, make_question, make_workshop

STATES = ("draft", "open", "closed", "revealed")


def make_open_workshop(**fields):
    return make_workshop(state=WorkshopState.OPEN, **fields)


def states_of(workshop):
    return {q.code: (q.state, q.round) for q in workshop.questions.all()}


@pytest.mark.parametrize(
    ("before", "target", "after"),
    [
        ("draft", "draft", "draft"),
        ("draft", "open", "open"),
        ("draft", "closed", "not_yet_open"),
        ("draft", "revealed", "not_yet_open"),
        ("open", "draft", "no_way_back"),
        ("open", "open", "open"),
        ("open", "closed", "closed"),
        ("open", "revealed", "still_open"),
        ("closed", "draft", "no_way_back"),
        ("closed", "open", "open"),
        ("closed", "closed", "closed"),
        ("closed", "revealed", "revealed"),
        ("revealed", "draft", "no_way_back"),
        ("revealed", "open", "nothing_disputed"),
        ("revealed", "closed", "already_revealed"),
        ("revealed", "revealed", "revealed"),
    ],
)
def test_every_move_is_made_or_refused(db, before, target, after):
    workshop = make_open_workshop()
    question = make_question(workshop)
    for step in STATES[1 : STATES.index(before) + 1]:
        set_state(workshop=workshop, stage="F", state=step)

    try:
        set_state(workshop=workshop, stage="F", state=target)
        outcome = None
    except ValidationError as refused:
        outcome = refused.code

    question.refresh_from_db()
    assert (outcome or question.state) == after
    assert question.state == (before if outcome else after)


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("revealed", "Close stage F first, then reveal it."),
        ("draft", "There is no way back to draft for stage F. "),
    ],
)
def test_one_question_that_cannot_move_keeps_all_where_they_are(db, target, sentence):
    workshop = make_open_workshop()
    make_question(workshop, "F-01", state="open")
    make_question(workshop, "A-01", state="closed")
    before = states_of(workshop)
    only_f = target == "revealed"

    with pytest.raises(ValidationError) as refused:
        set_state(workshop=workshop, stage="all" if only_f else "F", state=target)

    assert refused.value.messages[0].startswith(sentence)
    assert states_of(workshop) == before


def test_opening_the_first_stage_of_a_draft_opens_the_workshop(db):
    workshop = make_workshop()
    make_question(workshop, "F-01")
    make_question(workshop, "A-01")

    set_state(workshop=workshop, stage="f", state="open")

    workshop.refresh_from_db()
    assert workshop.state == WorkshopState.OPEN
    assert states_of(workshop) == {"F-01": ("open", 1), "A-01": ("draft", 1)}


def test_closing_notes_the_moment_and_reopening_forgets_it_and_is_logged(db):
    workshop = make_open_workshop()
    question = make_question(workshop, state="open")

    set_state(workshop=workshop, stage="F", state="closed")
    question.refresh_from_db()
    assert question.closed_at is not None

    set_state(workshop=workshop, stage="F", state="open")
    question.refresh_from_db()
    assert question.closed_at is None
    assert list(Event.objects.values_list("action", "subject"))[:2] == [
        ("questions_reopened", "F"),
        ("questions_closed", "F"),
    ]


def make_revealed_workshop():
    """F-01 in conflict, F-02 agreed on by the numbers, F-03 in conflict but ended in plenary."""
    workshop = make_open_workshop(disclosure_threshold=3)
    for code, moh, mof in [("F-01", "111", "444"), ("F-02", "333", "333"), ("F-03", "111", "444")]:
        question = make_question(workshop, code, state="open")
        make_answers(question, moh, side="MOH")
        make_answers(question, mof, side="MOF")
    set_state(workshop=workshop, stage="F", state="closed")
    set_state(workshop=workshop, stage="F", state="revealed")
    workshop.questions.filter(code="F-03").update(outcome="agreed", agreed_level=2)
    return workshop


def test_a_second_round_opens_only_what_is_disputed_and_has_no_outcome(db):
    workshop = make_revealed_workshop()

    set_state(workshop=workshop, stage="F", state="open")

    assert states_of(workshop) == {
        "F-01": ("open", 2),
        "F-02": ("revealed", 1),
        "F-03": ("revealed", 1),
    }
    set_state(workshop=workshop, stage="F", state="closed")
    set_state(workshop=workshop, stage="F", state="revealed")
    assert states_of(workshop) == {
        "F-01": ("revealed", 2),
        "F-02": ("revealed", 1),
        "F-03": ("revealed", 1),
    }


def test_there_is_no_third_round(db):
    workshop = make_revealed_workshop()
    for state in ("open", "closed", "revealed"):
        set_state(workshop=workshop, stage="F", state=state)

    with pytest.raises(ValidationError) as refused:
        set_state(workshop=workshop, stage="F", state="open")

    assert refused.value.code == "nothing_disputed"


def test_a_single_question_moves_alone(db):
    workshop = make_open_workshop()
    make_question(workshop, "F-01", state="open")
    make_question(workshop, "F-02", state="open")

    move = set_state(workshop=workshop, stage="all", state="closed", questions=["F-02"])

    assert move.moved == ("F-02",)
    assert states_of(workshop) == {"F-01": ("open", 1), "F-02": ("closed", 1)}
    assert Event.objects.first().subject == "F-02"


@pytest.mark.parametrize(
    ("workshop_state", "code"),
    [(WorkshopState.CLOSED, "workshop_closed"), (WorkshopState.CONCLUDED, "workshop_over")],
)
def test_nothing_opens_in_a_workshop_that_has_ended(db, workshop_state, code):
    workshop = make_workshop(state=workshop_state)
    make_question(workshop, state="closed")

    with pytest.raises(ValidationError) as refused:
        set_state(workshop=workshop, stage="F", state="open")

    assert refused.value.code == code


def test_the_command_moves_a_stage(db, capsys):
    workshop = make_workshop()
    make_question(workshop, "F-01")

    call_command("workshop_state", workshop.code.lower(), "all", "open")

    assert capsys.readouterr().out == "open: F-01\n"
    assert states_of(workshop) == {"F-01": ("open", 1)}


def test_the_command_says_which_questions_open_for_a_second_round(db, capsys):
    workshop = make_open_workshop()
    for code, levels in (("F-01", "11111"), ("F-02", "44444")):
        question = make_question(workshop, code, state="open")
        make_answers(question, levels, side="MOH")
        make_answers(question, "44444", side="MOF")
    for state in ("closed", "revealed"):
        set_state(workshop=workshop, stage="F", state=state)
    make_question(workshop, "F-03")

    call_command("workshop_state", workshop.code, "F", "open")

    assert capsys.readouterr().out == "open: F-03\nopen for a second round: F-01\n"


def test_the_switch_says_which_questions_open_for_a_second_round(db, client):
    workshop = make_revealed_workshop()
    client.force_login(workshop.facilitators.get().user)

    typed = {"stage": "F", "state": "open"}
    page = client.post(f"/w/{workshop.code}/state/", typed, follow=True).content.decode()

    assert "1 question is open. For a second round: F-01." in page


@pytest.mark.parametrize(
    ("code", "stage", "state", "sentence"),
    [
        ("NOSUCH", "F", "open", "There is no workshop with the code NOSUCH."),
        (None, "X", "open", "This workshop has no stage “X”. Use F or all."),
        (None, "F", "shut", "There is no state “shut”. Use draft, open, closed or revealed."),
        (None, "F", "revealed", "Open and close stage F first, then reveal it."),
    ],
)
def test_the_command_refuses_with_a_sentence(db, code, stage, state, sentence):
    workshop = make_workshop()
    make_question(workshop, "F-01")

    with pytest.raises(CommandError) as refused:
        call_command("workshop_state", code or workshop.code, stage, state)

    assert str(refused.value) == sentence
