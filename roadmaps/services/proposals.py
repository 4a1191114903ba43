"""Bottlenecks that the results suggest, for the plenary to accept, reword or drop."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import translation

from alignment.models import Workshop
from alignment.services.events import log
from diagnostics.catalogue.releases import advising_release
from diagnostics.models import BankBottleneck, Question
from diagnostics.queries import results_of
from roadmaps.cover import fewest
from roadmaps.findings import found, found_together, free_title, is_wanting
from roadmaps.models import Bottleneck
from roadmaps.services.bottlenecks import next_number
from roadmaps.services.editing import locked_for_edits
from roadmaps.vocabulary import BottleneckState


@dataclass(frozen=True, slots=True)
class Proposals:
    """The ``new`` bottlenecks, and how many questions now stand at one of the list
    (``joined``)."""

    new: list[Bottleneck]
    joined: int


@dataclass(frozen=True, slots=True)
class _Wanting:
    """What the results ask for: ``results`` of all wanting questions by code, and the codes of
    those that no bottleneck names yet, a dropped one neither (``fresh``)."""

    workshop: Workshop
    questions: dict[str, Question]
    results: dict
    fresh: list[str]

    def named_by(self, entry: BankBottleneck) -> list[str]:
        return [code for code in self.results if code in entry.questions]


@transaction.atomic
def propose_from_results(*, workshop: Workshop, by=None) -> Proposals:
    """For all questions short of the benchmark or with an information gap.

    As few bottlenecks of the bank as name them all; a question that none names becomes one of
    its own. A question that any bottleneck names, a dropped one too, is not proposed again, so
    that a second press proposes only what is new: one that belongs to a bottleneck of the list
    is linked to it.
    """
    workshop = locked_for_edits(workshop)
    wanting = _wanting(workshop)
    catalogue = _catalogue(workshop) if wanting.fresh else []
    joined = _join(wanting, catalogue, by)
    left = [code for code in wanting.fresh if code not in joined]
    with translation.override(workshop.language):
        new = _store(workshop, _proposed(wanting, catalogue, left))
    if new:
        log(workshop, "bottlenecks_proposed", subject=str(len(new)), by=by)
    return Proposals(new, len(joined))


def _wanting(workshop):
    results = {r.code: r for r in results_of(workshop).questions if is_wanting(r)}
    linked = Bottleneck.questions.through.objects.filter(bottleneck__workshop=workshop)
    known = set(linked.values_list("question__code", flat=True))
    return _Wanting(
        workshop=workshop,
        questions={q.code: q for q in workshop.questions.select_related("stage")},
        results=results,
        fresh=[code for code in results if code not in known],
    )


def _catalogue(workshop) -> list[BankBottleneck]:
    release = advising_release(workshop)
    return list(release.bottlenecks.all()) if release else []


def _join(wanting, catalogue, by) -> set[str]:
    """Link fresh questions to bottlenecks of the list whose entry names them; gives the codes."""
    entries = {entry.code: entry for entry in catalogue}
    rows = wanting.workshop.bottlenecks.filter(bank_code__in=entries)
    joined = set()
    for row in rows.exclude(state=BottleneckState.DROPPED):
        codes = set(entries[row.bank_code].questions).intersection(wanting.fresh)
        if codes:
            row.questions.add(*(wanting.questions[code] for code in codes))
            log(wanting.workshop, "bottleneck_changed", subject=row.ref, by=by)
        joined |= codes
    return joined


def _proposed(wanting, catalogue, left) -> list[tuple[Bottleneck, list[Question]]]:
    """New bottlenecks, not stored and without a number, each with its questions."""
    listed = set(wanting.workshop.bottlenecks.values_list("bank_code", flat=True))
    entries = {entry.code: entry for entry in catalogue if entry.code not in listed}
    chosen = fewest(left, [(code, entry.questions) for code, entry in entries.items()])
    named = {code for key in chosen for code in entries[key].questions}
    taken = set(wanting.workshop.bottlenecks.values_list("title", flat=True))
    kept = set(wanting.workshop.objectives.filter(kept=True).values_list("code", flat=True))
    stages = {stage.code: stage for stage in wanting.workshop.stages.all()}
    found_ones = [_by_the_bank(wanting, entries[key], kept, stages) for key in chosen]
    found_ones += [_by_itself(wanting, code) for code in left if code not in named]
    return [_titled(row, questions, taken) for row, questions in found_ones]


def _by_the_bank(wanting, entry, kept, stages):
    questions = [wanting.questions[code] for code in wanting.named_by(entry)]
    findings = [(q.code, found(wanting.results[q.code], q)) for q in questions]
    asked = dict.fromkeys(code for question in questions for code in question.objectives)
    row = Bottleneck(
        title=entry.local_title,
        description=found_together(findings, entry.local_symptoms),
        stage=stages.get(entry.stage_code, questions[0].stage),
        objectives=[code for code in entry.objectives if code in kept] or list(asked),
        bank_code=entry.code,
    )
    return row, questions


def _by_itself(wanting, code):
    """The question's own words, which the plenary turns into a bottleneck's."""
    question = wanting.questions[code]
    row = Bottleneck(
        title=question.local_text,
        description="\n".join(found(wanting.results[code], question)),
        stage=question.stage,
        objectives=list(question.objectives),
    )
    return row, [question]


def _titled(row, questions, taken):
    row.title = free_title(row.title, row.bank_code or questions[0].code, taken)
    taken.add(row.title)
    return row, questions


def _store(workshop, proposed):
    for number, (row, _questions) in enumerate(proposed, start=next_number(workshop)):
        row.workshop, row.number, row.state = workshop, number, BottleneckState.PROPOSED
    stored = Bottleneck.objects.bulk_create(row for row, _questions in proposed)
    link = Bottleneck.questions.through
    link.objects.bulk_create(
        link(bottleneck=row, question=question)
        for row, questions in proposed
        for question in questions
    )
    return stored
