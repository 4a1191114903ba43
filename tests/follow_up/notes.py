"""What tests say about actions."""

import uuid

from roadmaps.follow_up import followed, today_at
from roadmaps.models import OwnerLink
from roadmaps.services.owner_links import make_owner_link
from roadmaps.services.progress_notes import note_progress


def make_link(workshop, *leads, holder="Ama", days=365):
    """The link's row and its token."""
    leads = leads or ("Ministry of Health",)
    token = make_owner_link(workshop=workshop, holder=holder, leads=leads, days=days)
    return OwnerLink.objects.get(digest=OwnerLink.digest_of(token)), token


def write(action, status="under_way", **said):
    said.setdefault("happened_on", today_at(action.workshop))
    said.setdefault("key", uuid.uuid4())
    if "link" not in said:
        said.setdefault("by", action.workshop.facilitators.get().user)
    return note_progress(action=action, status=status, **({"text": "Begun"} | said))


def state_of(action):
    return next(row for row in followed(action.workshop) if row.action == action)
