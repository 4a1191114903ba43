"""Reveals: what was answered becomes snapshots, which nothing later alters.

An answer is taken up once, as it is at that moment, and marked. A later press may add answers
that were not taken up before, if ``disclosure.decide`` allows it.
"""

from collections import defaultdict
from dataclasses import asdict, dataclass, field

from django.utils import timezone

from diagnostics import disclosure
from diagnostics.disclosure import Tally, Verdict
from diagnostics.models import Answer, Snapshot
from diagnostics.queries import respondents_by_side, standing_answers
from diagnostics.remarks import EVIDENCE, REASON, remark, shuffled
from diagnostics.services.evidence import publish_files
from diagnostics.vocabulary import Origin

Pair = tuple[str, str]  # codes of question and side


@dataclass(frozen=True, slots=True)
class Press:
    """What a reveal did. ``unchanged`` had too few new answers, or may show no more."""

    shown: tuple[Pair, ...] = ()
    unchanged: tuple[Pair, ...] = ()


@dataclass(slots=True)
class Group:
    """Answers of one side to one question that no snapshot has taken up yet."""

    values: list[str] = field(default_factory=list)
    paper: int = 0
    early: int = 0
    texts: list[tuple[str, str]] = field(default_factory=list)

    def add(self, value, origin, comment, evidence):
        self.values.append(value)
        self.paper += origin == Origin.PAPER
        self.early += origin == Origin.EARLY
        self.texts += [(REASON, comment), (EVIDENCE, evidence)]

    @property
    def tally(self) -> Tally:
        return Tally.of(self.values, paper=self.paper)

    def remarks(self, side) -> list[dict]:
        """A delegation's words stand under its name; a person's under nobody's."""
        name = side.code if side.is_institutional else ""
        return [remark(kind, text, side=name) for kind, text in self.texts if text]


def publish_answers(*, workshop, questions) -> Press:
    """Take a snapshot per question and side that it names. The caller holds the lock.

    The number of statements does not depend on how many people answered.
    """
    at, threshold = timezone.now(), workshop.disclosure_threshold
    groups = _claim(workshop, questions, at)
    people = respondents_by_side(workshop)
    shown, unchanged = [], []
    for snapshot in _snapshots(workshop, questions):
        if _may_show(snapshot, groups[_key(snapshot)].tally, threshold):
            _show(snapshot, groups[_key(snapshot)], people.get(snapshot.side_id, 0), threshold, at)
            shown.append(snapshot)
        else:
            unchanged.append(snapshot)
    _release(groups.keys() - {_key(snapshot) for snapshot in shown if snapshot.sealed}, at)
    _store([*shown, *unchanged])
    publish_files(questions=questions, at=at)
    return Press(_names(shown), _names(unchanged))


def _key(snapshot) -> tuple[int, int]:
    return snapshot.question_id, snapshot.side_id


def _names(snapshots) -> tuple[Pair, ...]:
    return tuple((snapshot.question.code, snapshot.side.code) for snapshot in snapshots)


def _claim(workshop, questions, at) -> dict[tuple[int, int], Group]:
    """Mark every answer not taken up yet, then read what was marked, by (question id, side id).

    Marking first locks the rows: an answer that arrives or changes meanwhile waits for a later
    press, and none is taken up twice.
    """
    waiting = standing_answers(workshop).filter(question__in=questions, published_at=None)
    waiting.update(published_at=at)
    marked = Answer.objects.filter(question__in=questions, published_at=at)
    groups = defaultdict(Group)
    for question, side, *answer in marked.values_list(
        "question_id", "participant__institution__side_id", "value", "origin", "comment", "evidence"
    ):
        groups[question, side].add(*answer)
    return groups


def _release(keys, at):
    """Unmark what was not taken up after all: withheld, or of a side that is not asked."""
    questions = defaultdict(list)
    for question, side in keys:
        questions[side].append(question)
    for side, pks in questions.items():
        of_side = Answer.objects.filter(participant__institution__side=side)
        of_side.filter(published_at=at, question__in=pks).update(published_at=None)


def _snapshots(workshop, questions) -> list[Snapshot]:
    """One per question and side that it names: the stored one, or a new one without figures."""
    found = Snapshot.objects.filter(question__in=questions).select_related("question", "side")
    stored = {(*_key(snapshot), snapshot.round): snapshot for snapshot in found}
    sides = list(workshop.sides.all())
    return [
        stored.get((question.pk, side.pk, question.round))
        or Snapshot(question=question, side=side, round=question.round)
        for question in questions
        for side in sides
        if side.code in question.who
    ]


def _may_show(snapshot, new: Tally, threshold: int) -> bool:
    """True for the first reveal, which may show that too few answered; else if the rule allows."""
    if snapshot.pk is None:
        return True
    if snapshot.final or (snapshot.sealed and snapshot.side.is_institutional):
        return False
    verdict = _verdict(snapshot, new, threshold)
    snapshot.final = verdict == Verdict.SINGLES_OUT
    return verdict == Verdict.PUBLISH


def _verdict(snapshot, new: Tally, threshold: int) -> Verdict:
    """By the threshold in force when the first answers were shown, and by today's, if higher."""
    mode = snapshot.side.mode
    alone = disclosure.decide((), new, mode=mode, threshold=threshold)
    if not snapshot.sealed or alone != Verdict.PUBLISH:
        return alone
    told = snapshot.figures["threshold"]
    return disclosure.decide(_history(snapshot), new, mode=mode, threshold=told)


def _history(snapshot) -> tuple[Tally, ...]:
    return tuple(map(Tally.from_plain, snapshot.sealed))


def _show(snapshot, group: Group, respondents: int, threshold: int, at) -> None:
    """Let the snapshot stand for the group as well; nothing of it is kept while withheld."""
    if snapshot.sealed:
        threshold = snapshot.figures["threshold"]
    rule = {"mode": snapshot.side.mode, "threshold": threshold}
    groups = (*_history(snapshot), group.tally)
    figures = disclosure.publish(groups, **rule)
    early = snapshot.figures.get("early", 0) if snapshot.sealed else 0
    snapshot.taken_at = at
    snapshot.figures = rule | {
        "round": snapshot.round,
        # Those who were shown before stay counted when their seat was withdrawn or moved since.
        "respondents": max(respondents, figures.answered),
        "shown": asdict(figures),
    }
    if disclosure.is_published(groups, **rule):
        snapshot.figures["early"] = early + group.early
        snapshot.sealed = list(map(asdict, groups))
        snapshot.comments = shuffled([*snapshot.comments, *group.remarks(snapshot.side)])


def _store(snapshots):
    new = [snapshot for snapshot in snapshots if snapshot.pk is None]
    old = [snapshot for snapshot in snapshots if snapshot.pk]
    Snapshot.objects.bulk_create(new)
    fields = ["taken_at", "figures", "comments", "sealed", "final"]
    Snapshot.objects.bulk_update(old, fields)
