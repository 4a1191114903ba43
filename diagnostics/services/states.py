"""Moves of questions: draft, open, closed, revealed, and once more for round 2.

A command moves all of a stage or nothing. Questions that are where they should be are left alone;
so are revealed questions that need no second round.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alignment.models import Workshop
from alignment.services.events import log
from alignment.vocabulary import WorkshopState
from diagnostics.models import Question
from diagnostics.plenary import is_disputed
from diagnostics.queries import results_of
from diagnostics.services.freeze import open_workshop
from diagnostics.services.publishing import Press, publish_answers
from diagnostics.vocabulary import QuestionState

ALL = "all"
SECOND_ROUND = "second_round_opened"
DRAFT, OPEN, CLOSED, REVEALED = QuestionState.values


@dataclass(slots=True)
class Move:
    """A command under way: the questions it is about, and what has been done to them.

    ``done`` maps an action of the log to the questions it befell; ``press``: what a reveal showed.
    """

    workshop: Workshop
    state: str
    questions: list[Question]
    one_by_one: bool  # single questions were named, not a stage
    by: object = None
    done: dict[str, list[Question]] = field(default_factory=dict)
    press: Press | None = None

    def in_state(self, *states) -> list[Question]:
        return [question for question in self.questions if question.state in states]

    def do(self, action, questions, **changes):
        """Change these questions and remember under which name; nothing when there are none."""
        if not questions:
            return
        Question.objects.filter(pk__in=[question.pk for question in questions]).update(**changes)
        for question in questions:
            for name, value in changes.items():
                setattr(question, name, value)
        self.done[action] = questions

    def names(self, questions) -> str:
        """What to call these questions in a sentence: by stage, or one by one."""
        if self.one_by_one:
            codes = ", ".join(question.code for question in questions)
            return _("question %(codes)s") % {"codes": codes}
        codes = ", ".join(dict.fromkeys(question.stage.code for question in questions))
        return _("stage %(codes)s") % {"codes": codes}

    def refuse_any(self, questions, sentence, code):
        if questions:
            raise ValidationError(sentence, code=code, params={"what": self.names(questions)})

    @property
    def moved(self) -> tuple[str, ...]:
        return tuple(question.code for moved in self.done.values() for question in moved)


@transaction.atomic
def set_state(*, workshop, stage, state, by=None, questions=None) -> Move:
    """Move the questions of ``stage`` (its code, or "all") to ``state``.

    ``questions`` narrows the move to these codes. Revealed to revealed is the press for a new
    snapshot. Raises ValidationError, with nothing changed, when any question cannot move.
    """
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    workshop.ensure_not_over()
    if state not in _COMMANDS:
        raise ValidationError(
            _("There is no state “%(state)s”. Use draft, open, closed or revealed."),
            code="unknown_state",
            params={"state": state},
        )
    chosen = _chosen(workshop, stage, questions)
    move = Move(workshop, state, chosen, questions is not None, by)
    _COMMANDS[state](move)
    _log(move)
    return move


def disputed_codes(workshop) -> set[str]:
    return {question.code for question in results_of(workshop).questions if is_disputed(question)}


def _open(move):
    if move.workshop.state == WorkshopState.CLOSED:
        raise ValidationError(
            _("The workshop is closed. Reopen it before opening questions."),
            code="workshop_closed",
        )
    disputed = _for_second_round(move)
    if not (disputed or move.in_state(DRAFT, OPEN, CLOSED)):
        move.refuse_any(
            move.questions,
            _(
                "Nothing to open in %(what)s: a second round is for questions on which the "
                "ministries differ, once. Record the outcome in step 6 instead."
            ),
            "nothing_disputed",
        )
    if move.workshop.state == WorkshopState.DRAFT:
        open_workshop(workshop=move.workshop, by=move.by)
    drafts, closed = move.in_state(DRAFT), move.in_state(CLOSED)
    move.do("questions_opened", drafts, state=OPEN)
    move.do("questions_reopened", closed, state=OPEN, closed_at=None)
    # The verdict was on the figures of the first round.
    move.do(SECOND_ROUND, disputed, state=OPEN, round=2, closed_at=None, verdict="")


def _for_second_round(move):
    first_round = [question for question in move.in_state(REVEALED) if question.round == 1]
    codes = disputed_codes(move.workshop) if first_round else set()
    return [question for question in first_round if question.code in codes]


def _close(move):
    move.refuse_any(move.in_state(DRAFT), _("Open %(what)s first, then close it."), "not_yet_open")
    if not move.in_state(OPEN, CLOSED):
        move.refuse_any(
            move.questions,
            _("Already revealed: %(what)s. Open it again to ask a second time."),
            "already_revealed",
        )
    move.do("questions_closed", move.in_state(OPEN), state=CLOSED, closed_at=timezone.now())


def _reveal(move):
    move.refuse_any(
        move.in_state(DRAFT), _("Open and close %(what)s first, then reveal it."), "not_yet_open"
    )
    move.refuse_any(move.in_state(OPEN), _("Close %(what)s first, then reveal it."), "still_open")
    closed = move.in_state(CLOSED)
    move.press = publish_answers(workshop=move.workshop, questions=closed or move.questions)
    if closed:
        move.do("questions_revealed", closed, state=REVEALED)
    else:
        move.done["snapshot_pressed"] = move.questions


def _back_to_draft(move):
    move.refuse_any(
        move.in_state(OPEN, CLOSED, REVEALED),
        _("There is no way back to draft for %(what)s. Close it to stop answering."),
        "no_way_back",
    )


_COMMANDS = {DRAFT: _back_to_draft, OPEN: _open, CLOSED: _close, REVEALED: _reveal}


def _chosen(workshop, stage, codes) -> list[Question]:
    chosen = workshop.questions.select_related("stage")
    if stage.casefold() != ALL:
        chosen = chosen.filter(stage=_stage_named(workshop, stage))
    if codes is not None:
        chosen = chosen.filter(code__in=codes)
    found = list(chosen)
    if not found or (codes is not None and len(found) < len(set(codes))):
        raise ValidationError(
            _("There is no such question here. Pick questions in step 3 first."),
            code="no_questions",
        )
    return found


def _stage_named(workshop, code):
    stages = {stage.code.casefold(): stage for stage in workshop.stages.all()}
    if code.casefold() not in stages:
        raise ValidationError(
            _("This workshop has no stage “%(stage)s”. Use %(stages)s or all."),
            code="unknown_stage",
            params={"stage": code, "stages": ", ".join(s.code for s in stages.values())},
        )
    return stages[code.casefold()]


def _log(move):
    for action, questions in move.done.items():
        subjects = (q.code if move.one_by_one else q.stage.code for q in questions)
        for subject in dict.fromkeys(subjects):
            log(move.workshop, action, subject=subject, by=move.by)
