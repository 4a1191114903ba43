"""What goes wrong and what countries did about it, dressed for the pages that anybody may read."""

from dataclasses import dataclass

from diagnostics.catalogue.library import Library
from diagnostics.models import BankBottleneck, BankPractice


@dataclass(frozen=True, slots=True)
class Practice:
    """Titles instead of codes; ``bottlenecks`` are pairs of code and title."""

    practice: BankPractice
    stages: list[str]
    objectives: list[str]
    bottlenecks: list[tuple[str, str]]
    sources: list[dict]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A bottleneck with its stage's title and the number of practices that name it."""

    bottleneck: BankBottleneck
    stage: str
    objectives: list[str]
    practices: int
    sources: list[dict]


def practices_of(library: Library) -> list[BankPractice]:
    return list(library.release.practices.all())


def countries_of(practices: list[BankPractice]) -> list[tuple[str, str]]:
    """Code and name of every country in them, by name."""
    named = {
        code: name
        for practice in practices
        for code, name in zip(practice.countries, practice.country_names, strict=True)
    }
    return sorted(named.items(), key=lambda pair: pair[1])


def practices_matching(
    practices: list[BankPractice],
    *,
    stage: str = "",
    objective: str = "",
    bottleneck: str = "",
    country: str = "",
    words: str = "",
) -> list[BankPractice]:
    """Those that fit everything given; empty means any. All of ``words`` must occur."""
    wanted = words.casefold().split()
    return [
        practice
        for practice in practices
        if (not stage or stage in practice.stages)
        and (not objective or objective in practice.objectives)
        and (not bottleneck or bottleneck in practice.bottlenecks)
        and (not country or country in practice.countries)
        and all(word in _said(practice) for word in wanted)
    ]


def dressed_practices(library: Library, practices: list[BankPractice]) -> list[Practice]:
    bottlenecks = {entry.code: entry.local_title for entry in library.bottlenecks}
    return [
        Practice(
            practice=practice,
            stages=[library.stage_titles.get(code, code) for code in practice.stages],
            objectives=library.titled(practice.objectives),
            bottlenecks=[(code, bottlenecks.get(code, "")) for code in practice.bottlenecks],
            sources=library.sources(practice.sources),
        )
        for practice in practices
    ]


def dressed_bottlenecks(library: Library, practices: list[BankPractice]) -> list[Trouble]:
    named = [code for practice in practices for code in practice.bottlenecks]
    return [
        Trouble(
            bottleneck=entry,
            stage=library.stage_titles.get(entry.stage_code, entry.stage_code),
            objectives=library.titled(entry.objectives),
            practices=named.count(entry.code),
            sources=library.sources(entry.sources),
        )
        for entry in library.bottlenecks
    ]


def _said(practice):
    texts = ("title", "done", "changed", "conditions")
    said = [practice.code, *practice.country_names, *(practice.text_in(name) for name in texts)]
    return "\n".join(said).casefold()
