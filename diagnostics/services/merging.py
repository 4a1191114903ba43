"""What was said from two seats of one person becomes what one seat said.

Nothing is lost: every revision is kept, and published answers stay in their snapshots as they
were shown. A person who was published once, from either seat, is never published again.
"""

from collections import defaultdict

from diagnostics import revisions
from diagnostics.models import Answer, AnswerRevision, EvidenceFile
from diagnostics.services.answer_rows import BODY
from diagnostics.vocabulary import Origin


def merge_answers(*, keep, other) -> int:
    """Let ``keep`` hold all that ``other`` said; how many answers that were. In a transaction.

    Where both answered, the newer one stands by the rule of revisions; what the facilitator
    entered from paper never takes the place of what a person's own device sent.
    """
    AnswerRevision.objects.filter(participant=other).update(participant=keep)
    own = {_place(answer): answer for answer in Answer.objects.filter(participant=keep)}
    brought = list(Answer.objects.filter(participant=other))
    met = [answer for answer in brought if _place(answer) in own]
    _stand(keep, [(own[_place(answer)], answer) for answer in met])
    Answer.objects.filter(participant=other).update(participant=keep)
    _move_files(keep, other)
    return len(brought)


def _place(answer) -> tuple:
    return answer.question_id, answer.round, answer.mode


def _stand(keep, pairs) -> None:
    """Of each two answers to one question let the one that stands stay, the other one go."""
    known = _revisions_by_place(keep, [own.question_id for own, _other in pairs])
    for own, other in pairs:
        standing = _standing(known[_place(own)])
        body = {name: getattr(standing, name) for name in BODY} | {"revision": standing.pk}
        times = [at for at in (own.published_at, other.published_at) if at]
        other.delete()
        Answer.objects.filter(pk=own.pk).update(**body, published_at=min(times, default=None))


def _revisions_by_place(keep, questions) -> dict[tuple, list[AnswerRevision]]:
    found = defaultdict(list)
    for revision in AnswerRevision.objects.filter(participant=keep, question__in=questions):
        found[_place(revision)].append(revision)
    return found


def _standing(candidates: list[AnswerRevision]) -> AnswerRevision:
    own_devices = [each for each in candidates if each.origin != Origin.PAPER]
    rows = {row.pk: row for row in own_devices or candidates}
    steps = [revisions.Revision(r.pk, r.replaces, r.answered_at) for r in rows.values()]
    return rows[revisions.standing(steps).id]


def _move_files(keep, other) -> None:
    """With the answers beside which they are published; one sent from both stays once.

    Figures and lines of a delegation's note stay where they are: they stand for themselves.
    """
    sent = EvidenceFile.objects.filter(participant=keep).values_list("upload", flat=True)
    files = EvidenceFile.objects.filter(participant=other)
    files.exclude(upload__in=list(sent)).update(participant=keep)
