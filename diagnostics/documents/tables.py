"""The bank as tables: one row for each question, for people who compare, count or translate.

Columns are named as the fields of the bank's files (docs/bank.md). Codes stay codes; texts are in
the reader's language.
"""

from alignment.tables import to_csv, to_xlsx
from diagnostics.catalogue import Library

LEVELS = ("level_1", "level_2", "level_3", "level_4")
COLUMNS = (
    *("code", "stage", "sub_stage", "function", "objectives", "who", "gateway"),
    *("question", "why_health", "why_finance", *LEVELS),
    *("evidence", "facts", "minutes", "pefa", "hfpm", "proposals", "sources"),
)
BOTTLENECK_COLUMNS = (
    *("code", "title", "stage", "sub_stages", "objectives", "cause_types"),
    *("symptoms", "remedies", "questions", "sources", "proposal"),
)
PRACTICE_COLUMNS = (
    *("code", "title", "countries", "years", "stages", "objectives", "bottlenecks"),
    *("done", "changed", "conditions", "sources", "licence"),
)
TERM_COLUMNS = ("code", "term", "other_names", "profession", "meaning", "forms", "see")
SOURCE_COLUMNS = ("key", "title", "publisher", "year", "url", "licence", "note")


def bank_csv(library: Library) -> str:
    # Excel takes CSV for UTF-8 only when it begins with the mark.
    return "\ufeff" + to_csv(COLUMNS, _questions(library))


def bank_xlsx(library: Library) -> bytes:
    """Everything; the CSV has the questions alone."""
    release = library.release
    return to_xlsx(
        {
            "questions": (COLUMNS, _questions(library)),
            "objectives": _sheet(("code", "title", "function", "meaning"), library.objectives),
            "short_forms": _sheet(("code", "title", "purpose", "questions"), library.short_forms),
            "bottlenecks": _sheet(BOTTLENECK_COLUMNS, library.bottlenecks),
            "practices": _sheet(PRACTICE_COLUMNS, release.practices.all()),
            "glossary": _sheet(TERM_COLUMNS, release.terms.all()),
            "sources": (SOURCE_COLUMNS, _sources(release)),
            "about": (("about", "value"), _about(release)),
        }
    )


def _questions(library):
    return [_question(question) for question in library.questions]


def _question(question):
    codes = {
        "code": question.code,
        "stage": question.stage_code,
        "sub_stage": question.sub_stage,
        "function": question.function,
        "objectives": question.objectives,
        "who": question.who,
        "gateway": _yes_or_no(question.gateway),
    }
    texts = {
        "question": question.local_text,
        "why_health": question.local_why_health,
        "why_finance": question.local_why_finance,
        "evidence": question.local_evidence,
        "facts": [_figure(fact) for fact in question.local_facts],
    }
    levels = dict(zip(LEVELS, question.text_in("levels"), strict=True))
    return codes | texts | levels | _background(question)


def _figure(fact):
    return f"{fact['label']} ({fact['unit']}): {fact['where']}"


def _background(question):
    return {
        "minutes": question.minutes,
        "pefa": [_reference(each) for each in question.crosswalk.get("pefa", [])],
        "hfpm": [_reference(each) for each in question.crosswalk.get("hfpm", [])],
        "proposals": question.proposals,
        "sources": question.sources,
    }


def _reference(reference):
    checked = "confirmed" if reference["confirmed"] else "not confirmed"
    return f"{reference['ref']} ({reference['match']}, {checked})"


def _sheet(columns, entries):
    return columns, [{name: _value(entry, name) for name in columns} for entry in entries]


def _value(entry, name):
    """In the reader's language where there is such a text."""
    if name == "stage":
        return entry.stage_code
    value = getattr(entry, f"local_{name}", getattr(entry, name))
    return _yes_or_no(value) if isinstance(value, bool) else value


def _yes_or_no(value):
    return "yes" if value else "no"


def _sources(release):
    return [{"key": key} | source for key, source in release.sources.items()]


def _about(release):
    pairs = ("title", "version", "licence", "notice")
    return [{"about": name, "value": getattr(release, name)} for name in pairs]
