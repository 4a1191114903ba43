"""The one door through which the roadmap is edited."""

from alignment.models import Workshop


def locked_for_edits(workshop: Workshop) -> Workshop:
    """The workshop, locked until the transaction ends, so that nobody signs meanwhile.

    Raises ValidationError once it is over: reopening it is a press of its own.
    """
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    workshop.ensure_not_over()
    return workshop
