"""Codes that people read aloud and type from a wall or a slip."""

# Without 0 O, 1 I L, 2 Z, 5 S, 8 B, U V: none is taken for another.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"


def typed(code: str) -> str:
    """The code however it was typed: small letters, spaces and dashes do not matter."""
    return "".join(code.upper().replace("-", "").split())
