from roadmaps.models.actions import Action
from roadmaps.models.bottlenecks import Bottleneck, Cause, PriorityScore, PrioritySnapshot
from roadmaps.models.follow_up import ActionReview, OwnerLink, ProgressNote, Review
from roadmaps.models.rehearsal import Rehearsal
from roadmaps.models.signing import Document, RoadmapVersion, Signature

__all__ = [
    "Action",
    "ActionReview",
    "Bottleneck",
    "Cause",
    "Document",
    "OwnerLink",
    "PriorityScore",
    "PrioritySnapshot",
    "ProgressNote",
    "Rehearsal",
    "Review",
    "RoadmapVersion",
    "Signature",
]
