"""A bank's directory as plain values, checked from end to end. No database."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from diagnostics.bank.checks import cross_faults
from diagnostics.bank.faults import BankFaults, Fault
from diagnostics.bank.files import (
    BANK,
    BOTTLENECKS,
    GLOSSARY,
    LEVELS,
    OBJECTIVES,
    PRACTICES,
    Documents,
    read_documents,
)
from diagnostics.bank.parts import entries
from diagnostics.bank.rules import rule_faults
from diagnostics.bank.shape import shape_faults
from diagnostics.bank.translations import (
    BOTTLENECK_TEXTS,
    OBJECTIVE_TEXTS,
    PRACTICE_TEXTS,
    QUESTION_TEXTS,
    SHORT_FORM_TEXTS,
    STAGE_TEXTS,
    TERM_TEXTS,
    Catalogue,
    english,
    in_all_languages,
    read_catalogues,
)

_AS_THEY_ARE = (
    *("code", "sub_stage", "function", "objectives", "who", "gateway", "levels", "evidence"),
    *("facts", "minutes", "sources", "crosswalk", "proposals"),
)
# What a bank may hold beside its questions: file, list in it, texts to translate.
_LIBRARY = (
    (BOTTLENECKS, "bottlenecks", BOTTLENECK_TEXTS),
    (PRACTICES, "practices", PRACTICE_TEXTS),
    (GLOSSARY, "terms", TERM_TEXTS),
)


@dataclass(frozen=True, slots=True)
class Bank:
    """Lists of model fields, in bank order; ``digest`` changes with any word of it.

    ``bottlenecks``, ``practices`` and ``terms`` are empty where the bank has no such file.
    """

    release: dict
    stages: list[dict]
    objectives: list[dict]
    questions: list[dict]
    short_forms: list[dict]
    bottlenecks: list[dict]
    practices: list[dict]
    terms: list[dict]
    languages: dict[str, Catalogue]
    digest: str


def read_bank(directory: Path) -> Bank:
    """Raises BankFaults with every fault of every file."""
    return _checked(read_documents(directory), directory)


def examine_bank(directory: Path) -> tuple[Bank | None, list[Fault]]:
    """For an editor: the bank, None where it cannot be read, and with its faults also the rules
    that it breaks (`rules`)."""
    documents = read_documents(directory)
    broken = rule_faults(documents)
    try:
        return _checked(documents, directory), broken
    except BankFaults as refused:
        return None, [*refused.faults, *broken]


def _checked(documents, directory):
    faults = documents.faults.copy()
    for name, document in documents.parsed.items():
        faults += shape_faults(name, document)
    faults += cross_faults(documents)
    if faults:
        raise BankFaults(faults)
    ordered = _in_cycle_order(documents)
    catalogues = read_catalogues(directory / "locale", _sources(documents, ordered))
    return _bank(documents, ordered, catalogues)


def _in_cycle_order(documents):
    order = documents.parsed[BANK]["stages"]
    return sorted(documents.stage_files.values(), key=lambda d: order.index(d["stage"]["code"]))


def _sources(documents, ordered):
    """Every translatable text by its context."""
    found = {}
    for objective in documents.parsed[OBJECTIVES]["objectives"]:
        found |= english(objective, OBJECTIVE_TEXTS)
    for form in _short_forms(documents.parsed[BANK]):
        found |= english(form, SHORT_FORM_TEXTS)
    for document in ordered:
        found |= english(document["stage"], STAGE_TEXTS)
        for question in document["questions"]:
            found |= english(question, QUESTION_TEXTS)
    for name, key, texts in _LIBRARY:
        for entry in entries(documents.parsed.get(name), key):
            found |= english(entry, texts)
    return found


def _short_forms(general):
    return [{"purpose": ""} | form for form in entries(general, "short_forms")]


def _bank(documents, ordered, catalogues):
    general = documents.parsed[BANK]
    questions = [(d["stage"]["code"], entry) for d in ordered for entry in d["questions"]]
    objectives = documents.parsed[OBJECTIVES]["objectives"]
    release = {key: general[key] for key in ("slug", "version", "title", "licence", "notice")}
    return Bank(
        release=release | {"sources": general["sources"]},
        stages=_numbered(_with_texts(d["stage"], STAGE_TEXTS, catalogues) for d in ordered),
        objectives=_numbered(_with_texts(o, OBJECTIVE_TEXTS, catalogues) for o in objectives),
        questions=_numbered(_question(stage, entry, catalogues) for stage, entry in questions),
        short_forms=_numbered(
            _with_texts(form, SHORT_FORM_TEXTS, catalogues) for form in _short_forms(general)
        ),
        **_library(documents, catalogues),
        languages=catalogues,
        digest=_digest(documents, ordered, catalogues),
    )


def _library(documents, catalogues):
    found = {
        key: _numbered(_with_texts(entry, texts, catalogues) for entry in listed)
        for key, listed, texts in (
            (key, entries(documents.parsed.get(name), key), texts) for name, key, texts in _LIBRARY
        )
    }
    found["bottlenecks"] = [_with_stage_code(entry) for entry in found["bottlenecks"]]
    return found


def _with_stage_code(entry):
    return {("stage_code" if key == "stage" else key): value for key, value in entry.items()}


def _numbered(fields):
    return [entry | {"position": position} for position, entry in enumerate(fields, start=1)]


def _with_texts(entry, fields, catalogues):
    return entry | {"translations": in_all_languages(entry, fields, catalogues)}


def _question(stage_code, entry, catalogues):
    return {key: entry[key] for key in _AS_THEY_ARE} | {
        "stage_code": stage_code,
        "text": entry["question"],
        "why_health": entry["why"]["health"],
        "why_finance": entry["why"]["finance"],
        "translations": in_all_languages(entry, QUESTION_TEXTS, catalogues),
    }


def _digest(documents: Documents, ordered, catalogues):
    """Over the content: comments, wrapping and file names may change, words may not."""
    general = [documents.parsed[name] for name in (BANK, LEVELS, OBJECTIVES)]
    texts = {language: catalogue.current for language, catalogue in catalogues.items()}
    # A bank without a library keeps the digest it had before there were any.
    library = [
        documents.parsed[name] for name, _key, _texts in _LIBRARY if name in documents.parsed
    ]
    content = json.dumps([general, ordered, texts, *library], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()
