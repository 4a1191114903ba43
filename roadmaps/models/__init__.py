from roadmaps.models.actions import Action
from roadmaps.models.bottlenecks import Bottleneck, Cause, PriorityScore, PrioritySnapshot
from roadmaps.models.rehearsal import Rehearsal
from roadmaps.models.signing import Document, RoadmapVersion, Signature

__all__ = [
    "Action",
    "Bottleneck",
    "Cause",
    "Document",
    "PriorityScore",
    "PrioritySnapshot",
    "Rehearsal",
    "RoadmapVersion",
    "Signature",
]
