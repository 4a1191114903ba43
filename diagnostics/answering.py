"""What one official sees: the questions put to their side and their own answers, no others'."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q

from alignment.models import Participant, Stage
from diagnostics.early import open_early
from diagnostics.models import Answer, DelegationRemark, EvidenceFile, Fact, Question
from diagnostics.vocabulary import QuestionState


@dataclass(frozen=True, slots=True)
class Sheet:
    """One question as its page shows it.

    ``answer`` is the person's own in the present round, ``first`` that of round 1 while round
    2 is under way. ``hidden``: it was given before this person took the seat, so only that
    there is one may be shown. ``lines`` are those of the delegation's note.
    """

    question: Question
    answer: Answer | None
    first: Answer | None
    hidden: bool
    facts: int
    files: int
    lines: int

    @property
    def is_open(self):
        return self.question.state == QuestionState.OPEN

    @property
    def shown(self) -> Answer | None:
        return None if self.hidden else self.answer

    @property
    def reasons(self) -> dict[str, str]:
        """Why it matters, for each of the two professions, in the reader's language."""
        return {name: self.question.text_in(f"why_{name}") for name in ("health", "finance")}

    @property
    def evidence(self) -> list[str]:
        return self.question.text_in("evidence")


@dataclass(frozen=True, slots=True)
class StageProgress:
    """How far one official is in a stage. ``state`` is that of the questions put to them."""

    stage: Stage
    state: str
    answered: int
    total: int
    minutes: int

    @property
    def done(self):
        return self.answered == self.total


def own_questions(participant: Participant, stage_code: str = "") -> list[Question]:
    """Questions put to the person's side, in bank order; none without a side.

    A stage that the person's link opens before the workshop reads as open.
    """
    if participant.side is None:
        return []
    rows = Question.objects.filter(workshop=participant.workshop_id).select_related("stage")
    if stage_code:
        rows = rows.filter(stage__code=stage_code)
    questions = [question for question in rows if participant.side.code in question.who]
    open_early(participant, questions)
    return questions


def own_question(participant: Participant, code: str) -> Question | None:
    """None when there is no such question, or it is not put to the person's side."""
    found = (question for question in own_questions(participant) if question.code == code)
    return next(found, None)


def own_answers(participant: Participant, questions: Iterable[Question]) -> dict:
    """Answers by (question id, round). Those given in the other mode are set aside, unseen."""
    if participant.side is None:
        return {}
    rows = Answer.objects.filter(
        participant=participant, mode=participant.side.mode, question__in=list(questions)
    )
    return {(answer.question_id, answer.round): answer for answer in rows}


def given_by_holder(participant: Participant, answer: Answer) -> bool:
    """False when it was given before the person who holds the seat now took it."""
    return participant.joined_at is None or answer.received_at >= participant.joined_at


def sheets_of(participant: Participant, stage_code: str = "") -> list[Sheet]:
    """One sheet for each question put to the person, of one stage or of all. Four queries.

    Of a delegation that answers together, five.
    """
    questions = own_questions(participant, stage_code)
    answers = own_answers(participant, questions)
    figures = Counter(_facts_recorded(participant, questions))
    files = Counter(_files_sent(participant, questions))
    lines = Counter(_lines_written(participant, questions))
    return [
        _sheet(participant, q, answers, (figures[q.pk], files[q.pk], lines[q.pk]))
        for q in questions
    ]


def is_untranslated(participant: Participant, sheets: Iterable[Sheet]) -> bool:
    """Somebody chose a language into which not every one of these questions is translated."""
    shown = {sheet.question.language_of("text") for sheet in sheets}
    return bool(participant.language and shown - {"", participant.language})


def _sheet(participant, question, answers, counts) -> Sheet:
    answer = answers.get((question.pk, question.round))
    first = answers.get((question.pk, 1)) if question.round == 2 else None
    if first and not given_by_holder(participant, first):
        first = None
    hidden = answer is not None and not given_by_holder(participant, answer)
    return Sheet(question, answer, first, hidden, *counts)


def _facts_recorded(participant, questions) -> list[int]:
    if not any(question.facts for question in questions):
        return []
    mine = Fact.objects.filter(participant=participant, question__in=questions)
    return list(mine.order_by().values_list("question_id", flat=True))


def _files_sent(participant, questions) -> list[int]:
    """The question of each file beside an answer of the present round."""
    rows = _files_of(participant).filter(question__in=questions, round=F("question__round"))
    return list(rows.order_by().values_list("question_id", flat=True)) if questions else []


def speaker_of(participant: Participant) -> Participant | None:
    """The seat that enters the one answer of this person's delegation; None without one."""
    side = participant.side
    if side is None or not side.is_institutional:
        return None
    if participant.speaks_for_side:
        return participant
    colleagues = Participant.objects.who_may_answer().filter(institution__side=side)
    return colleagues.filter(speaks_for_side=True).select_related("institution").first()


def delegation_note(participant: Participant, question: Question):
    """The lines of the note on a question, oldest first, in the round that is asked now."""
    lines = DelegationRemark.objects.filter(
        side=participant.side, question=question, round=question.round
    )
    return lines.select_related("participant__institution")


def _lines_written(participant, questions) -> list[int]:
    """The question of each line of the delegation's note; none where each answers alone."""
    if not questions or not participant.side.is_institutional:
        return []
    lines = DelegationRemark.objects.filter(side=participant.side, question__in=questions)
    lines = lines.filter(round=F("question__round")).order_by()
    return list(lines.values_list("question_id", flat=True))


def own_facts(participant: Participant, question: Question):
    return question.recorded_facts.filter(participant=participant)


def facts_seen_by(user, question: Question):
    """All figures once they are public; before that those which this facilitator recorded."""
    mine = Q(recorded_by=user)
    return question.recorded_facts.filter(Q() if question.is_revealed else mine)


def own_files(participant: Participant, question: Question):
    """Files beside the present answer, in the order of their arrival."""
    rows = _files_of(participant).filter(question=question, round=question.round)
    return rows.select_related("file")


def _files_of(participant):
    """Without those that somebody sent before this person took the seat."""
    rows = EvidenceFile.objects.filter(participant=participant)
    if participant.side is not None:
        rows = rows.filter(mode=participant.side.mode)
    if participant.joined_at:
        rows = rows.filter(received_at__gte=participant.joined_at)
    return rows


def stage_progress(participant: Participant) -> list[StageProgress]:
    """The stages with questions for this person's side, in order. Two queries."""
    questions = own_questions(participant)
    answered = {pk for pk, round in _in_present_round(participant, questions)}
    stages = {question.stage.code: question.stage for question in questions}
    return [
        _progress(stage, [q for q in questions if q.stage_id == stage.pk], answered)
        for stage in stages.values()
    ]


def anything_revealed(workshop) -> bool:
    revealed = Q(state=QuestionState.REVEALED) | Q(round=2)
    return Question.objects.filter(revealed, workshop=workshop).exists()


def _in_present_round(participant, questions):
    rounds = {(question.pk, question.round) for question in questions}
    return rounds & set(own_answers(participant, questions))


def _progress(stage, questions, answered) -> StageProgress:
    """Counted over what is open, when anything is: a second round asks a few questions only."""
    is_open = [q for q in questions if q.state == QuestionState.OPEN]
    asked = is_open or questions
    states = [question.state for question in asked]
    latest = max(states, key=QuestionState.values.index)
    return StageProgress(
        stage=stage,
        state=latest,
        answered=sum(question.pk in answered for question in asked),
        total=len(asked),
        minutes=sum(question.minutes for question in asked),
    )
