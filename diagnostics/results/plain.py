"""The results object as `docs/results.schema.json` describes it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from diagnostics.results.objects import GroupResult, QuestionResult, Results, SideProgress
from diagnostics.scoring import SideResult

SCHEMA = "accord-results/1"


def as_json(results: Results) -> dict[str, Any]:
    """Plain values only, in a fixed order, so that equal results give equal bytes."""
    return {
        "schema": SCHEMA,
        "workshop": {
            "code": results.code,
            "title": results.title,
            "country": results.country,
            "benchmark": results.benchmark,
            "threshold": results.threshold,
        },
        "questions": [_question(question) for question in results.questions],
        "stages": [{"code": stage.code} | _group(stage) for stage in results.stages],
        "objectives": [{"code": aim.code} | _group(aim) for aim in results.objectives],
        "cells": [
            {"stage": cell.code, "function": cell.function} | _group(cell) for cell in results.cells
        ],
        "at_benchmark": {"at": results.at_benchmark.at, "of": results.at_benchmark.of},
        "agenda": list(results.agenda),
    }


def _question(question: QuestionResult) -> dict[str, Any]:
    return {
        "code": question.code,
        "stage": question.stage,
        "function": question.function,
        "objectives": list(question.objectives),
        "gateway": question.gateway,
        "benchmark": question.benchmark,
        "weight": plain_number(question.weight),
        "round": question.round,
        "sides": [_side(side) for side in question.sides],
        "named_sides": list(question.named_sides),
        "gap": plain_number(question.gap),
        "reading": question.reading,
        "verdict": question.verdict or None,
        "joint": plain_number(question.joint),
        "basis": question.basis,
        "short_of_benchmark": plain_number(question.short_of_benchmark),
        "applicable": question.applicable,
        "flags": list(question.flags),
    }


def _side(side: SideResult | SideProgress) -> dict[str, Any]:
    if isinstance(side, SideProgress):
        return {"side": side.side, "respondents": side.respondents, "answered": side.answered}
    return {
        "side": side.side,
        "mode": side.mode,
        "round": side.round,
        "respondents": side.respondents,
        "levels": side.levels,
        "dont_know": side.dont_know,
        "not_applicable": side.not_applicable,
        "blank": side.blank,
        "median": plain_number(side.median),
        "mean": plain_number(side.mean),
        "counts": None if side.counts is None else list(side.counts),
        "consensus": plain_number(side.consensus),
        "suppressed": side.suppressed,
    }


def _group(group: GroupResult) -> dict[str, Any]:
    return {
        "level": plain_number(group.level),
        "band": group.band,
        "scored": group.scored,
        "applicable": group.applicable,
        "gateways_at_1": list(group.gateways_at_1),
    }


def plain_number(value: Fraction | Decimal | float | None) -> int | float | None:
    """A whole number without a point, else the nearest float; None stays None."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
