"""What an edit does to a first signature is logged, whichever page the edit came from."""

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
