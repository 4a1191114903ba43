"""A rich roadmap without a database: the real bank's questions, real sums, made-up answers."""

import datetime
from functools import cache
from pathlib import Path

from alignment.vocabulary import Function
from diagnostics.bank.reading import read_bank
from diagnostics.disclosure import Figures
from diagnostics.results import QuestionInput, SideInput, WorkshopInput, as_json, compute
from roadmaps.content import SCHEMA, content_digest
from roadmaps.editions import Edition

BANK = Path(__file__).parents[2] / "fixtures" / "pfm-hf-alignment"
# Counts of levels 1 to 4 that MOH and MOF give, in turn from question to question.
PATTERNS = [
    ((6, 5, 2, 0), (1, 3, 6, 4)),
    ((1, 4, 7, 1), (0, 3, 8, 3)),
    ((0, 2, 8, 3), (1, 2, 9, 2)),
    ((9, 3, 1, 0), (8, 5, 1, 0)),
    ((2, 6, 4, 1), (2, 7, 4, 1)),
    ((0, 1, 6, 6), (1, 6, 6, 1)),
]


def make_edition(*, signed=False, signatures=None, **options) -> Edition:
    """``signatures``: sides that have signed; both when ``signed``."""
    content = make_content(**options)
    sides = signatures or (["MOH", "MOF"] if signed else [])
    return Edition(
        content=content,
        digest=content_digest(content),
        signatures=[make_signature(side) for side in sides],
        version=1 if signed else None,
    )


def make_signature(side):
    return {
        "side": side,
        "name": f"Signatory of {side}",
        "post": "Permanent secretary",
        "signed_at": "2026-03-06T15:30:00+00:00",
        "seat_freed": None,
    }


@cache
def _bank():
    return read_bank(BANK)


def make_content(
    *, actions=5, questions=23, language="en", country="RW", text="", **workshop
) -> dict:
    """``text`` stands in every field that people type, for hostile cases, as far as it fits."""
    bank = _bank()
    chosen = bank.short_forms[0]["questions"]
    asked = [entry for entry in bank.questions if entry["code"] in chosen][:questions]
    objectives = [entry["code"] for entry in bank.objectives[:8]]
    results = as_json(compute(_results_input(bank, asked, objectives)))
    text, whole = text[:200], text
    bottlenecks = [_bottleneck(number, asked, text) for number in range(1, 9)]
    return {
        "schema": SCHEMA,
        "language": language,
        "labels": {language: _labels(bank, asked, text)},
        "workshop": _workshop(country, text) | workshop,
        "benchmark": 3,
        "threshold": 5,
        "results": results,
        "questions": [_question(number, entry, text) for number, entry in enumerate(asked)],
        "stages": [{"code": s["code"], "title": s["title"]} for s in bank.stages],
        "objectives": [{"code": code, "title": code} for code in objectives],
        "bottlenecks": bottlenecks,
        "priority_order": [row["ref"] for row in bottlenecks],
        "actions": [_action(number, text, whole) for number in range(1, actions + 1)],
        "open_items": _open_items(actions),
        "participants": _participants(text),
        "signatures_expected": [
            {"side": "MOH", "institutions": ["Ministry of Health"]},
            {"side": "MOF", "institutions": ["Ministry of Finance"]},
        ],
        "sources": dict(sorted(bank.release["sources"].items())),
        "banks": [
            {name: bank.release[name] for name in ("slug", "title", "version", "licence", "notice")}
            | {"digest": bank.digest}
        ],
        "method": {"published_answers": 90, "paper_answers": 12, "early_answers": 3},
    }


def _labels(bank, asked, text):
    return {
        "country": "Rwanda",
        "stages": {stage["code"]: stage["title"] for stage in bank.stages},
        "objectives": {entry["code"]: entry["title"] for entry in bank.objectives},
        "questions": {
            entry["code"]: {"text": text or entry["text"], "levels": entry["levels"]}
            for entry in asked
        },
    }


def _workshop(country, text):
    return {
        "code": "7K2MP",
        "title": text or "Joint workshop on financing the national health policy",
        "country": country,
        "starts_on": "2026-03-02",
        "ends_on": "2026-03-06",
        "venue": text or "Kigali",
        "fiscal_year_start_month": 7,
        "illustrative": False,
    }


def _results_input(bank, asked, objectives):
    return WorkshopInput(
        code="7K2MP",
        title="Joint workshop",
        country="RW",
        benchmark=3,
        threshold=5,
        stages=tuple(stage["code"] for stage in bank.stages),
        objectives=tuple(objectives),
        functions=tuple(Function.values),
        questions=tuple(_question_input(number, entry) for number, entry in enumerate(asked)),
    )


def _question_input(number, entry):
    moh, mof = PATTERNS[number % len(PATTERNS)]
    outcome, level = _ended(number)
    sides = [_side_input("MOH", moh, 2), _side_input("MOF", mof, number % 4)]
    if number % 5 == 0:
        sides.append(_withheld("PARTNER"))
    return QuestionInput(
        code=entry["code"],
        stage=entry["stage_code"],
        function=entry["function"],
        objectives=tuple(entry["objectives"]),
        gateway=entry["gateway"],
        benchmark=3,
        weight=1,
        round=1,
        state="revealed",
        position=number,
        named_sides=tuple(side.side for side in sides),
        sides=tuple(sides),
        outcome=outcome,
        agreed_level=level,
        verdict=_found(outcome),
    )


def _ended(number):
    """Outcome and agreed level, in turn: agreed, left provisional, no agreement."""
    return [("agreed", 2), ("", None), ("no_agreement", None), ("agreed", 1)][number % 4]


def _found(outcome):
    return "differ" if outcome == "no_agreement" else ""


def _side_input(side, counts, dont_know):
    levels = sum(counts)
    figures = Figures(
        answered=levels + dont_know,
        levels=levels,
        dont_know=dont_know,
        not_applicable=0,
        counts=counts,
    )
    return SideInput(side, "individual", 1, levels + dont_know + 1, levels + dont_know, figures)


def _withheld(side):
    return SideInput(side, "individual", 1, 4, 3, Figures(answered=3, suppressed=True))


def _question(number, entry, text):
    outcome, level = _ended(number)
    return {
        "code": entry["code"],
        "stage": entry["stage_code"],
        "text": entry["text"],
        "levels": entry["levels"],
        "gateway": entry["gateway"],
        "own": False,
        **({"verdict": _found(outcome)} if _found(outcome) else {}),
        "outcome": outcome,
        "agreed_level": level,
        "reason": text or ("Practice decides, as the plenary saw it." if outcome else ""),
        "dissents": [{"institution": "Treasury", "text": text or "The rule is applied."}]
        if outcome == "no_agreement"
        else [],
        "facts": [_fact(fact, text) for fact in entry["facts"][:2]],
        "sources": entry["sources"],
    }


def _fact(asked, text):
    return {
        "code": asked["code"],
        "label": asked["label"],
        "unit": asked["unit"],
        "value": "87.5",
        "year": "2024/25",
        "source": text or "Year-end execution report",
        "provided_by": "Budget department",
    }


def _bottleneck(number, asked, text):
    return {
        "ref": f"B{number}",
        "title": f"{text} {number}" if text else f"Cash arrives late, case {number}",
        "description": text or "Facilities receive a third of their money in the last quarter.",
        "stage": "FAEMC"[number % 5],
        "objectives": ["RR-4", "PU-4"],
        "causes": [
            {"text": text or "Cash plans leave health out.", "type": "practice", "evidence": ""},
            {"text": "", "type": "regulation", "evidence": "Treasury circular 4"},
        ],
        "questions": [asked[number % len(asked)]["code"]],
        "state": "kept",
        "vetoed": False,
        "needs_political_decision": number == 8,
        "priority": _priority(number),
    }


def _priority(number):
    if number == 8:
        return dict.fromkeys(("rank", "product", "urgency", "spread")) | {
            "unscored": True,
            "apart": True,
            "scores": [],
        }
    moh, mof = _score("MOH", 4, 4 - number / 3 // 0.5 / 2, 3.5), _score("MOF", 3.5, 3, 2)
    product = (moh["product"] + mof["product"]) / 2
    return {
        "rank": number,
        "product": product,
        "urgency": 2.75,
        "spread": abs(moh["product"] - mof["product"]),
        "unscored": False,
        "apart": False,
        "scores": [moh, mof, _score("PARTNER", None, None, None)],
    }


def _score(side, impact, feasibility, urgency):
    return {
        "side": side,
        "scores": 9 if impact else 3,
        "impact": impact,
        "feasibility": feasibility,
        "urgency": urgency,
        "product": impact and impact * feasibility,
        "suppressed": impact is None,
    }


def _action(number, text, whole):
    due = datetime.date(2026, 1 + number % 12, 1 + number % 28)
    filled = number % 5 != 0
    return {
        "id": f"A{number}",
        "bottlenecks": [f"B{1 + number % 7}"],
        "stage": "FAEMC"[number % 5],
        "objectives": ["RR-4"],
        "causes": [{"text": text or "Cash plans leave health out.", "type": "practice"}],
        "action": whole or f"Publish a quarterly cash plan with a health profile, part {number}.",
        "change_route": "circular",
        "legal_instrument": text or "Treasury circular on cash management",
        "lead": (text or "Budget department") if filled else "",
        "co_lead": text or "Directorate of planning, Ministry of Health",
        "support": [text or "Accountant general", "Health insurance fund"],
        "timeframe": "T1",
        "start": "2026-01-01",
        "due": due.isoformat() if filled else None,
        "budget_date": {"title": text or "Budget framework paper", "date": "2026-10-30"},
        "indicator": text or "Share of health cash released by the middle of the quarter",
        "baseline": text or "40 percent in 2024/25",
        "target": text or "80 percent in 2026/27",
        "cost": ["1250000.50", "80000", None][number % 3],
        "currency": ["RWF", "USD", ""][number % 3],
        "source": (text or ["Treasury", "Global Fund grant"][number % 2]) if number % 4 else "",
        "risk": whole or "Revenue falls short and the plan is not kept.",
        "mitigation": whole or "Protect the health lines in the monthly release order.",
        "depends_on": [f"A{number - 1}"] if number > 1 else [],
        "status": "not_started",
    }


def _open_items(actions):
    missing = [f"A{number}" for number in range(1, actions + 1) if number % 5 == 0]
    return [{"ref": ref, "missing": ["lead", "due"]} for ref in missing]


def _participants(text):
    rows = [("Ministry of Health", "MOH", 18), ("Ministry of Finance", "MOF", 14)]
    rows += [(text or "Health insurance fund", "PURCHASER", 6), ("Partners", "PARTNER", 4)]
    return [
        {"institution": name, "side": side, "seats": seats, "joined": seats - 1}
        for name, side, seats in rows
    ]
