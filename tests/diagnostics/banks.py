"""A small good bank on disk, for tests to spoil."""

import json
from pathlib import Path

import polib

LEVEL = (
    "A rule asks for this and is written down. In practice it was followed in case number {} "
    "of the last four cases that both ministries looked at."
)
QUESTION = {
    "code": "F-01",
    "sub_stage": "F1",
    "function": "RR",
    "objectives": ["RR-1"],
    "who": ["MOH", "MOF"],
    "gateway": False,
    "question": "Is the ceiling for health known early?",
    "why": {"health": "Late ceilings hurt plans.", "finance": "Early ceilings hold."},
    "levels": [LEVEL.format(number) for number in ("one", "two", "three", "four")],
    "evidence": ["Budget circular", "Ceiling letter"],
    "facts": [{"code": "issued_on", "label": "Issued on", "unit": "date", "where": "Circular"}],
    "minutes": 3,
    "sources": ["S01"],
    "crosswalk": {"pefa": [{"ref": "PI-16.2", "match": "same", "confirmed": False}], "hfpm": []},
    "proposals": [],
}
# Question, why it matters to health and to finance, level.
OWN_WORDS = {
    "F-01": (
        "Is the ceiling for health known early?",
        "Late ceilings hurt plans.",
        "Early ceilings hold.",
        "The circular names a ceiling for health in {} of the last four years, counted from "
        "letters which the budget office keeps in its archive.",
    ),
    "F-02": (
        "Does each new budget begin from forward figures?",
        "Nurses are hired for longer than a year.",
        "Borrowing can be planned.",
        "By rule both ministries print forward figures by programme, and {} agree with what was "
        "later approved by cabinet after the usual talks in spring.",
    ),
    "A-01": (
        "Who speaks for clinics before parliament votes?",
        "Members defend what their voters know.",
        "Questions cost less than amendments.",
        "By law members of parliament hear clinics before voting, {} times a term, and the "
        "minutes with their advice are published on paper soon after.",
    ),
}
BOTTLENECK = {
    "code": "BN-01",
    "title": "The ceiling comes after the first draft",
    "stage": "F",
    "sub_stages": ["F1", "A1"],
    "objectives": ["RR-1"],
    "cause_types": ["practice", "data"],
    "symptoms": ["Drafts are written twice.", "The circular names no ceiling."],
    "remedies": ["Meet before the circular.", "Publish last year's ceiling."],
    "questions": ["F-01", "A-01"],
    "sources": ["S01"],
    "proposal": False,
}
PRACTICE = {
    "code": "PR-01",
    "title": "Both ministries set the ceiling together",
    "countries": ["RW", "CI"],
    "years": "2017-2019",
    "stages": ["F"],
    "objectives": ["RR-1"],
    "bottlenecks": ["BN-01"],
    "done": "The two ministries met before the circular.",
    "changed": "",
    "conditions": "A minister asked for it.",
    "sources": ["S01"],
    "licence": "Facts only; wording is ours.",
}
TERM = {
    "code": "ceiling",
    "term": "Ceiling",
    "other_names": ["envelope"],
    "profession": "finance",
    "meaning": "The most that a ministry may ask for. Above it nobody listens.",
    "forms": ["ceiling", "ceilings"],
    "see": ["circular"],
}
LIBRARY = ("bottlenecks.yaml", "practices.yaml", "glossary.yaml")


def good_bank() -> dict:
    """File name to content. Two stages, two objectives, three questions, one short form, two
    bottlenecks, one practice and two terms."""
    return _unshared(
        {
            "bank.yaml": {
                "slug": "test-bank",
                "version": "1.0.0",
                "title": "Test bank",
                "licence": "CC-BY-4.0",
                "language": "en",
                "notice": "Nobody endorses this bank.",
                "stages": ["F", "A"],
                "sources": {"S01": {"title": "A guide", "year": 2020}},
                "short_forms": [
                    {"code": "short", "title": "Short form", "questions": ["A-01", "F-01"]}
                ],
            },
            "levels.yaml": {
                "levels": [
                    {"number": n, "code": code, "title": code, "rule": "Rule.", "practice": "So."}
                    for n, code in enumerate(
                        ("misaligned", "emerging", "mostly_aligned", "aligned"), start=1
                    )
                ],
                "special_answers": [],
                "functions": [],
                "pfm_aims": [],
            },
            "objectives.yaml": {"objectives": [_objective("RR-1"), _objective("PU-1")]},
            "A-approval.yaml": {
                "stage": _stage("A"),
                "questions": [QUESTION | {"code": "A-01", "sub_stage": "A1", "facts": []}],
            },
            "F-formulation.yaml": {
                "stage": _stage("F"),
                "questions": [QUESTION, QUESTION | {"code": "F-02", "objectives": ["PU-1"]}],
            },
            "bottlenecks.yaml": {
                "bottlenecks": [
                    BOTTLENECK,
                    BOTTLENECK | {"code": "BN-02", "questions": ["F-02"], "sources": []},
                ]
            },
            "practices.yaml": {"practices": [PRACTICE]},
            "glossary.yaml": {
                "terms": [TERM, TERM | {"code": "circular", "forms": [], "see": ["ceiling"]}]
            },
        }
    )


def complete_bank() -> dict:
    """A good bank that also keeps the rules of `load_bank --check`: three questions for each
    objective, no two texts alike, and a mark on what has no source."""
    files = good_bank()
    files["bottlenecks.yaml"]["bottlenecks"][1]["proposal"] = True
    for name in ("A-approval.yaml", "F-formulation.yaml"):
        for question in files[name]["questions"]:
            asked, health, finance, level = OWN_WORDS[question["code"]]
            question["objectives"] = ["RR-1", "PU-1"]
            question["question"] = asked
            question["why"] = {"health": health, "finance": finance}
            question["proposals"] = ["levels"]
            question["levels"] = [level.format(n) for n in ("one", "two", "three", "four")]
    return files


def bank_without_library() -> dict:
    return {name: content for name, content in good_bank().items() if name not in LIBRARY}


def write_bank(directory: Path, files: dict) -> Path:
    directory.mkdir(exist_ok=True)
    for name, content in files.items():
        # JSON is YAML.
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        (directory / name).write_text(text, encoding="utf-8")
    return directory


def write_po(directory: Path, language: str, messages: list[tuple], *, fuzzy=()) -> None:
    """``messages`` are (context, English, translation); contexts in ``fuzzy`` are outdated."""
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    for context, english, translated in messages:
        entry = polib.POEntry(msgctxt=context, msgid=english, msgstr=translated)
        entry.flags = ["fuzzy"] if context in fuzzy else []
        catalogue.append(entry)
    folder = directory / "locale"
    folder.mkdir(exist_ok=True)
    catalogue.save(str(folder / f"{language}.po"))


def _unshared(files):
    return json.loads(json.dumps(files))


def _stage(code):
    return {
        "code": code,
        "title": f"Stage {code}",
        "description": "How the budget is made and why it matters.",
        "sub_stages": [{"code": f"{code}1", "title": "First part"}],
    }


def _objective(code):
    return {
        "code": code,
        "title": f"Objective {code}",
        "function": code[:2],
        "pfm_aims": ["FD"],
        "meaning": "What both ministries want.",
    }
