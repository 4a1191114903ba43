"""Who changed an action last, as the workshop's log has it."""

from django.db.models import Q

from alignment.models import Event, Workshop

_EDITS = ("action_added", "action_changed")
# Says how many, not which: it may have changed any action.
_OF_MANY = "roadmap_imported"


def last_edit(workshop: Workshop, ref: str) -> Event | None:
    """The newest entry that may have changed the action; None for one that no page made."""
    of_this = Q(action__in=_EDITS, subject=ref) | Q(action=_OF_MANY)
    return workshop.events.filter(of_this).select_related("by").order_by("-at", "-pk").first()
