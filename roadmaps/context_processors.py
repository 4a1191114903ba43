from django.utils.functional import SimpleLazyObject

from roadmaps.signatures import standing_signatures


def signed(request) -> dict:
    """``standing_signatures``: what an edit on this page would make void. Asked for only by
    templates that name it.
    """
    match = request.resolver_match
    code = match.kwargs.get("code") if match else None
    return {"standing_signatures": SimpleLazyObject(lambda: standing_signatures(code or ""))}
