"""What somebody typed into a form that was then not taken: shown again, so that it is not lost."""

_FREE_TEXT = ("comment", "evidence", "text", "reason")


def typed_texts(request) -> list[str]:
    """The texts of a request that was refused as a whole, in the order of the page."""
    return [
        text.strip()
        for name, texts in request.POST.lists()
        for text in texts
        if name.rpartition("-")[2] in _FREE_TEXT and not _as_shown_before(name) and text.strip()
    ]


def _as_shown_before(name: str) -> bool:
    """Forms carry what they showed, to tell what was changed."""
    return name.startswith("initial-")
