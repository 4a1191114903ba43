"""The one results object: plain values in, everything that may be shown out.

Screen, projector, documents and commands receive what `compute` returns and can reach nothing
behind it. Numbers are exact in it; `as_json` turns them into plain ones.
"""

from diagnostics.results.computation import compute
from diagnostics.results.inputs import QuestionInput, SideInput, WorkshopInput
from diagnostics.results.objects import (
    AtBenchmark,
    GroupResult,
    Mark,
    QuestionResult,
    Results,
    SideProgress,
)
from diagnostics.results.plain import SCHEMA, as_json

__all__ = [
    "SCHEMA",
    "AtBenchmark",
    "GroupResult",
    "Mark",
    "QuestionInput",
    "QuestionResult",
    "Results",
    "SideInput",
    "SideProgress",
    "WorkshopInput",
    "as_json",
    "compute",
]
