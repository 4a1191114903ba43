"""Checks of what a bank holds beside its questions: bottlenecks, practices and the glossary."""

from collections.abc import Collection, Iterator

import pycountry
from django.utils.translation import gettext as _

from diagnostics.bank.faults import Fault
from diagnostics.bank.files import BANK, BOTTLENECKS, GLOSSARY, OBJECTIVES, PRACTICES, Documents
from diagnostics.bank.parts import codes, entries, stage_of, text, texts

LONGEST_TITLE = 15  # words
LONGEST_SENTENCE = 30  # words; of a symptom or a remedy


def library_faults(documents: Documents) -> Iterator[Fault]:
    known = _known(documents)
    checks = (
        (BOTTLENECKS, "bottlenecks", _bottleneck),
        (PRACTICES, "practices", _practice),
        (GLOSSARY, "terms", _term),
    )
    for name, key, check in checks:
        for entry in entries(documents.parsed.get(name), key):
            for field, message in check(entry, known):
                yield Fault(name, text(entry.get("code")), field, message)
    yield from _shared_forms(documents)


def _known(documents) -> dict[str, Collection[str] | None]:
    """Codes by what they name; None where the file that holds them could not be read, which
    is a fault of its own and not one of every entry that refers to it."""
    stages = documents.stage_files.values()
    return {
        "stages": codes([stage_of(document) for document in stages]),
        "sub_stages": _sub_stages(stages),
        "questions": codes([entry for d in stages for entry in entries(d, "questions")]),
        "sources": _sources(documents.parsed.get(BANK)),
        "objectives": _in_file(documents, OBJECTIVES, "objectives"),
        "bottlenecks": _in_file(documents, BOTTLENECKS, "bottlenecks"),
        "terms": _in_file(documents, GLOSSARY, "terms"),
    }


def _in_file(documents, name, key):
    unreadable = documents.is_unreadable(name)
    return None if unreadable else codes(entries(documents.parsed.get(name), key))


def _sub_stages(stages):
    """Each with the stage it belongs to."""
    listed = [(stage_of(d), sub) for d in stages for sub in entries(stage_of(d), "sub_stages")]
    return {text(sub.get("code")): text(stage.get("code")) for stage, sub in listed}


def _sources(bank):
    sources = bank.get("sources") if isinstance(bank, dict) else None
    return sources if isinstance(sources, dict) else None


def _bottleneck(entry, known):
    """Pairs of field and sentence, as the other checks give them."""
    yield from _words(entry, "title", LONGEST_TITLE)
    for field in ("symptoms", "remedies"):
        yield from _words(entry, field, LONGEST_SENTENCE)
    for field in ("sub_stages", "objectives", "questions", "sources"):
        yield from _unknown(texts(entry.get(field)), field, known[field])
    stage, first = text(entry.get("stage")), (texts(entry.get("sub_stages")) or [""])[0]
    yield from _unknown([stage] if stage else [], "stage", known["stages"])
    if known["sub_stages"].get(first, stage) != stage:
        message = _("“%(code)s” is not of the stage %(stage)s. Put one of that stage first.")
        yield "sub_stages", message % {"code": first, "stage": stage}


def _practice(entry, known):
    yield from _words(entry, "title", LONGEST_TITLE)
    for field in ("stages", "objectives", "bottlenecks", "sources"):
        yield from _unknown(texts(entry.get(field)), field, known[field])
    for code in texts(entry.get("countries")):
        if pycountry.countries.get(alpha_2=code) is None or not code.isupper():
            message = _("“%(code)s” is no country. Use the two capital letters of ISO 3166.")
            yield "countries", message % {"code": code}


def _term(entry, known):
    yield from _unknown(texts(entry.get("see")), "see", known["terms"])
    if text(entry.get("code")) in texts(entry.get("see")):
        yield "see", _("refers to itself. Remove it.")
    for form in texts(entry.get("forms")):
        if form != form.lower():
            message = _("“%(form)s” has capital letters. Write it in lower case.")
            yield "forms", message % {"form": form}


def _shared_forms(documents):
    """A word in a question can be explained by one term only."""
    first = {}
    for entry in entries(documents.parsed.get(GLOSSARY), "terms"):
        code = text(entry.get("code"))
        for form in texts(entry.get("forms")):
            if first.setdefault(form, code) != code:
                message = _("“%(form)s” belongs to “%(code)s” already. Keep it in one of them.")
                place = {"form": form, "code": first[form]}
                yield Fault(GLOSSARY, code, "forms", message % place)


def _words(entry, field, most):
    value = entry.get(field)
    listed = texts(value) if isinstance(value, list) else [text(value)]
    for number, words in enumerate(listed, start=1):
        count = len(words.split())
        if count > most:
            place = f"{field}.{number}" if isinstance(value, list) else field
            message = _("has %(words)d words. Use at most %(most)d.")
            yield place, message % {"words": count, "most": most}


def _unknown(named, field, known):
    """``known`` None: nothing can be said, so nothing is."""
    for code in named if known is not None else ():
        if code not in known:
            message = _("the bank does not have “%(code)s”. Correct or remove it.")
            yield field, message % {"code": code}
