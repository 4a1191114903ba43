"""A bank's directory as plain values, checked from end to end. No database."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from diagnostics.bank.checks import cross_faults, entries
from diagnostics.bank.faults import BankFaults
from diagnostics.bank.files import BANK, LEVELS, OBJECTIVES, Documents, read_documents
from diagnostics.bank.shape import shape_faults
from diagnostics.bank.translations import (
    OBJECTIVE_TEXTS,
    QUESTION_TEXTS,
    STAGE_TEXTS,
    Catalogue,
    english,
    in_all_languages,
    read_catalogues,
)

_AS_THEY_ARE = (
    *("code", "sub_stage", "function", "objectives", "who", "gateway", "levels", "evidence"),
    *("facts", "minutes", "sources", "crosswalk", "proposals"),
)


@dataclass(frozen=True, slots=True)
class Bank:
    """Lists of model fields, in bank order; ``digest`` changes with any word of it."""

    release: dict
    stages: list[dict]
    objectives: list[dict]
    questions: list[dict]
    short_forms: list[dict]
    languages: dict[str, Catalogue]
    digest: str


def read_bank(directory: Path) -> Bank:
    """Raises BankFaults with every fault of every file."""
    documents = read_documents(directory)
    faults = documents.faults
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
    for document in ordered:
        found |= english(document["stage"], STAGE_TEXTS)
        for question in document["questions"]:
            found |= english(question, QUESTION_TEXTS)
    return found


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
        short_forms=_numbered({"purpose": ""} | form for form in entries(general, "short_forms")),
        languages=catalogues,
        digest=_digest(documents, ordered, catalogues),
    )


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
    content = json.dumps([general, ordered, texts], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()
