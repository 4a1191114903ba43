"""Which objectives the questions serve, in which stage, and who answers them."""

from django.utils.translation import gettext as _

from diagnostics.bank.reading import Bank
from diagnostics.bank.report.layout import named, table
from diagnostics.bank.rules import ENOUGH
from diagnostics.bank.shape import schema

_MINISTRIES = {"MOH", "MOF"}


def questions_by_objective(bank: Bank) -> dict[str, list[dict]]:
    """Every objective that the bank lists, also those that no question serves."""
    return {
        objective["code"]: [q for q in bank.questions if objective["code"] in q["objectives"]]
        for objective in bank.objectives
    }


def coverage(bank: Bank) -> list[str]:
    served = questions_by_objective(bank)
    title = _("Coverage: questions that serve each objective, by stage and by who answers")
    return [title, *table(_rows(bank, served)), *_holes(served)]


def _rows(bank, served):
    stages = [stage["code"] for stage in bank.stages]
    sides = [side for side in schema()["$defs"]["side"]["enum"] if _answered(bank.questions, side)]
    yield ["", _("all"), *stages, *sides]
    for code, questions in (*served.items(), (_("all"), bank.questions)):
        by_stage = [sum(q["stage_code"] == stage for q in questions) for stage in stages]
        by_side = [_answered(questions, side) for side in sides]
        yield [code, str(len(questions)), *(str(n or "·") for n in (*by_stage, *by_side))]


def _answered(questions, side):
    return sum(side in question["who"] for question in questions)


def _holes(served):
    thin = [code for code, questions in served.items() if len(questions) < ENOUGH]
    lonely = [code for code, questions in served.items() if _ministries_missing(questions)]
    yield from named(_("Objectives with fewer than three questions"), thin)
    yield from named(_("Objectives that one of the two ministries never answers for"), lonely)


def _ministries_missing(questions):
    return not {side for question in questions for side in question["who"]} >= _MINISTRIES
