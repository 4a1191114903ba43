"""Gettext PO files beside the bank: message context = code and field, message = English text.

A field is named as in the YAML files: ``F-05:question``, ``F-05:why.health``,
``F-05:levels.2`` (lists count from 1), ``E-30:facts.arrears_stock.label`` (coded entries by
their code), ``F:sub_stages.F1.title``, ``RR-1:meaning``, ``short:purpose``,
``BN-01:symptoms.1``, ``PR-01:done``, ``virement:meaning``.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation import gettext as _

from diagnostics.bank.faults import BankFaults, Fault
from diagnostics.bank.files import read_text
from diagnostics.bank.shape import schema

# The texts inside coded entries; their codes and units are the same in every language.
_INNER_TEXTS = ("title", "label", "where")
# Model field and its path in the files.
QUESTION_TEXTS = {
    "text": "question",
    "why_health": "why.health",
    "why_finance": "why.finance",
    "levels": "levels",
    "evidence": "evidence",
    "facts": "facts",
}
OBJECTIVE_TEXTS = {"title": "title", "meaning": "meaning"}
STAGE_TEXTS = {"title": "title", "description": "description", "sub_stages": "sub_stages"}
BOTTLENECK_TEXTS = {name: name for name in ("title", "symptoms", "remedies")}
PRACTICE_TEXTS = {
    name: name for name in ("title", "years", "done", "changed", "conditions", "licence")
}
SHORT_FORM_TEXTS = {"title": "title", "purpose": "purpose"}
TERM_TEXTS = {name: name for name in ("term", "other_names", "meaning", "forms")}
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,8})?")
_PLAIN = re.compile(schema()["$defs"]["text"]["pattern"])


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One language. ``current`` maps contexts to texts; fuzzy ones and those whose English
    has changed since are only counted, as ``outdated``. ``total`` is what could be there."""

    current: dict[str, str]
    outdated: int
    total: int


def english(entry: dict, fields: dict[str, str]) -> dict[str, str]:
    """Every translatable text of an entry by its context; figures alone need no words."""
    return {
        context: text
        for path in fields.values()
        for context, text in _walk(_dig(entry, path), f"{entry['code']}:{path}")
        if any(letter.isalpha() for letter in text)
    }


def in_all_languages(entry: dict, fields: dict[str, str], catalogues: dict[str, Catalogue]) -> dict:
    """``{language: {model field: text}}``. A list is there only when every part of it is."""
    found = {}
    for language, catalogue in catalogues.items():
        texts = {
            field: _rebuild(_dig(entry, path), f"{entry['code']}:{path}", catalogue.current)
            for field, path in fields.items()
        }
        texts = {field: text for field, text in texts.items() if text}
        if texts:
            found[language] = texts
    return found


def read_catalogues(directory: Path, sources: dict[str, str]) -> dict[str, Catalogue]:
    """The PO files of ``directory`` by language; ``sources`` maps contexts to English texts.

    Raises BankFaults with the faults of all of them.
    """
    catalogues, faults = {}, []
    for path in sorted(directory.glob("*.po")):
        try:
            catalogues[path.stem] = _read(path, sources)
        except BankFaults as refused:
            faults += refused.faults
    if faults:
        raise BankFaults(faults)
    return catalogues


def _dig(entry, path):
    for key in path.split("."):
        entry = entry[key]
    return entry


def _parts(value, context):
    """The inner (key, value, context) of a list or a coded entry."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            name = item["code"] if isinstance(item, dict) else index + 1
            yield index, item, f"{context}.{name}"
    else:
        for key in _INNER_TEXTS:
            if key in value:
                yield key, value[key], f"{context}.{key}"


def _walk(value, context):
    if isinstance(value, str):
        yield context, value
        return
    for _key, inner, place in _parts(value, context):
        yield from _walk(inner, place)


def _rebuild(value, context, texts):
    """``value`` with every text replaced, or None where one is not translated."""
    if isinstance(value, str):
        return texts.get(context)
    rebuilt = value.copy()
    for key, inner, place in _parts(value, context):
        rebuilt[key] = _rebuild(inner, place, texts)
        if rebuilt[key] is None:
            return None
    return rebuilt


def _read(path, sources):
    read_text(path)  # refuses a file that is too large or not UTF-8
    faults = []
    if not _LANGUAGE.fullmatch(path.stem):
        message = _("is not named after a language. Call it like fr.po or pt-BR.po.")
        faults.append(Fault(path.name, "", "", message))
    messages = [entry for entry in _parse(path) if not entry.obsolete]
    faults += _message_faults(path.name, messages, sources)
    if faults:
        raise BankFaults(faults)
    return _catalogue(messages, sources)


def _parse(path):
    try:
        return polib.pofile(str(path), encoding="utf-8", check_for_duplicates=False)
    except (OSError, ValueError, IndexError) as error:
        line = re.search(r"line (\d+)", str(error))
        message = _("is not a valid PO file (line %(line)s). Check it with msgfmt.")
        where = line.group(1) if line else "?"
        raise BankFaults([Fault(path.name, "", "", message % {"line": where})]) from None


def _message_faults(name, messages, sources):
    seen = set()
    for message in messages:
        context = message.msgctxt or ""
        code, _colon, field = context.partition(":")
        problem = _problem(message, context, seen, sources)
        if problem:
            yield Fault(name, code, field, problem)
        seen.add(context)


def _problem(message, context, seen, sources):
    if not context:
        short = {"text": message.msgid[:60]}
        return _("“%(text)s” has no context (msgctxt). Add code and field.") % short
    if context not in sources:
        return _("the bank has no such text. Correct the context, or mark the message obsolete.")
    if context in seen:
        return _("is translated twice. Keep one of the two.")
    if not _PLAIN.match(message.msgstr):
        return _("holds control characters. Remove them.")
    return ""


def _catalogue(messages, sources):
    done = [message for message in messages if message.msgstr.strip()]
    current = {
        message.msgctxt: message.msgstr.strip()
        for message in done
        if not message.fuzzy and _same(message.msgid, sources[message.msgctxt])
    }
    return Catalogue(current, len(done) - len(current), len(sources))


def _same(one, other):
    """Editors and PO tools wrap lines differently; that is no change of the text."""
    return one.split() == other.split()
