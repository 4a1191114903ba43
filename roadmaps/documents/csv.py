"""The figures in long form, one to a row, with a codebook: for whoever goes on computing.

Every figure is that of the disclosed results, exact and in the data files' own codes.
"""

import io
import zipfile

from django.utils.translation import gettext as _

from alignment.tables import to_csv
from roadmaps.documents.report import report_of, wording, words
from roadmaps.editions import Edition

COLUMNS = ["unit", "code", "function", "side", "round", "measure", "value"]
OF_A_SIDE = (
    "respondents",
    "levels",
    "dont_know",
    "not_applicable",
    "blank",
    "median",
    "mean",
    "consensus",
    "suppressed",
)
OF_A_QUESTION = (
    "benchmark",
    "weight",
    "gap",
    "reading",
    "verdict",
    "joint",
    "basis",
    "short_of_benchmark",
    "applicable",
    "gateway",
)
OF_A_GROUP = ("level", "band", "scored", "applicable")
# The same bytes for the same text, whenever it is written.
MOMENT = (1980, 1, 1, 0, 0, 0)


def roadmap_csv(edition: Edition) -> bytes:
    """A zip of three files: figures, codebook, and what they are about."""
    files = {
        "results.csv": to_csv(COLUMNS, long_rows(edition.content["results"])),
        "codebook.csv": to_csv(["column", "code", "meaning"], codebook()),
        "about.txt": _about(report_of(edition)),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in files.items():
            # With a mark that lets a spreadsheet read accents.
            file.writestr(zipfile.ZipInfo(name, MOMENT), text.encode("utf-8-sig"))
    return out.getvalue()


def long_rows(results: dict) -> list[dict]:
    """One row per figure; an empty value is unknown or withheld, which ``suppressed`` tells."""
    reached = results["at_benchmark"]
    rows = [_row("workshop", measure=f"questions_{name}", value=reached[name]) for name in reached]
    for question in results["questions"]:
        rows += _measures("question", question, OF_A_QUESTION, code=question["code"])
        for side in question["sides"]:
            rows += _side(question["code"], side)
    for unit, groups in (("stage", "stages"), ("objective", "objectives")):
        for group in results[groups]:
            rows += _measures(unit, group, OF_A_GROUP, code=group["code"])
    for cell in results["cells"]:
        place = {"code": cell["stage"], "function": cell["function"]}
        rows += _measures("cell", cell, OF_A_GROUP, **place)
    return rows


def _side(code, side):
    place = {"code": code, "side": side["side"], "round": side["round"]}
    counts = side["counts"] or [None] * 4
    return _measures("side", side, OF_A_SIDE, **place) + [
        _row("side", measure=f"level_{level}", value=count, **place)
        for level, count in enumerate(counts, start=1)
    ]


def _measures(unit, values, names, **place):
    # A question on which the plenary found nothing has no verdict.
    return [_row(unit, measure=name, value=values.get(name), **place) for name in names]


def _row(unit, *, measure, value, **place):
    plain = int(value) if isinstance(value, bool) else value
    return place | {"unit": unit, "measure": measure, "value": plain}


def codebook() -> list[dict]:
    """Every code of the figures, in words."""
    lists = words.codebook()
    kept = ("side", "function", "band", "reading", "verdict", "basis")
    pairs = {"unit": _units(), "measure": _measure_words()} | {name: lists[name] for name in kept}
    return [
        {"column": column, "code": code, "meaning": str(meaning)}
        for column, codes in pairs.items()
        for code, meaning in codes
    ]


def _units():
    return [
        ("workshop", _("the whole workshop")),
        ("question", _("a question")),
        ("side", _("one side's answers to a question")),
        ("stage", _("a stage of the budget cycle")),
        ("objective", _("an objective")),
        ("cell", _("a stage (in code) and a function")),
    ]


def _measure_words():
    return [
        ("questions_at", _("questions whose joint level reaches the benchmark")),
        ("questions_of", _("questions with a joint level")),
        ("benchmark", _("level that the question should reach")),
        ("weight", _("weight of the question in its groups")),
        ("gap", _("median of MOH minus median of MOF")),
        ("reading", _("how far the two ministries stand apart")),
        ("verdict", _("whether they share a view, as the plenary found")),
        ("joint", _("joint level, agreed or provisional")),
        ("basis", _("what the joint level rests on")),
        ("short_of_benchmark", _("how much the joint level lacks")),
        ("gateway", _("1: other questions depend on it")),
        ("respondents", _("people of the side who could answer")),
        ("levels", _("answers from 1 to 4")),
        *((f"level_{n}", _("answers at level %(level)d") % {"level": n}) for n in (1, 2, 3, 4)),
        ("dont_know", _("answers “don't know”")),
        ("not_applicable", _("answers “does not apply”")),
        ("blank", _("no answer")),
        ("median", _("median of the levels")),
        ("mean", _("mean of the levels")),
        ("consensus", _("agreement within the side, 0 to 1")),
        ("suppressed", _("1: withheld, because too few answered")),
        ("level", _("mean of the joint levels")),
        ("band", _("what that mean says")),
        ("scored", _("questions with a joint level")),
        ("applicable", _("questions that apply; for one question, 1: it applies")),
    ]


def _about(report):
    cover = report["cover"]
    lines = [
        f"{cover['country']}: {cover['title']}",
        wording.stamp(cover),
        _("Digest of the content (SHA-256):") + f" {cover['digest']}",
        *(f"{title}. {told}" for title, told in wording.state_marks(cover)),
    ]
    return "\n".join(lines) + "\n"
