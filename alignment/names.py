"""When two writings are one name."""


def folded(name: str) -> str:
    """What they have in common: capitals and spaces do not matter."""
    return " ".join(name.casefold().split())
