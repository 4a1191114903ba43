"""A release with bottlenecks and practices, and a workshop whose results ask for them."""

from diagnostics.models import BankBottleneck, BankPractice, BankRelease
from diagnostics.services.states import set_state
from tests.factories import make_answers, make_question, make_workshop

SOURCE = {"title": "A country study", "year": 2020, "url": "https://example.org/study"}


def make_release(**fields):
    defaults = {"slug": "bank", "version": "1.0.0", "title": "Bank", "sources": {"S01": SOURCE}}
    return BankRelease.objects.create(**(defaults | fields))


def make_entry(release, code, questions, **fields):
    number = int(code.removeprefix("BN-"))
    defaults = {"title": f"Statement {number}", "stage_code": "F", "position": number}
    texts = {"symptoms": ["Seen once", "Seen twice"], "remedies": ["Meet early", "Write it down"]}
    return BankBottleneck.objects.create(
        release=release, code=code, questions=list(questions), **(defaults | texts | fields)
    )


def make_practice(release, code, **fields):
    number = int(code.removeprefix("PR-"))
    defaults = {
        "title": f"Practice {number}",
        "countries": ["RW"],
        "years": "2018",
        "stages": ["F"],
        "objectives": ["RR-1"],
        "bottlenecks": ["BN-99"],
        "done": "They met early.",
        "sources": ["S01"],
        "licence": "Facts only.",
        "position": number,
    }
    return BankPractice.objects.create(release=release, code=code, **(defaults | fields))


def make_revealed_workshop(levels, *, release=None, **fields):
    """``levels``: {question code: what three officials of each ministry answered}, such as
    ``{"F-01": "2"}``; ``?`` for don't know at the ministry of finance."""
    workshop = make_workshop(disclosure_threshold=3, **fields)
    questions = {code: make_question(workshop, code, release=release) for code in levels}
    set_state(workshop=workshop, stage="all", state="open")
    for code, level in levels.items():
        questions[code].refresh_from_db()
        make_answers(questions[code], [level.replace("?", "4")] * 3, side="MOH")
        make_answers(questions[code], [level.replace("?", "dk")] * 3, side="MOF")
    for state in ("closed", "revealed"):
        set_state(workshop=workshop, stage="all", state=state)
    workshop.refresh_from_db()
    return workshop
