"""The words of the two professions, and where they stand in the texts of a page.

A release never changes, so what was found in its texts is kept as long as the process lives.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from diagnostics.catalogue.releases import newest_with
from diagnostics.models import BankTerm
from diagnostics.words import Finder, sentences


@dataclass(frozen=True, slots=True)
class Term:
    """In the reader's language; ``see`` are pairs of code and term."""

    code: str
    term: str
    other_names: tuple[str, ...]
    profession: str
    meaning: str
    see: tuple[tuple[str, str], ...]

    @property
    def initial(self) -> str:
        return self.term[:1].upper()

    @property
    def first_sentence(self) -> str:
        return sentences(self.meaning)[0]


class Glossary:
    """All terms in alphabetical order, and their places in texts."""

    def __init__(self, rows: list[BankTerm]):
        names = {row.code: row.local_term for row in rows}
        terms = sorted((_term(row, names) for row in rows), key=lambda term: term.term.casefold())
        self.terms = {term.code: term for term in terms}
        self._finder = Finder({form: row.code for row in rows for form in row.local_forms})
        self.places = lru_cache(maxsize=4096)(self._places)

    def _places(self, text):
        return tuple(self._finder.places(text))

    def most_used(self, texts: Iterable[str], most: int) -> list[Term]:
        """Those that stand in most of these texts, at most ``most``, in alphabetical order."""
        counted = Counter(place.code for text in texts for place in self.places(text))
        chosen = dict(counted.most_common(most))
        return [term for code, term in self.terms.items() if code in chosen]


class WordsOfPage:
    """Marks a glossary's words in the texts of one page, and remembers which were used."""

    def __init__(self, glossary: Glossary):
        self._glossary = glossary
        self._used: dict[str, Term] = {}

    @property
    def used(self) -> list[Term]:
        """For the foot of the page, where their explanations wait."""
        return list(self._used.values())

    def marked(self, text: str) -> SafeString:
        """The text, escaped, with a button around the first place of each term."""
        parts, end = [], 0
        for place in self._glossary.places(text):
            term, word = self._use(place), text[place.start : place.end]
            sign = _sign_after(text, place)
            parts += [format_html("{}", text[end : place.start]), _button(term, word, sign)]
            end = place.end + len(sign)
        return mark_safe("".join([*parts, format_html("{}", text[end:])]))

    def named_in(self, texts: list[str]) -> list[Term]:
        """The terms in these texts, each once, for where no button may stand in the text."""
        places = [place for text in texts for place in self._glossary.places(text)]
        return list({place.code: self._use(place) for place in places}.values())

    def _use(self, place) -> Term:
        return self._used.setdefault(place.code, self._glossary.terms[place.code])


def newest_words() -> WordsOfPage:
    """For one page. One query, and another when this process has not read the release yet."""
    return WordsOfPage(newest_glossary())


def newest_glossary() -> Glossary:
    """Of the highest version that has terms; without any it is empty."""
    release = newest_with(BankTerm, "digest")
    if release is None:
        return _EMPTY
    return _glossary(release.pk, release.digest, get_language() or "en")


@lru_cache(maxsize=16)
def _glossary(release_id: int, digest: str, language: str) -> Glossary:
    """The digest stands for every word of the release, so another text is another entry."""
    with override(language):
        return Glossary(list(BankTerm.objects.filter(release=release_id)))


_EMPTY = Glossary([])
_SIGNS = tuple(",.;:?!)")


def _term(row, names):
    return Term(
        code=row.code,
        term=row.local_term,
        other_names=tuple(row.local_other_names),
        profession=str(row.get_profession_display()),
        meaning=row.local_meaning,
        see=tuple((code, names[code]) for code in row.see if code in names),
    )


def _sign_after(text, place):
    following = text[place.end : place.end + 1]
    return following if following in _SIGNS else ""


def _button(term, word, sign):
    """A browser may break a line after any button; a comma or full stop stays with its word."""
    button = '<button type="button" class="word" popovertarget="word-{}">{}</button>'
    framed = f'<span class="text-nowrap">{button}{{}}</span>' if sign else f"{button}{{}}"
    return format_html(framed, term.code, word, sign)
