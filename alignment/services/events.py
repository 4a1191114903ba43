"""The workshop's log: who pressed what and when; never a name, an answer or a comment."""

from alignment.models import Event, Pairing, Workshop


def log(workshop: Workshop, action: str, *, subject: str = "", by=None) -> Event:
    """``by`` is the signed-in user, the paired phone on which it was pressed, or None for a
    command or a person in the room.

    ``action`` has its words in ``alignment.logbook``.
    """
    from_phone = isinstance(by, Pairing)
    user = by.by if from_phone else by
    return Event.objects.create(
        workshop=workshop, action=action, subject=subject, by=user, from_phone=from_phone
    )
