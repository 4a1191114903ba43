from roadmaps.models.actions import Action
from roadmaps.models.bottlenecks import Bottleneck, Cause, PriorityScore, PrioritySnapshot
from roadmaps.models.follow_up import (
    ActionReview,
    FollowUpReport,
    OwnerLink,
    ProgressNote,
    Review,
)
from roadmaps.models.paper import Logo, Release, Scan, Stationery
from roadmaps.models.rehearsal import Rehearsal
from roadmaps.models.signing import Document, RoadmapVersion, Signature

__all__ = [
    "Action",
    "ActionReview",
    "Bottleneck",
    "Cause",
    "Document",
    "FollowUpReport",
    "Logo",
    "OwnerLink",
    "PriorityScore",
    "PrioritySnapshot",
    "ProgressNote",
    "Rehearsal",
    "Release",
    "Review",
    "RoadmapVersion",
    "Scan",
    "Signature",
    "Stationery",
]
