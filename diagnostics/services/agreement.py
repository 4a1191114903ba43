"""What the plenary records: how a question ended, and who holds otherwise."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alignment.models import Workshop
from alignment.services.events import log
from diagnostics.models import Dissent, Question
from diagnostics.plenary import agree_quickly
from diagnostics.queries import results_of
from diagnostics.scoring import MINISTRIES
from diagnostics.vocabulary import Level, Outcome, PlenaryVerdict


@transaction.atomic
def record_verdict(*, question, verdict, by=None) -> Question:
    """Whether both ministries share a view of a revealed question; "" takes it back."""
    question = _locked(question)
    question.ensure_revealed()
    _ensure_asks_both(question)
    _ensure_in_keeping(verdict, question.outcome)
    question.verdict = PlenaryVerdict(verdict) if verdict else ""
    question.save(update_fields=["verdict"])
    log(question.workshop, f"verdict_{verdict or 'cleared'}", subject=question.code, by=by)
    return question


@transaction.atomic
def record_outcome(
    *, question, outcome, agreed_level=None, reason="", rule_not_applied=False, by=None
) -> Question:
    """End a revealed question: a level, "we do not agree", or "does not apply here".

    A level needs no reason; the others do, because they take the question out of the totals.
    """
    question = _locked(question)
    question.ensure_revealed()
    agreed = Outcome(outcome) == Outcome.AGREED
    _ensure_complete(agreed, agreed_level, reason)
    _ensure_in_keeping(question.verdict, outcome)
    question.outcome, question.reason = outcome, reason
    question.agreed_level = agreed_level if agreed else None
    question.rule_not_applied = rule_not_applied and agreed
    _save(question)
    log(question.workshop, f"outcome_{outcome}", subject=question.code, by=by)
    return question


@transaction.atomic
def agree_together(*, workshop, levels: Mapping[str, int], by=None) -> list[Question]:
    """Agree on proposed levels, by question code, where both ministries are close.

    Each is recorded and logged by itself, so that each can be taken back by itself. All or
    nothing: refused when one of them is no longer proposed at that level.
    """
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    proposed = agree_quickly(results_of(workshop).questions)
    if any(proposed.get(code) != level for code, level in levels.items()):
        raise ValidationError(
            _("Something changed meanwhile. Look at the list again, then press once more."),
            code="proposal_changed",
        )
    questions = workshop.questions.filter(code__in=levels)
    return [
        record_outcome(
            question=question, outcome=Outcome.AGREED, agreed_level=levels[question.code], by=by
        )
        for question in questions
    ]


@transaction.atomic
def clear_outcome(*, question, by=None) -> Question:
    """Take the outcome back; recorded dissents stay until somebody removes them."""
    question = _locked(question)
    question.outcome, question.agreed_level = "", None
    question.reason, question.rule_not_applied = "", False
    _save(question)
    log(question.workshop, "outcome_cleared", subject=question.code, by=by)
    return question


@transaction.atomic
def record_dissent(*, question, institution, text, by=None) -> Dissent:
    """Note, or reword, what an institution holds against the outcome. Public by its nature."""
    question = _locked(question)
    question.ensure_revealed()
    dissent, _new = Dissent.objects.update_or_create(
        question=question, institution=institution, defaults={"text": text}
    )
    log(question.workshop, "dissent_recorded", subject=question.code, by=by)
    return dissent


@transaction.atomic
def remove_dissent(*, dissent, by=None) -> None:
    question = _locked(dissent.question)
    dissent.delete()
    log(question.workshop, "dissent_removed", subject=question.code, by=by)


def _ensure_asks_both(question):
    asked = set(question.snapshots.values_list("side__code", flat=True))
    if not asked.issuperset(MINISTRIES):
        raise ValidationError(
            _("%(code)s does not ask both ministries. Record its level instead."),
            code="one_ministry",
            params={"code": question.code},
        )


def _ensure_in_keeping(verdict, outcome):
    """A document that says both would be believed in neither."""
    if outcome == Outcome.NO_AGREEMENT and verdict not in ("", PlenaryVerdict.DIFFER):
        raise ValidationError(
            _(
                "“We do not agree” and a shared view contradict each other. Change what is "
                "recorded: that the views differ, or a level on which you agree."
            ),
            code="contradiction",
        )


def _ensure_complete(agreed, agreed_level, reason):
    if agreed and agreed_level not in Level.values:
        raise ValidationError(_("Choose the level that was agreed."), code="level_missing")
    if not agreed and not reason.strip():
        sentence = _("Say in a sentence why, so that readers of the roadmap understand it.")
        raise ValidationError({"reason": ValidationError(sentence, code="reason_missing")})


def _locked(question) -> Question:
    """The question as it is now, with its workshop locked and still under way."""
    workshop = Workshop.objects.select_for_update().get(pk=question.workshop_id)
    workshop.ensure_not_over()
    question = Question.objects.select_for_update().get(pk=question.pk)
    question.workshop = workshop
    return question


def _save(question):
    question.save(update_fields=["outcome", "agreed_level", "reason", "rule_not_applied"])
