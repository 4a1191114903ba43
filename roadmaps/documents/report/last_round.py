"""The last round beside this one, in words. Nothing is computed here."""

from django.utils.translation import gettext as _

from alignment.vocabulary import MINISTRIES
from diagnostics.last_round import CHANGES, moved_by, sentence
from diagnostics.wording import in_full
from roadmaps.typography import date

LEFT_TO_RIGHT = "\u200e"  # a mark without width: the arrow leads from then to now in any script


def last_round_part(content: dict, questions: list[dict]) -> dict | None:
    """{title, on, sentence, questions, only_now, only_then}; None in a first round.

    Of ``questions`` each is {code, text, changed, cells}: ``changed`` says what changed in the
    question, else it is empty; ``cells`` are {side, then, now, moved, change, words}, first
    the joint level, whose side is "joint", then the ministries, then all others.
    """
    last = content.get("last_round")
    if last is None:
        return None
    texts = {question["code"]: question["text"] for question in questions}
    return {
        "title": last["title"],
        "on": date(last["starts_on"]),
        "sentence": sentence(last["counts"]),
        "questions": [_question(row, texts) for row in last["questions"]],
        "only_now": [(code, texts[code]) for code in last["only_now"]],
        "only_then": [(row["code"], _text(row, content)) for row in last["only_then"]],
    }


def _text(row, content):
    """In the document's language; in the first one where a version was signed without it."""
    texts = row["texts"]
    return texts.get(content["language"]) or next(iter(texts.values()))


def _question(row, texts):
    joint = [_cell("joint", row["joint"])] if row["joint"] else []
    sides = sorted(row["sides"], key=lambda side: _place(side["side"]))
    return {
        "code": row["code"],
        "text": texts[row["code"]],
        "changes": row["changes"],
        "changed": "; ".join(str(CHANGES[change]) for change in row["changes"]),
        "cells": joint + [_cell(side["side"], side) for side in sides],
    }


def _place(side):
    return MINISTRIES.index(side) if side in MINISTRIES else len(MINISTRIES)


def _cell(side, pair):
    plain = {name: pair[name] for name in ("then", "now", "moved", "change")}
    return plain | {"side": side, "words": _words(pair)}


def _words(pair):
    """Such as "2.5 → 3, +0.5"; where there is no difference, what there is and why."""
    if not pair["change"]:
        levels = f"{in_full(pair['then'])} → {in_full(pair['now'])}"
        return f"{LEFT_TO_RIGHT}{levels}, {moved_by(pair['moved'])}"
    known = [
        _("then %(level)s") % {"level": in_full(pair["then"])} if pair["then"] is not None else "",
        _("now %(level)s") % {"level": in_full(pair["now"])} if pair["now"] is not None else "",
        str(CHANGES[pair["change"]]),
    ]
    return ", ".join(filter(None, known))
