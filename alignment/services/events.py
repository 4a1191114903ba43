"""The workshop's log: who pressed what and when; never a name, an answer or a comment."""

from alignment.models import Event, Workshop


def log(workshop: Workshop, action: str, *, subject: str = "", by=None) -> Event:
    """``by`` is the signed-in user, or None for a command or a person in the room.

    ``action`` has its words in ``alignment.logbook``.
    """
    return Event.objects.create(workshop=workshop, action=action, subject=subject, by=by)
