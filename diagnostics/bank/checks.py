"""What no schema can say: codes that must exist elsewhere, be unique, or fit their stage.

The checks run beside the schema's, on whatever has the right shape, so that one reading
shows every fault.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from diagnostics.bank.crosswalk import crosswalk_faults
from diagnostics.bank.faults import Fault
from diagnostics.bank.files import (
    BANK,
    BOTTLENECKS,
    GLOSSARY,
    OBJECTIVES,
    PRACTICES,
    Documents,
)
from diagnostics.bank.library import library_faults
from diagnostics.bank.parts import codes, entries, stage_of, text, texts

LONGEST_QUESTION = 35  # words
LEVEL_WORDS = range(20, 46)
_CODED_LISTS = (
    (OBJECTIVES, "objectives"),
    (BOTTLENECKS, "bottlenecks"),
    (PRACTICES, "practices"),
    (GLOSSARY, "terms"),
)


def cross_faults(documents: Documents) -> Iterator[Fault]:
    yield from _repeated_codes(documents)
    yield from _stage_order(documents)
    yield from _short_forms(documents)
    for name, document in documents.stage_files.items():
        for question in entries(document, "questions"):
            for field, message in _question(question, document, documents):
                yield Fault(name, text(question.get("code")), field, message)
    yield from library_faults(documents)


def _coded(documents):
    """Every (file, code) of everything that has one: one name space."""
    for name, key in _CODED_LISTS:
        for entry in entries(documents.parsed.get(name), key):
            yield name, text(entry.get("code"))
    for name, document in documents.stage_files.items():
        stage = stage_of(document)
        listed = [stage, *entries(stage, "sub_stages"), *entries(document, "questions")]
        yield from ((name, text(entry.get("code"))) for entry in listed)


def _repeated_codes(documents):
    first = {}
    for name, code in _coded(documents):
        if code in first:
            message = _("is used twice, first in %(file)s. Give each entry its own code.")
            yield Fault(name, code, "code", message % {"file": first[code]})
        elif code:
            first[code] = name
    forms = [text(form.get("code")) for form in entries(documents.parsed.get(BANK), "short_forms")]
    for code in {code for code in forms if forms.count(code) > 1}:
        yield Fault(BANK, code, "code", _("names two short forms. Give each its own code."))


def _stage_order(documents):
    """``stages`` in bank.yaml gives the order of the budget cycle: each file's stage once."""
    bank = documents.parsed.get(BANK)
    if not isinstance(bank, dict) or "stages" not in bank:
        return
    files = {text(stage_of(d).get("code")): name for name, d in documents.stage_files.items()}
    listed = texts(bank["stages"])
    for code in listed:
        if code not in files:
            message = _("no file holds the stage “%(code)s”. Add the file or remove the code.")
            yield Fault(BANK, "", "stages", message % {"code": code})
    for code, name in files.items():
        if code and code not in listed:
            message = _("is not listed under stages in bank.yaml. Add it there.")
            yield Fault(name, code, "stage", message)


def _short_forms(documents):
    known = {
        code for d in documents.stage_files.values() for code in codes(entries(d, "questions"))
    }
    for form in entries(documents.parsed.get(BANK), "short_forms"):
        for code in texts(form.get("questions")):
            if code not in known:
                message = _("there is no question “%(code)s”. Correct or remove it.")
                yield Fault(BANK, text(form.get("code")), "questions", message % {"code": code})


def _question(question, document, documents):
    """Pairs of field and sentence."""
    yield from _belongs(question, stage_of(document))
    yield from _known_references(question, documents)
    yield from _lengths(question)
    yield from crosswalk_faults(question)
    facts = [text(fact.get("code")) for fact in entries(question, "facts")]
    for code in {code for code in facts if facts.count(code) > 1}:
        message = _("“%(code)s” is used twice. Give each figure its own code.")
        yield "facts", message % {"code": code}


def _belongs(question, stage):
    code, stage_code = text(question.get("code")), text(stage.get("code"))
    if code and stage_code and code.split("-")[0] != stage_code:
        message = _("does not begin with the code of its stage. Call it %(stage)s-… or move it.")
        yield "code", message % {"stage": stage_code}
    sub_stage = text(question.get("sub_stage"))
    if sub_stage and sub_stage not in codes(entries(stage, "sub_stages")):
        message = _("“%(code)s” is not a sub-stage of %(stage)s. Use one listed at the top.")
        yield "sub_stage", message % {"code": sub_stage, "stage": stage_code}


def _known_references(question, documents):
    # A file that could not be read has its own fault; do not blame every question for it.
    library, bank = documents.parsed.get(OBJECTIVES), documents.parsed.get(BANK)
    if library is not None:
        message = _("“%(code)s” is not in objectives.yaml. Correct it or add the objective.")
        known = codes(entries(library, "objectives"))
        yield from _unknown(question, "objectives", known, message)
    if isinstance(bank, dict) and isinstance(bank.get("sources"), dict):
        message = _("“%(code)s” is not among the sources in bank.yaml. Correct it or add it.")
        yield from _unknown(question, "sources", bank["sources"], message)


def _unknown(question, field, known, message):
    for code in texts(question.get(field)):
        if code not in known:
            yield field, message % {"code": code}


def _lengths(question):
    words = len(text(question.get("question")).split())
    if words > LONGEST_QUESTION:
        message = _("has %(words)d words. Use at most %(most)d.")
        yield "question", message % {"words": words, "most": LONGEST_QUESTION}
    for number, level in enumerate(texts(question.get("levels")), start=1):
        if len(level.split()) not in LEVEL_WORDS:
            message = _("has %(words)d words. Use %(least)d to %(most)d.")
            limits = {"least": LEVEL_WORDS[0], "most": LEVEL_WORDS[-1]}
            yield f"levels.{number}", message % {"words": len(level.split()), **limits}
