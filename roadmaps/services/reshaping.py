"""Two bottlenecks that are one, and one that is two.

Scores are never moved: they were given to the words that people read. What was published stays
where it was published, and whoever reads it is told that the bottleneck was another one then.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alignment.services.events import log
from roadmaps.chains import trees_of
from roadmaps.findings import free_title
from roadmaps.models import Bottleneck
from roadmaps.services.bottlenecks import (
    dependencies_of_bottlenecks,
    ensure_no_wait_in_a_ring,
    next_number,
)
from roadmaps.services.editing import locked_for_edits
from roadmaps.vocabulary import BottleneckState, ScoringState

# What one of the two said is kept; where both said something, both texts are.
_CHOICES, _TEXTS = ("change_route", "first_actor"), ("condition", "apart_reason")


@transaction.atomic
def merge_bottlenecks(
    *, into: Bottleneck, absorbed: Bottleneck, title: str, description: str, by=None
) -> Bottleneck:
    """``into`` gets the causes, questions, actions and links of ``absorbed``, which is dropped.

    The absorbed one keeps its causes and questions too, so that it can be brought back.
    """
    workshop = locked_for_edits(into.workshop)
    into, absorbed = _both(workshop, into, absorbed)
    _link_dependencies(workshop, into, absorbed)
    into.causes.add(*absorbed.causes.all())
    into.questions.add(*absorbed.questions.all())
    for action in absorbed.actions.all():
        action.bottlenecks.add(into)
    absorbed.actions.clear()
    _take_over(into, absorbed, title, description)
    absorbed.state, absorbed.merged_into = BottleneckState.DROPPED, into
    absorbed.save(update_fields=["state", "merged_into"])
    log(workshop, "bottlenecks_merged", subject=f"{absorbed.ref} → {into.ref}", by=by)
    return into


@transaction.atomic
def split_bottleneck(
    *, bottleneck: Bottleneck, title: str, description: str, causes, questions, actions, by=None
) -> Bottleneck:
    """The new one, to which ``causes`` (with those behind them), ``questions`` and ``actions``
    go over. It stands in the same list, and nobody has scored it."""
    workshop = locked_for_edits(bottleneck.workshop)
    bottleneck = _present(workshop, bottleneck)
    part = Bottleneck(
        workshop=workshop,
        number=next_number(workshop),
        title=title,
        description=description,
        stage=bottleneck.stage,
        objectives=bottleneck.objectives,
        state=bottleneck.state,
        split_from=bottleneck,
    )
    part.full_clean()
    part.save()
    for cause in _with_those_behind(bottleneck, causes):
        cause.bottlenecks.add(part)
        cause.bottlenecks.remove(bottleneck)
    for action in actions:
        action.bottlenecks.add(part)
        action.bottlenecks.remove(bottleneck)
    part.questions.set(questions)
    bottleneck.questions.remove(*questions)
    _mark_reshaped(bottleneck)
    bottleneck.save(update_fields=["reshaped_after_scoring"])
    log(workshop, "bottleneck_split", subject=f"{bottleneck.ref} → {part.ref}", by=by)
    return part


def scores_after_merging(into: Bottleneck, absorbed: Bottleneck) -> list[str]:
    """What becomes of the scores, to be said before."""
    names = {"into": into.ref, "absorbed": absorbed.ref}
    of_into = {
        ScoringState.DRAFT: _("%(into)s has no scores yet. It is scored as one."),
        ScoringState.OPEN: _(
            "%(into)s is being scored. Scores given so far stay, and people can change them until "
            "the reveal: tell them that it holds more now."
        ),
        ScoringState.REVEALED: _(
            "%(into)s keeps its published scores, which were given before %(absorbed)s was part "
            "of it. Pages and documents will say so. To have both scored as one, go back, type a "
            "new bottleneck, and merge both into that."
        ),
    }
    of_absorbed = {
        ScoringState.OPEN: _("Scores given to %(absorbed)s so far will never be shown."),
        ScoringState.REVEALED: _(
            "The published scores of %(absorbed)s leave the order. They do not change, and stay "
            "to be read beside it, under the merged ones."
        ),
    }
    told = [of_into[into.scoring], of_absorbed.get(absorbed.scoring)]
    return [sentence % names for sentence in told if sentence]


def scores_after_splitting(bottleneck: Bottleneck) -> str:
    told = {
        ScoringState.DRAFT: _("It has no scores yet. Both are scored when you open the scoring."),
        ScoringState.OPEN: _(
            "Scores given so far stay with %(ref)s, and people can change them until the reveal. "
            "The new one waits until you open the scoring again."
        ),
        ScoringState.REVEALED: _(
            "%(ref)s keeps its published scores, which were given when both were one. Pages and "
            "documents will say so. The new one has none, and waits for the scoring."
        ),
    }
    return told[bottleneck.scoring] % {"ref": bottleneck.ref}


def _both(workshop, into, absorbed):
    if into.pk == absorbed.pk:
        raise ValidationError(
            _("A bottleneck cannot be merged with itself. Choose another one."), code="same"
        )
    return _present(workshop, into), _present(workshop, absorbed)


def _present(workshop, bottleneck):
    row = workshop.bottlenecks.get(pk=bottleneck.pk)
    if row.state == BottleneckState.DROPPED:
        raise ValidationError(
            _("%(ref)s was dropped or merged. Bring it back in the list first."),
            code="dropped",
            params={"ref": row.ref},
        )
    return row


def _link_dependencies(workshop, into, absorbed):
    """Whoever waited for the absorbed one waits for the other."""
    numbers = {absorbed.number: into.number}
    waits_for = dependencies_of_bottlenecks(workshop)
    merged: dict[int, list[int]] = {}
    for waiting, awaited in waits_for.items():
        waiting = numbers.get(waiting, waiting)
        named = [numbers.get(number, number) for number in awaited]
        merged.setdefault(waiting, []).extend(number for number in named if number != waiting)
    ensure_no_wait_in_a_ring(merged)
    into.depends_on.remove(absorbed)
    into.depends_on.add(*absorbed.depends_on.exclude(pk=into.pk))
    for waiting in absorbed.awaited_by.exclude(pk=into.pk):
        waiting.depends_on.add(into)
    absorbed.awaited_by.clear()


def _take_over(into, absorbed, title, description):
    """What is empty is filled; a veto or a need for a decision never gets lost."""
    if absorbed.title == title:
        # No two have the same title; the one that goes on has it as it is.
        absorbed.title = free_title(title, absorbed.ref, {title})
        absorbed.save(update_fields=["title"])
    into.title, into.description = title, description
    into.stage = into.stage or absorbed.stage
    into.objectives = list(dict.fromkeys([*into.objectives, *absorbed.objectives]))
    into.vetoed = into.vetoed or absorbed.vetoed
    into.needs_political_decision = (
        into.needs_political_decision or absorbed.needs_political_decision
    )
    for name in _CHOICES:
        setattr(into, name, getattr(into, name) or getattr(absorbed, name))
    for name in _TEXTS:
        said = dict.fromkeys(filter(None, (getattr(into, name), getattr(absorbed, name))))
        setattr(into, name, _fitting(name, "\n".join(said)))
    if BottleneckState.KEPT in (into.state, absorbed.state):
        into.state = BottleneckState.KEPT
    _mark_reshaped(into)
    into.full_clean()
    into.save()


def _fitting(name, text):
    most = Bottleneck._meta.get_field(name).max_length
    if len(text) > most:
        raise ValidationError(
            _("What both say under the gates is longer than %(most)d characters. Shorten one."),
            code="too_long",
            params={"most": most},
        )
    return text


def _mark_reshaped(bottleneck):
    if bottleneck.scoring == ScoringState.REVEALED:
        bottleneck.reshaped_after_scoring = True


def _with_those_behind(bottleneck, causes):
    chosen = {cause.pk for cause in causes}
    trees = [tree for tree in trees_of(bottleneck.causes.all()) if tree.key.pk in chosen]
    return [why.key for tree in trees for why in tree.walk()]
