"""Where things stand: results by question, stage, objective and heat-map cell, in words."""

from alignment.vocabulary import MINISTRIES, Function
from diagnostics import plenary
from diagnostics import wording as reading
from diagnostics.figures import figure_in_words
from diagnostics.results.restored import group_from_plain, question_from_plain
from roadmaps.documents.report import words

SMALLEST_GROUP = 3  # below it a group shows its questions' levels instead of a mean


def diagnostic_part(content: dict, labels: dict) -> dict:
    """Keys: ``questions``, ``stages``, ``objectives``, ``heat_map``, ``gateways``,
    ``disagreements``, ``facts``, ``headline``, ``sides``.
    """
    results = content["results"]
    questions = [
        _question(asked, found, labels["questions"].get(asked["code"], asked))
        | {"revealed": asked["code"] in results["agenda"]}
        for asked, found in _with_results(content["questions"], results["questions"])
    ]
    by_code = {question["code"]: question for question in questions}
    return {
        "questions": questions,
        "stages": [
            _group(stage, labels["stages"], _members(questions, "stage", stage["code"]))
            for stage in results["stages"]
        ],
        "objectives": [
            _group(aim, labels["objectives"], _members(questions, "objectives", aim["code"]))
            for aim in results["objectives"]
        ],
        "heat_map": _heat_map(results, labels["stages"], questions),
        "gateways": [q for q in questions if "gateway_at_1" in q["flags"]],
        "disagreements": _disagreements(results["agenda"], by_code),
        "facts": [(q, q["facts"]) for q in questions if q["facts"]],
        "headline": results["at_benchmark"],
        "sides": _sides(questions),
    }


def _with_results(asked, found):
    by_code = {question["code"]: question for question in found}
    return [(question, by_code[question["code"]]) for question in asked]


def _question(asked, found, label):
    sides = [_side(side) for side in found["sides"]]
    medians = {side["code"]: side["median"] for side in sides}
    result = question_from_plain(found)
    kept = ("code", "stage", "gateway", "own", "outcome", "agreed_level", "reason", "dissents")
    derived = ("gap", "joint", "benchmark", "applicable", "flags", "objectives", "function")
    return (
        {name: asked[name] for name in kept}
        | {name: found[name] for name in derived}
        | {
            "text": label["text"],
            "levels": label["levels"],
            "facts": [_fact(fact, label.get("figures", {})) for fact in asked["facts"]],
            "sides": sides,
            "moh": medians.get("MOH"),
            "mof": medians.get("MOF"),
            "others": [side for side in sides if side["code"] not in MINISTRIES],
            "withheld": any(side["suppressed"] for side in sides),
            "reading": found["reading"],
            "reading_word": words.reading(found["reading"]),
            "basis": found["basis"],
            "basis_word": words.basis(found["basis"]),
            "scored": _is_scored(found),
            "joint_words": _worded(found["joint"], label["levels"]),
            "round": max((side["round"] for side in found["sides"]), default=1),
            "unknowing": _unknowing(found["flags"]),
            "result": result,  # what pictures are drawn from
            "sentence": reading.sentence(result),
            "verdict": result.verdict,
            "verdict_words": reading.verdict_words(result),
        }
    )


def _side(side):
    plain = ("median", "mean", "counts", "levels", "dont_know", "not_applicable", "blank")
    return {name: side[name] for name in plain} | {
        "code": side["side"],
        "label": words.word("side", side["side"]),
        "delegation": side["mode"] == "institutional",
        "round": side["round"],
        "respondents": side["respondents"],
        "consensus": side["consensus"],
        "suppressed": side["suppressed"],
    }


def _fact(fact, labels):
    """``labels``: names of figures in the document's language, by code. Versions signed before
    there were any have none.
    """
    return fact | {
        "label": labels.get(fact["code"], fact["label"]),
        "words": figure_in_words(fact["value"], fact["unit"]),
    }


def _is_scored(found):
    return found["joint"] is not None and found["basis"] != "one_sided" and found["applicable"]


def _worded(joint, levels):
    """The level that is reached in full, and its wording; None without a joint level."""
    if joint is None or not levels:
        return None
    level = int(joint)
    return {"level": level, "words": levels[level - 1]}


def _unknowing(flags):
    """Names of the sides of which half or more did not know."""
    prefix = "information_gap:"
    codes = [flag.removeprefix(prefix) for flag in flags if flag.startswith(prefix)]
    return [words.word("side", code) for code in codes]


def _members(questions, key, code):
    return [q for q in questions if code == q[key] or (key == "objectives" and code in q[key])]


def _group(group, titles, questions):
    """``marks`` stand for a mean where a group is too small for one."""
    small = group["applicable"] < SMALLEST_GROUP
    return group | {
        "title": titles.get(group["code"], group["code"]),
        "band_word": words.band(group["band"]),
        "questions": questions,
        "marks": [(q["code"], q["joint"]) for q in questions if q["scored"]] if small else [],
    }


def _heat_map(results, titles, questions):
    """``functions`` across, ``rows`` of stages down; a cell without questions is None.

    ``groups`` of a row are its cells as pictures are drawn from.
    """
    used = {cell["function"] for cell in results["cells"]}
    functions = [code for code in Function.values if code in used]
    cells = {(cell["stage"], cell["function"]): cell for cell in results["cells"]}
    return {
        "functions": [words.word("function", code) for code in functions],
        "rows": [
            _row(
                stage["code"], titles, [cells.get((stage["code"], f)) for f in functions], questions
            )
            for stage in results["stages"]
        ],
    }


def _row(code, titles, found, questions):
    cells = [_cell(cell, questions) for cell in found]
    return {
        "code": code,
        "title": titles.get(code, code),
        "cells": cells,
        "groups": [group_from_plain(cell, cell["marks"] if cell else ()) for cell in cells],
    }


def _cell(cell, questions):
    if cell is None:
        return None
    place = (cell["stage"], cell["function"])
    members = [q for q in questions if (q["stage"], q["function"]) == place]
    return _group(cell | {"code": cell["stage"]}, {}, members)


def _disagreements(agenda, by_code):
    """In plenary order: what the ministries answered apart, or somebody dissented from."""
    return [q for q in map(by_code.get, agenda) if q and _was_disputed(q)]


def _was_disputed(question):
    """Told also where it is settled: how it was is what a reader wants to know."""
    return (
        question["reading"] in ("differ", "conflict")
        or question["verdict"] in (plenary.OTHER_REASONS, plenary.DIFFER)
        or question["outcome"] == "no_agreement"
        or bool(question["dissents"])
    )


def _sides(questions):
    """Every side that is shown anywhere, ministries first."""
    found = {side["code"]: side["label"] for q in questions for side in q["sides"]}
    order = [*MINISTRIES, *found]
    return [(code, found[code]) for code in dict.fromkeys(order) if code in found]
