"""Files beside answers: taken while a question is open, published with the answer or not at all."""

import random
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from alignment.files import ReadFile, store_file
from alignment.models import Participant
from alignment.vocabulary import AnswerMode
from diagnostics.answering import own_files
from diagnostics.models import Answer, EvidenceFile, PublishedFile, Question
from diagnostics.services.acceptance import ensure_may_answer, ensure_mode
from diagnostics.vocabulary import QuestionState

MOST_FILES = 3  # beside one answer


@transaction.atomic
def add_evidence_file(
    *,
    participant: Participant,
    question: Question,
    file: ReadFile,
    upload: uuid.UUID,
    mode: str = "",
) -> EvidenceFile:
    """Store the file; a repeated ``upload`` changes nothing.

    ``mode``: who the page said would see it. Raises ValidationError with what to do instead.
    """
    # Two sends at once count each other.
    Participant.objects.select_for_update().get(pk=participant.pk)
    before = EvidenceFile.objects.filter(participant=participant, upload=upload).first()
    if before:
        return before
    ensure_may_answer(participant, question)
    ensure_mode(participant, mode)
    question = _open_question(question)
    _ensure_room(own_files(participant, question))
    return EvidenceFile.objects.create(
        participant=participant,
        question=question,
        round=question.round,
        mode=participant.side.mode,
        upload=upload,
        file=store_file(workshop=question.workshop, file=file),
        received_at=timezone.now(),
    )


@transaction.atomic
def remove_evidence_file(*, file: EvidenceFile) -> None:
    """Raises ValidationError once its question is closed: what is published stays as it was."""
    file.participant.workshop.ensure_not_put_away()
    question = _open_question(file.question)
    if file.round != question.round:
        raise ValidationError(
            _("This file belongs to the first round and stays with your answer there."),
            code="other_round",
        )
    file.file.delete()  # and with it what refers to it


def publish_files(*, questions, at) -> None:
    """Number the files beside the answers that were taken up ``at`` this moment.

    The order is chance's, over all sides, so that a number tells nothing. Numbers given before
    stay. Nothing is read of the files themselves.
    """
    found = list(_files_taken_up(questions, at))
    if not found:
        return
    random.SystemRandom().shuffle(found)
    numbered = PublishedFile.objects.filter(question__in=questions).order_by()
    last = dict(numbered.values_list("question").annotate(Max("number")))
    published = []
    for question, file, mode, side in found:
        last[question] = last.get(question, 0) + 1
        name = side if mode == AnswerMode.INSTITUTIONAL else ""
        published.append(
            PublishedFile(question_id=question, number=last[question], side=name, file_id=file)
        )
    PublishedFile.objects.bulk_create(published)


def _files_taken_up(questions, at):
    beside = {name: OuterRef(name) for name in ("participant", "question", "round", "mode")}
    taken_up = Answer.objects.filter(**beside, published_at=at).exclude(
        # The holder of the seat answered anew; the file is of somebody who held it before.
        participant__joined_at__gt=OuterRef("received_at"),
        received_at__gte=F("participant__joined_at"),
    )
    rows = EvidenceFile.objects.filter(Exists(taken_up), question__in=questions)
    return rows.values_list(
        "question_id", "file_id", "mode", "participant__institution__side__code"
    )


def _open_question(question) -> Question:
    if question.early:
        return question
    question = Question.objects.select_related("workshop").get(pk=question.pk)
    if question.state == QuestionState.DRAFT:
        raise ValidationError(
            _("%(code)s is not open yet. Wait until the facilitator opens it."),
            code="question_draft",
            params={"code": question.code},
        )
    if question.state != QuestionState.OPEN:
        raise ValidationError(
            _(
                "%(code)s is closed, so its files stay as they are. Ask the facilitator to open "
                "it again if you need to change them."
            ),
            code="question_closed",
            params={"code": question.code},
        )
    return question


def _ensure_room(files) -> None:
    if files.count() >= MOST_FILES:
        raise ValidationError(
            _("There are %(most)d files beside this answer already. Remove one first."),
            code="enough_files",
            params={"most": MOST_FILES},
        )
