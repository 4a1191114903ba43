"""The questions as a table: one row each, for people who compare, count or translate them.

Codes stay codes, as the bank's own files write them; texts are in the reader's language.
"""

from alignment.tables import to_csv, to_xlsx
from diagnostics.catalogue import Library

LEVELS = ("level_1", "level_2", "level_3", "level_4")
COLUMNS = (
    *("code", "stage", "sub_stage", "function", "objectives", "who", "gateway"),
    *("question", "why_health", "why_finance", *LEVELS),
    *("evidence", "facts", "minutes", "pefa", "hfpm", "proposals", "sources"),
)


def bank_csv(library: Library) -> str:
    # Excel takes CSV for UTF-8 only when it begins with the mark.
    return "\ufeff" + to_csv(COLUMNS, _questions(library))


def bank_xlsx(library: Library) -> bytes:
    """Three sheets more than the CSV: objectives, sources, and what the bank is."""
    about = _about(library.release)
    objectives, sources = _objectives(library), _sources(library.release)
    return to_xlsx(
        {
            "questions": (COLUMNS, _questions(library)),
            "objectives": (("code", "title", "function", "meaning"), objectives),
            "sources": (("key", "title", "publisher", "year", "url", "licence", "note"), sources),
            "about": (("about", "value"), about),
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
        "gateway": "yes" if question.gateway else "no",
    }
    texts = {
        "question": question.local_text,
        "why_health": question.local_why_health,
        "why_finance": question.local_why_finance,
        "evidence": question.local_evidence,
        "facts": [f"{fact['label']} ({fact['where']})" for fact in question.local_facts],
    }
    levels = dict(zip(LEVELS, question.text_in("levels"), strict=True))
    return codes | texts | levels | _background(question)


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


def _objectives(library):
    return [
        {
            "code": objective.code,
            "title": objective.local_title,
            "function": objective.function,
            "meaning": objective.local_meaning,
        }
        for objective in library.objectives
    ]


def _sources(release):
    return [{"key": key} | source for key, source in release.sources.items()]


def _about(release):
    pairs = ("title", "version", "licence", "notice")
    return [{"about": name, "value": getattr(release, name)} for name in pairs]
