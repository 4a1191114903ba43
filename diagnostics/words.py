"""Finding a glossary's words in a text: whole words, the longest first, each term once.

Pure: texts in, places out. Upper and lower case are the same. Also where sentences end.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

_BETWEEN_SENTENCES = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True, slots=True)
class Place:
    """``text[start:end]`` is a form of the term ``code``."""

    start: int
    end: int
    code: str


class Finder:
    """``forms`` maps the words under which terms appear to the terms' codes."""

    def __init__(self, forms: Mapping[str, str]):
        self._codes = {form.casefold(): code for form, code in forms.items() if form}
        self._pattern = _pattern(self._codes)

    def places(self, text: str) -> Iterator[Place]:
        """The first place of each term, in the order of the text. No two places overlap."""
        seen = set()
        for match in self._pattern.finditer(text):
            code = self._codes.get(match[0].casefold())
            if code and code not in seen:
                seen.add(code)
                yield Place(match.start(), match.end(), code)


def _pattern(forms: Iterable[str]) -> re.Pattern:
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    # An empty alternative would match everywhere; without forms nothing may match.
    words = "|".join(re.escape(form) for form in longest_first) or r"(?!)"
    # A hyphen joins: “payment” is not a word of “co-payment”.
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """Each with the sign that ends it."""
    return _BETWEEN_SENTENCES.split(text.strip())
