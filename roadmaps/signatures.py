"""Which signatures stand under the roadmap as it is now. The one place that decides it.

An open signature stands while the content's digest is the one it was given under, so any edit,
wherever it is made, makes it void by itself.
"""

from roadmaps.content import present_digest
from roadmaps.models import Signature


def standing_signatures(code: str) -> list[Signature]:
    """Of the workshop with this code, those that an edit would make void. Nearly always none,
    at the price of one query.
    """
    rows = Signature.objects.filter(workshop__code=code.upper(), version=None)
    signatures = list(rows.select_related("side", "workshop"))
    if not signatures:
        return []
    workshop = signatures[0].workshop
    digest = present_digest(workshop)
    return [signature for signature in signatures if signature.digest == digest]
