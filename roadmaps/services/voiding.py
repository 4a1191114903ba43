"""What an edit does to a first signature is logged, whichever page or command it came from."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from alignment.models import Workshop
from alignment.services.events import log
from roadmaps.models import Signature
from roadmaps.signatures import standing_signatures


def note_voided(*, code: str, stood: list[Signature], by=None) -> list[Signature]:
    """Those of ``stood`` that stand no longer, each with a line in the log.

    Signatures that a version carries by now are not among them: nothing changed for those.
    """
    if not stood:
        return []
    standing = {signature.pk for signature in standing_signatures(code)}
    still_open = Signature.objects.filter(pk__in=[s.pk for s in stood], version=None)
    voided = [s for s in still_open.select_related("side", "workshop") if s.pk not in standing]
    for signature in voided:
        log(signature.workshop, "signature_voided", subject=signature.side.code, by=by)
    return voided


@contextmanager
def voided_noted(workshop: Workshop) -> Iterator[list[str]]:
    """Around a command. The list holds, once it is done, a sentence for each voided signature."""
    stood, told = standing_signatures(workshop.code), []
    yield told
    for signature in note_voided(code=workshop.code, stood=stood):
        sentence = _(
            "The roadmap now says something else than was signed, so the signature of %(side)s "
            "is void. Ask for it again once nothing more will change."
        )
        told.append(sentence % {"side": signature.side})
