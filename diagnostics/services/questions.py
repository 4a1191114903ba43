"""Choosing a draft workshop's questions: from the bank, by short form, or one's own.

Every service locks the workshop first and refuses once it is open: from then on the texts
are frozen.
"""

from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alignment.models import Stage, Workshop
from alignment.services.events import log
from alignment.services.workshops import copy_library
from diagnostics.catalogue.releases import newest_release
from diagnostics.models import BankQuestion, BankRelease, Question
from diagnostics.vocabulary import Level

OWN_PREFIX = "OWN-"
# Own questions come after those of the bank in their stage; no bank is this long.
OWN_POSITIONS = 100_000
_NOT_COPIED = {"id", "release", "stage_code"}
COPIED_FIELDS = [f.name for f in BankQuestion._meta.concrete_fields if f.name not in _NOT_COPIED]


@transaction.atomic
def pick_questions(
    *, workshop: Workshop, codes: Collection[str], release: BankRelease | None = None
) -> list[Question]:
    """Copy these questions of ``release`` (None: the newest) into the workshop.

    Returns those that were not there yet. Raises ValidationError for a code the release does
    not have; then nothing is picked.
    """
    workshop = lock_draft(workshop)
    release = release or loaded_release()
    found = list(release.questions.filter(code__in=codes))
    _ensure_all_found(codes, found)
    has = set(workshop.questions.values_list("code", flat=True))
    wanted = [entry for entry in found if entry.code not in has]
    stages = _stages_for(workshop, wanted)
    return Question.objects.bulk_create(
        Question(
            workshop=workshop,
            stage=stages[entry.stage_code],
            release=release,
            **{name: getattr(entry, name) for name in COPIED_FIELDS},
        )
        for entry in wanted
    )


@transaction.atomic
def pick_short_form(*, workshop: Workshop, code: str = "short") -> list[Question]:
    """Add a short form of the newest release; what was picked before stays."""
    release = loaded_release()
    form = {form.code: form for form in release.short_forms.all()}.get(code)
    if form is None:
        raise ValidationError(
            _("The question bank has no short form “%(code)s”. Choose one of those on the page."),
            code="short_form_unknown",
            params={"code": code},
        )
    return pick_questions(workshop=workshop, codes=form.questions, release=release)


@transaction.atomic
def unpick_questions(*, workshop: Workshop, codes: Collection[str]) -> int:
    """Take questions of the bank out again; how many there were. Own ones stay."""
    workshop = lock_draft(workshop)
    questions = workshop.questions.filter(code__in=codes, own=False)
    return questions.delete()[1].get("diagnostics.Question", 0)


@transaction.atomic
def take_newer_text(*, workshop: Workshop, by=None) -> list[str]:
    """Word the picked questions as the newest release does. Weights stay as they are.

    Returns the codes it reached. A question that is no longer in the bank keeps its text.
    """
    workshop = lock_draft(workshop)
    release = loaded_release()
    newer = {entry.code: entry for entry in release.questions.all()}
    older = workshop.questions.filter(own=False, code__in=newer).exclude(release=release)
    questions = list(older)
    stages = _stages_for(workshop, [newer[question.code] for question in questions])
    for question in questions:
        entry = newer[question.code]
        question.release, question.stage = release, stages[entry.stage_code]
        for name in COPIED_FIELDS:
            setattr(question, name, getattr(entry, name))
    Question.objects.bulk_update(questions, ["release", "stage", *COPIED_FIELDS])
    log(workshop, "bank_text_updated", subject=release.version, by=by)
    return [question.code for question in questions]


@transaction.atomic
def set_weights(*, workshop: Workshop, weights: dict[str, int]) -> None:
    """``weights`` maps question codes to whole numbers from 1 to 10."""
    workshop = lock_draft(workshop)
    questions = list(workshop.questions.filter(code__in=weights))
    for question in questions:
        question.weight = weights[question.code]
    Question.objects.bulk_update(questions, ["weight"])


@transaction.atomic
def add_own_question(*, workshop: Workshop, stage: Stage, **fields) -> Question:
    """A question of the workshop's own, with the next code OWN-1, OWN-2, ...

    ``fields`` are text, four levels (lowest first), who (side codes), function, and where
    wanted objectives, why_health, why_finance, evidence, minutes and gateway.
    """
    workshop = lock_draft(workshop)
    number = _next_own_number(workshop)
    question = Question(
        workshop=workshop,
        stage=stage,
        own=True,
        code=f"{OWN_PREFIX}{number}",
        position=OWN_POSITIONS + number,
        **fields,
    )
    _ensure_complete(question)
    question.save()
    return question


@transaction.atomic
def change_own_question(*, question: Question, **fields) -> Question:
    """``fields`` as in ``add_own_question``, and ``stage`` to move it."""
    lock_draft(question.workshop)
    for name, value in fields.items():
        setattr(question, name, value)
    _ensure_complete(question)
    question.save(update_fields=list(fields))
    return question


@transaction.atomic
def delete_own_question(*, question: Question) -> None:
    lock_draft(question.workshop)
    question.delete()


def lock_draft(workshop: Workshop) -> Workshop:
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    workshop.ensure_draft()
    return workshop


def loaded_release() -> BankRelease:
    release = newest_release()
    if release is None:
        raise ValidationError(
            _(
                "No question bank is loaded. Ask whoever runs the server to load one, "
                "or write your own questions."
            ),
            code="no_bank",
        )
    return release


def _ensure_all_found(codes, found):
    unknown = sorted(set(codes) - {entry.code for entry in found})
    if unknown:
        raise ValidationError(
            _("The question bank has no question %(codes)s. Choose from the list on the page."),
            code="question_unknown",
            params={"codes": ", ".join(unknown)},
        )


def _stages_for(workshop, entries: Iterable[BankQuestion]) -> dict[str, Stage]:
    """The workshop's stages by code; the library's are copied when one is missing."""
    stages = {stage.code: stage for stage in workshop.stages.all()}
    if not {entry.stage_code for entry in entries} <= stages.keys():
        copy_library(workshop)
        stages = {stage.code: stage for stage in workshop.stages.all()}
    return stages


def _ensure_complete(question):
    # An own question may serve no objective: it then counts for its stage only.
    question.clean_fields(exclude=["workshop", "stage", "objectives"])
    if len([level for level in question.levels if level]) != len(Level):
        raise ValidationError(
            _("Word all four levels of %(code)s. Officials choose between them."),
            code="levels_incomplete",
            params={"code": question.code},
        )


def _next_own_number(workshop):
    codes = workshop.questions.filter(own=True).values_list("code", flat=True)
    return max((int(code.removeprefix(OWN_PREFIX)) for code in codes), default=0) + 1
