"""Bottlenecks that the results suggest, for the plenary to accept, reword or drop."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from alignment.models import Workshop
from alignment.services.events import log
from diagnostics.queries import results_of
from roadmaps.models import Bottleneck
from roadmaps.services.bottlenecks import next_number
from roadmaps.services.editing import locked_for_edits
from roadmaps.vocabulary import BottleneckState

LONGEST_TITLE = Bottleneck._meta.get_field("title").max_length


@transaction.atomic
def propose_from_results(*, workshop: Workshop, by=None) -> list[Bottleneck]:
    """One for each question short of the benchmark or with an information gap.

    A question that any bottleneck names, a dropped one too, is not proposed again, so that a
    second press proposes only what is new.
    """
    workshop = locked_for_edits(workshop)
    wanting = [result for result in results_of(workshop).questions if _is_wanting(result)]
    linked = Bottleneck.questions.through.objects.filter(bottleneck__workshop=workshop)
    known = set(linked.values_list("question_id", flat=True))
    questions = {
        question.code: question
        for question in workshop.questions.select_related("stage")
        if question.pk not in known
    }
    with translation.override(workshop.language):
        proposed = _store(workshop, [r for r in wanting if r.code in questions], questions)
    if proposed:
        log(workshop, "bottlenecks_proposed", subject=str(len(proposed)), by=by)
    return proposed


def _is_wanting(result) -> bool:
    return result.applicable and bool(result.short_of_benchmark or _sides_without_answer(result))


def _sides_without_answer(result) -> list[str]:
    """Sides of which half or more did not know."""
    prefix = "information_gap:"
    return [flag.removeprefix(prefix) for flag in result.flags if flag.startswith(prefix)]


def _store(workshop, results, questions):
    first = next_number(workshop)
    taken = set(workshop.bottlenecks.values_list("title", flat=True))
    bottlenecks = [
        _proposal(workshop, number, result, questions[result.code], taken)
        for number, result in enumerate(results, start=first)
    ]
    stored = Bottleneck.objects.bulk_create(bottlenecks)
    link = Bottleneck.questions.through
    link.objects.bulk_create(
        link(bottleneck=bottleneck, question=questions[result.code])
        for bottleneck, result in zip(stored, results, strict=True)
    )
    return stored


def _proposal(workshop, number, result, question, taken):
    title = _title(question, taken)
    taken.add(title)
    return Bottleneck(
        workshop=workshop,
        number=number,
        title=title,
        description=_description(result, question),
        stage=question.stage,
        objectives=list(question.objectives),
        state=BottleneckState.PROPOSED,
    )


def _title(question, taken) -> str:
    """The question's words, which the plenary turns into a bottleneck's."""
    words = question.local_text.replace(";", ",").strip()
    title = words[:LONGEST_TITLE]
    if title not in taken:
        return title
    mark = f" ({question.code})"
    return words[: LONGEST_TITLE - len(mark)] + mark


def _description(result, question) -> str:
    """What was found: the worded level that is not yet exceeded, and who did not know."""
    found = [
        _("Half or more of %(side)s did not know.") % {"side": side}
        for side in _sides_without_answer(result)
    ]
    if result.short_of_benchmark:
        level = int(result.joint)
        words = {"level": level, "words": question.text_in("levels")[level - 1]}
        found.insert(0, _("Found at level %(level)d: %(words)s") % words)
    return "\n".join(found)
