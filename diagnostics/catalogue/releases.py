"""Which of the loaded releases a page, a choice or a workshop uses."""

from django.conf import settings
from django.db.models import Exists, Model, OuterRef

from alignment.models import Workshop
from diagnostics.models import BankBottleneck, BankQuestion, BankRelease


def newest_release() -> BankRelease | None:
    """The highest version that has questions, or None when no bank is loaded."""
    # A restored workshop brings the row of its release without the bank's questions.
    return newest_with(BankQuestion)


def newest_with(part: type[Model], *fields: str) -> BankRelease | None:
    """The highest version that has any rows of ``part``; only ``fields`` of it, where named.

    Of several banks the one that the setting QUESTION_BANK names; without it, of all.
    """
    having = BankRelease.objects.filter(Exists(part.objects.filter(release=OuterRef("pk"))))
    named = {"slug": settings.QUESTION_BANK} if settings.QUESTION_BANK else {}
    found = having.filter(**named)
    return _newest(found.only("version", *fields) if fields else found)


def advising_release(workshop: Workshop) -> BankRelease | None:
    """The release whose bottlenecks and practices stand beside a workshop's results.

    The one its questions come from, the newest of several. Where that has no bottlenecks, the
    newest of the same bank that has: a question's code never changes meaning. None without.
    """
    used = _newest(BankRelease.objects.filter(pk__in=workshop.questions.values("release")))
    if used is None:
        return None
    has_some = Exists(BankBottleneck.objects.filter(release=OuterRef("pk")))
    advising = BankRelease.objects.filter(has_some, slug=used.slug)
    return advising.filter(pk=used.pk).first() or _newest(advising)


def _newest(releases):
    return max(releases, key=lambda release: (release.number, release.pk), default=None)
