"""What the bank says beside a bottleneck: where it often comes from, what helps, and what
others did. Read from the bank's release, never copied."""

from collections.abc import Iterable
from dataclasses import dataclass

from alignment.models import Workshop
from diagnostics.catalogue.releases import advising_release
from diagnostics.models import BankBottleneck, BankPractice
from roadmaps.models import Bottleneck

MOST = 5


@dataclass(frozen=True, slots=True)
class Example:
    """What somebody did, with the entries of its sources."""

    practice: BankPractice
    sources: list[dict]


@dataclass(frozen=True, slots=True)
class Advice:
    """``entry`` is None for a bottleneck that people typed; ``others`` are those of the bank to
    which its questions point as well; ``examples`` are at most MOST."""

    entry: BankBottleneck | None
    others: list[BankBottleneck]
    examples: list[Example]


def advice_on(workshop: Workshop, bottlenecks: Iterable[Bottleneck]) -> dict[int, Advice]:
    """By the bottlenecks' ids, in a number of queries that never grows with them.

    Their questions should be prefetched. Empty when no bank advises.
    """
    release = advising_release(workshop)
    if release is None:
        return {}
    entries = {entry.code: entry for entry in release.bottlenecks.all()}
    practices = list(release.practices.all())
    stages = dict(workshop.stages.values_list("pk", "code"))
    advice = {}
    for row in bottlenecks:
        near = _naming(row.bank_code, practices) or _close(_asked(row, stages), practices)
        examples = [_example(practice, release.sources) for practice in near[:MOST]]
        entry = entries.get(row.bank_code)
        advice[row.pk] = Advice(entry, _others(row, entry, entries.values()), examples)
    return advice


def _others(row, own, entries):
    codes = {question.code for question in row.questions.all()}
    return [entry for entry in entries if entry is not own and codes.intersection(entry.questions)]


def _naming(code, practices):
    return [practice for practice in practices if code in practice.bottlenecks]


def _asked(row, stages) -> list[tuple[str, list[str]]]:
    """Stage and objectives of each question it comes from; its own when it comes from none."""
    places = [(q.stage_id, q.objectives) for q in row.questions.all()]
    places = places or [(row.stage_id, row.objectives)]
    return [(stages.get(stage, ""), objectives) for stage, objectives in places]


def _close(asked, practices):
    """Those of the same stage that serve an objective with it; most shared objectives first."""
    shared = [(_shared(practice, asked), practice) for practice in practices]
    close = [pair for pair in shared if pair[0]]
    # Sorting keeps the bank's order among equals.
    return [practice for _count, practice in sorted(close, key=lambda pair: -pair[0])]


def _shared(practice, asked) -> int:
    objectives = {code for stage, codes in asked if stage in practice.stages for code in codes}
    return len(objectives.intersection(practice.objectives))


def _example(practice, sources):
    return Example(practice, [sources[key] for key in practice.sources if key in sources])
