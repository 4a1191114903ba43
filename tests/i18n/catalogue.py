"""A language that nobody speaks: every letter accented, every word a third longer."""

import math
import re
from pathlib import Path

import allauth
import django
import polib

from scripts.messages import collect

# A language that Django writes from right to left and has plural forms for.
CODE = "ar"
PLURALS = 6
DJANGO = django.__path__[0]
PACKAGES = (
    f"{DJANGO}/conf",
    f"{DJANGO}/contrib/auth",
    f"{DJANGO}/contrib/humanize",
    allauth.__path__[0],
)
ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçðéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÁƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ",
)
# What stands for something else, or is markup: it stays as it is.
KEPT = re.compile(r"(%\(\w+\)[a-z]|%[a-z%]|\{\w*\}|<[^>]*>|&\w+;|\n)")
WORD = re.compile(r"[^\W\d_]+")


def pseudo(text: str) -> str:
    parts = KEPT.split(text)
    return "".join(part if KEPT.fullmatch(part) else _accented(part) for part in parts)


def _accented(text):
    longer = WORD.sub(lambda m: m[0] + m[0][-1] * math.ceil(len(m[0]) / 3), text)
    return longer.translate(ACCENTED)


def make_catalogue(folder: Path) -> Path:
    """A locale folder with every string that the tools for translators find, and those of the
    packages whose forms and messages we show."""
    catalogue = polib.pofile(str(collect(CODE, folder)))
    known = {(entry.msgctxt, entry.msgid) for entry in catalogue}
    for package in PACKAGES:
        for entry in polib.pofile(f"{package}/locale/en/LC_MESSAGES/django.po"):
            if not entry.obsolete and (entry.msgctxt, entry.msgid) not in known:
                catalogue.append(entry)
    for entry in catalogue:
        _translate(entry)
    catalogue.save_as_mofile(str(folder / f"locale/{CODE}/LC_MESSAGES/django.mo"))
    return folder / "locale"


def _translate(entry):
    entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    if entry.msgid_plural:
        entry.msgstr_plural = dict.fromkeys(range(PLURALS), pseudo(entry.msgid_plural))
    else:
        entry.msgstr = pseudo(entry.msgid)
