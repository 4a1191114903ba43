"""Which of our columns a column of somebody else's table probably is, by the likeness of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

LIKE_ENOUGH = 0.82
_WORDS = re.compile(r"[^\W_]+")

# How matrices of ministries and partners name the columns, in the languages of the workshops.
NAMES = {
    "id": ("no", "number", "ref", "reference", "code", "action id", "numéro", "número"),
    "bottleneck": (
        "problem",
        "issue",
        "challenge",
        "constraint",
        "gap",
        "finding",
        "weakness",
        "goulot d’étranglement",
        "problème",
        "problema",
        "cuello de botella",
        "constrangimento",
    ),
    "stage": ("budget stage", "stage of the budget cycle", "phase", "étape", "etapa"),
    "objectives": ("objective", "goal", "policy objective", "objectif", "objetivo"),
    "cause": ("root cause", "reason", "why", "cause profonde", "causa"),
    "cause_type": ("type of cause", "kind of cause", "type de cause", "tipo de causa"),
    "action": (
        "activity",
        "activities",
        "measure",
        "recommendation",
        "recommended action",
        "reform",
        "solution",
        "what",
        "activité",
        "mesure",
        "recommandation",
        "acción",
        "actividad",
        "ação",
        "atividade",
    ),
    "change_route": ("route", "type of change", "voie de changement"),
    "legal_instrument": ("legal basis", "law", "instrument", "base légale", "base legal"),
    "lead": (
        "responsible",
        "responsible institution",
        "responsible party",
        "lead agency",
        "lead institution",
        "lead ministry",
        "owner",
        "who",
        "responsable",
        "responsável",
        "institution responsable",
    ),
    "co_lead": ("co lead", "supporting ministry", "co responsible", "coresponsable"),
    "support": ("supporting partners", "partners", "supported by", "appui", "partenaires", "apoyo"),
    "timeframe": ("term", "horizon", "priority period", "délai", "plazo", "prazo"),
    "start": ("start date", "begin", "from", "date de début", "inicio", "início"),
    "due": (
        "due date",
        "deadline",
        "end date",
        "end",
        "by when",
        "completion date",
        "until",
        "échéance",
        "date de fin",
        "fecha límite",
        "fin",
    ),
    "indicator": ("performance indicator", "kpi", "measured by", "indicateur", "indicador"),
    "baseline": ("base", "current value", "situation de référence", "línea de base"),
    "target": ("target value", "expected result", "cible", "meta"),
    "cost": ("budget", "estimated cost", "amount", "coût", "budget estimé", "costo", "custo"),
    "currency": ("monnaie", "devise", "moneda", "moeda"),
    "source": (
        "funding",
        "source of funds",
        "funding source",
        "source of funding",
        "financed by",
        "financement",
        "source de financement",
        "fuente de financiamiento",
        "fonte de financiamento",
    ),
    "risk": ("risks", "assumptions and risks", "risque", "riesgo", "risco"),
    "mitigation": ("risk mitigation", "mitigation measure", "atténuation", "mitigación"),
    "depends_on": ("dependency", "dependencies", "begins after", "predecessor", "dépend de"),
    "status": ("state", "progress", "statut", "état", "estado"),
}


def guesses(headers: Sequence[str], labels: Mapping[str, Iterable[str]]) -> list[str]:
    """For each header the field it is most like, or "". No field is given twice.

    ``labels``: further names by field, such as those of the reader's language.
    """
    names = {
        field: [field, *NAMES.get(field, ()), *labels.get(field, ())]
        for field in dict.fromkeys([*NAMES, *labels])
    }
    scored = sorted(
        (
            (-max(_likeness(header, name) for name in found), place, field)
            for place, header in enumerate(headers)
            for field, found in names.items()
        ),
    )
    given: dict[int, str] = {}
    for score, place, field in scored:
        if -score >= LIKE_ENOUGH and place not in given and field not in given.values():
            given[place] = field
    return [given.get(place, "") for place in range(len(headers))]


def _likeness(header: str, name: str) -> float:
    one, other = _even(header), _even(name)
    if not one or not other:
        return 0
    if one == other:
        return 1
    # "Responsible institution (lead)" holds "responsible institution".
    if len(other) > 3 and f" {other} " in f" {one} ":
        return 0.85 + 0.1 * len(other) / len(one)
    return SequenceMatcher(None, one, other).ratio()


def _even(text: str) -> str:
    return " ".join(_WORDS.findall(text.casefold()))
